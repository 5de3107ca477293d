package dev.drover.agent.specialist.review.engine;

import dev.drover.message.Json;
import dev.drover.message.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The project's own ESLint, when it has both a configuration and an installation: its configuration is a program. */
final class Eslint implements Linter {
    private static final String PROGRAM = "node_modules/.bin/eslint";

    @Override
    public String name() {
        return "eslint";
    }

    @Override
    public List<String> files(Subjects subjects) {
        return Settings.hasEslint(subjects.tree())
                ? subjects.named("js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "vue", "svelte")
                : List.of();
    }

    @Override
    public Optional<String> program(Subjects subjects) {
        Path program = subjects.assignment().workspace().resolve(PROGRAM);
        return Files.isExecutable(program) ? Optional.of(program.toString()) : Optional.empty();
    }

    @Override
    public List<String> arguments(Subjects subjects, List<String> files) {
        var arguments = new ArrayList<>(List.of("--format=json", "--no-error-on-unmatched-pattern", "--"));
        arguments.addAll(files);
        return arguments;
    }

    @Override
    public List<Subjects.Said> read(Subjects subjects, String output) {
        var said = new ArrayList<Subjects.Said>();
        for (JsonNode file : Json.tree(output)) {
            String name = Linter.relative(subjects, file.path("filePath").asString(""));
            for (JsonNode message : file.path("messages")) {
                // Without a rule it tells that the file is ignored, or does not parse.
                String rule = message.path("ruleId").asString("");
                boolean error = message.path("severity").asInt(1) == 2;
                if (error || !rule.isEmpty()) {
                    said.add(new Subjects.Said(
                            name,
                            message.path("line").asInt(1),
                            "eslint." + (rule.isEmpty() ? "syntax" : rule),
                            error ? Severity.MEDIUM : Severity.LOW,
                            message.path("message").asString("")));
                }
            }
        }
        return said;
    }
}
