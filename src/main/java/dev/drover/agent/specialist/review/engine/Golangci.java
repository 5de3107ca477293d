package dev.drover.agent.specialist.review.engine;

import dev.drover.message.Json;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** golangci-lint from version 2 on, over the packages of the module at the root. */
final class Golangci implements Linter {
    @Override
    public String name() {
        return "golangci-lint";
    }

    @Override
    public List<String> files(Subjects subjects) {
        return subjects.tree().contains("go.mod") ? subjects.named("go") : List.of();
    }

    @Override
    public Optional<String> program(Subjects subjects) {
        return Linter.onPath(subjects, name());
    }

    /** It checks packages and takes no list of files. */
    @Override
    public List<String> arguments(Subjects subjects, List<String> files) {
        return List.of("run", "--output.json.path=stdout", "--show-stats=false", "--issues-exit-code=0", "./...");
    }

    @Override
    public List<Subjects.Said> read(Subjects subjects, String output) {
        var said = new ArrayList<Subjects.Said>();
        for (JsonNode issue : Json.tree(output).path("Issues")) {
            String linter = issue.path("FromLinter").asString("");
            boolean broken = linter.matches("typecheck|govet|errcheck|staticcheck|gosec");
            said.add(new Subjects.Said(
                    Linter.relative(subjects, issue.path("Pos").path("Filename").asString("")),
                    issue.path("Pos").path("Line").asInt(1),
                    "golangci-lint." + linter,
                    broken ? Severity.MEDIUM : Severity.LOW,
                    issue.path("Text").asString("")));
        }
        return said;
    }
}
