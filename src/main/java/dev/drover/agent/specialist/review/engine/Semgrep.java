package dev.drover.agent.specialist.review.engine;

import dev.drover.message.Json;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Semgrep with the rules that the project brings; without any it would fetch some, so it does not run. */
final class Semgrep implements Linter {
    @Override
    public String name() {
        return "semgrep";
    }

    @Override
    public List<String> files(Subjects subjects) {
        return Settings.semgrep(subjects.tree()).isPresent()
                ? List.copyOf(subjects.contents().keySet())
                : List.of();
    }

    @Override
    public Optional<String> program(Subjects subjects) {
        return Linter.onPath(subjects, name());
    }

    @Override
    public List<String> arguments(Subjects subjects, List<String> files) {
        var arguments =
                new ArrayList<>(List.of("scan", "--json", "--quiet", "--metrics=off", "--disable-version-check"));
        arguments.addAll(List.of("--config", Settings.semgrep(subjects.tree()).orElse(""), "--"));
        arguments.addAll(files);
        return arguments;
    }

    @Override
    public List<Subjects.Said> read(Subjects subjects, String output) {
        var said = new ArrayList<Subjects.Said>();
        for (JsonNode result : Json.tree(output).path("results")) {
            String id = result.path("check_id").asString("");
            Severity severity =
                    switch (result.path("extra").path("severity").asString("")) {
                        case "CRITICAL", "ERROR", "HIGH" -> Severity.HIGH;
                        case "WARNING", "MEDIUM" -> Severity.MEDIUM;
                        default -> Severity.LOW;
                    };
            said.add(new Subjects.Said(
                    Linter.relative(subjects, result.path("path").asString("")),
                    result.path("start").path("line").asInt(1),
                    "semgrep." + id.substring(id.lastIndexOf('.') + 1),
                    severity,
                    result.path("extra").path("message").asString("")));
        }
        return said;
    }
}
