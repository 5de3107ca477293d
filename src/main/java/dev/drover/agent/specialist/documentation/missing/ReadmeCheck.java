package dev.drover.agent.specialist.documentation.missing;

import dev.drover.agent.specialist.project.BuildSystem;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.project.Projects;
import dev.drover.agent.specialist.project.Steps;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Whether there is a README that says what the project is and how it is built and tested. */
final class ReadmeCheck {
    private static final int MAX_BYTES = 4 << 20;
    private static final int MIN_CHARACTERS = 100;
    private static final Pattern NAME = Pattern.compile("(?i)readme(?:\\.(?:md|markdown|rst|adoc|txt))?");
    private static final Pattern BUILD = Pattern.compile("(?i)\\b(?:build|compil|install)");
    private static final Pattern TEST = Pattern.compile("(?i)\\btest(?:s|ed|ing)?\\b");

    private ReadmeCheck() {}

    static List<Finding> of(Path workspace, List<String> files) throws IOException {
        Optional<String> name =
                files.stream().filter(file -> NAME.matcher(file).matches()).findFirst();
        if (name.isEmpty()) {
            return List.of(new Finding(
                    Severity.LOW,
                    "docs.readme-missing",
                    "There is no README. The task document_project writes one with what can be known for certain.",
                    Optional.empty(),
                    Optional.empty()));
        }
        String text =
                SafeFiles.readText(workspace.resolve(name.get()), MAX_BYTES).orElse("");
        var findings = new ArrayList<Finding>();
        if (text.strip().length() < MIN_CHARACTERS) {
            findings.add(finding(
                    Severity.LOW,
                    "docs.readme-short",
                    name.get(),
                    "does not say what the project is: it has fewer than " + MIN_CHARACTERS + " characters."));
        }
        List<Project> projects = Projects.find(workspace);
        check(
                findings,
                workspace,
                projects,
                name.get(),
                text,
                BUILD,
                BuildSystem::buildCommands,
                "built",
                "docs.readme-no-build");
        check(
                findings,
                workspace,
                projects,
                name.get(),
                text,
                TEST,
                BuildSystem::testCommands,
                "tested",
                "docs.readme-no-test");
        return findings;
    }

    private static void check(
            List<Finding> findings,
            Path workspace,
            List<Project> projects,
            String readme,
            String text,
            Pattern word,
            Function<BuildSystem, List<String>> commands,
            String what,
            String rule) {
        List<String> known = Steps.commands(workspace, projects, commands);
        String lower = text.toLowerCase(Locale.ROOT);
        boolean said = word.matcher(text).find()
                || known.stream().anyMatch(command -> lower.contains(command.toLowerCase(Locale.ROOT)));
        if (!known.isEmpty() && !said) {
            findings.add(finding(
                    Severity.INFO,
                    rule,
                    readme,
                    "does not say how the project is " + what + ": " + known.getFirst() + "."));
        }
    }

    private static Finding finding(Severity severity, String rule, String readme, String what) {
        return new Finding(severity, rule, readme + " " + what, Optional.of(readme), Optional.empty());
    }
}
