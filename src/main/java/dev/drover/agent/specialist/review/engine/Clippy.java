package dev.drover.agent.specialist.review.engine;

import dev.drover.message.Json;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Clippy. It compiles the project, which runs its build scripts and takes long, so it runs only when asked for. */
final class Clippy implements Linter {
    @Override
    public String name() {
        return "clippy";
    }

    @Override
    public List<String> files(Subjects subjects) {
        return subjects.tree().contains("Cargo.toml") ? subjects.named("rs") : List.of();
    }

    @Override
    public Optional<String> program(Subjects subjects) {
        return Linter.onPath(subjects, "cargo-clippy").map(found -> "cargo");
    }

    @Override
    public List<String> arguments(Subjects subjects, List<String> files) {
        return List.of("clippy", "--offline", "--quiet", "--message-format=json");
    }

    @Override
    public List<Subjects.Said> read(Subjects subjects, String output) {
        var said = new ArrayList<Subjects.Said>();
        for (String line : output.lines().toList()) {
            JsonNode message = Json.tree(line).path("message");
            String code = message.path("code").path("code").asString("");
            JsonNode place = message.path("spans").path(0);
            if (!code.isEmpty() && !place.isMissingNode()) {
                boolean error = message.path("level").asString("").equals("error");
                said.add(new Subjects.Said(
                        Linter.relative(subjects, place.path("file_name").asString("")),
                        place.path("line_start").asInt(1),
                        "clippy." + code.substring(code.lastIndexOf(':') + 1),
                        error ? Severity.MEDIUM : Severity.LOW,
                        message.path("message").asString("")));
            }
        }
        return said;
    }
}
