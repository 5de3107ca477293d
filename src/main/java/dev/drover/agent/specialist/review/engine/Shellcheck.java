package dev.drover.agent.specialist.review.engine;

import dev.drover.message.Json;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** ShellCheck for shell scripts, from its level "warning" on: what is below is mostly a matter of taste. */
final class Shellcheck implements Linter {
    @Override
    public String name() {
        return "shellcheck";
    }

    @Override
    public List<String> files(Subjects subjects) {
        return subjects.named("sh", "bash", "ksh");
    }

    @Override
    public Optional<String> program(Subjects subjects) {
        return Linter.onPath(subjects, name());
    }

    @Override
    public List<String> arguments(Subjects subjects, List<String> files) {
        var arguments = new ArrayList<>(List.of("--format=json1", "--severity=warning", "--"));
        arguments.addAll(files);
        return arguments;
    }

    @Override
    public List<Subjects.Said> read(Subjects subjects, String output) {
        var said = new ArrayList<Subjects.Said>();
        for (JsonNode comment : Json.tree(output).path("comments")) {
            boolean error = comment.path("level").asString("").equals("error");
            said.add(new Subjects.Said(
                    Linter.relative(subjects, comment.path("file").asString("")),
                    comment.path("line").asInt(1),
                    "shellcheck.SC" + comment.path("code").asInt(0),
                    error ? Severity.MEDIUM : Severity.LOW,
                    comment.path("message").asString("")));
        }
        return said;
    }
}
