package dev.drover.agent.specialist.review.engine;

import dev.drover.message.Json;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Ruff for Python, with the rules that the project or, without any, ruff itself chooses. */
final class Ruff implements Linter {
    @Override
    public String name() {
        return "ruff";
    }

    @Override
    public List<String> files(Subjects subjects) {
        return subjects.named("py", "pyi");
    }

    @Override
    public Optional<String> program(Subjects subjects) {
        return Linter.onPath(subjects, name());
    }

    @Override
    public List<String> arguments(Subjects subjects, List<String> files) {
        var arguments = new ArrayList<>(List.of(
                "check", "--output-format=json", "--no-cache", "--no-fix", "--force-exclude", "--exit-zero", "--"));
        arguments.addAll(files);
        return arguments;
    }

    @Override
    public List<Subjects.Said> read(Subjects subjects, String output) {
        var said = new ArrayList<Subjects.Said>();
        for (JsonNode violation : Json.tree(output)) {
            String code = violation.path("code").asString("syntax");
            said.add(new Subjects.Said(
                    Linter.relative(subjects, violation.path("filename").asString("")),
                    violation.path("location").path("row").asInt(1),
                    "ruff." + code,
                    severity(code),
                    violation.path("message").asString("")));
        }
        return said;
    }

    /** Names that are not there, code that does not parse, and the security rules; the rest is tidiness. */
    private static Severity severity(String code) {
        boolean broken = code.matches("syntax.{0,20}|invalid-syntax|E9\\d\\d|F82\\d|F7\\d\\d|S\\d{3}|B0\\d\\d");
        return broken ? Severity.MEDIUM : Severity.LOW;
    }
}
