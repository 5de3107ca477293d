package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.project.BuildSystem;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.project.Projects;
import dev.drover.agent.specialist.project.Quoted;
import dev.drover.agent.specialist.project.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The commands that must accept what was written: those of the task, else the tests of the project, else its build, else
 * what can be said of the form of the files. They are settled before anything is written, as far as that is possible.
 *
 * @param commands shell commands; none when nothing can be checked
 * @param what they are, for a person
 * @param areTests whether they are the tests that the project has, which the change may have touched too
 */
record Checks(List<String> commands, String what, boolean areTests) {
    Checks {
        commands = List.copyOf(commands);
    }

    /** Before anything is written; empty when only the files that will be written can be looked at. */
    static Optional<Checks> before(Assignment assignment) throws IOException {
        List<String> given = assignment.packet().acceptance();
        List<Project> projects = Projects.find(assignment.workspace());
        List<String> tests = Steps.commands(assignment.workspace(), projects, BuildSystem::testCommands);
        if (!given.isEmpty()) {
            return Optional.of(new Checks(given, "the acceptance commands of the task", tests.containsAll(given)));
        }
        if (!tests.isEmpty()) {
            return Optional.of(new Checks(tests, "the tests of the project", true));
        }
        return Optional.empty();
    }

    /** For files that were written, where nothing was known before. */
    static Checks after(Assignment assignment, Collection<String> written) throws IOException {
        List<Project> projects = Projects.find(assignment.workspace());
        List<String> tests = Steps.commands(assignment.workspace(), projects, BuildSystem::testCommands);
        if (!tests.isEmpty()) {
            return new Checks(tests, "the tests that were written with it", true);
        }
        List<String> builds = Steps.commands(assignment.workspace(), projects, BuildSystem::buildCommands);
        if (!builds.isEmpty()) {
            return new Checks(builds, "the build of the project", false);
        }
        List<String> there = written.stream()
                .filter(file -> Files.exists(assignment.workspace().resolve(file), LinkOption.NOFOLLOW_LINKS))
                .sorted()
                .toList();
        List<String> forms =
                there.stream().flatMap(file -> form(assignment, file).stream()).toList();
        if (forms.size() < there.size()) {
            return new Checks(List.of(), "nothing", false);
        }
        return new Checks(forms, "a look at the form of the files, which says nothing of what they do", false);
    }

    private static Optional<String> form(Assignment assignment, String file) {
        String name = Quoted.forShell("./" + file);
        String lower = file.toLowerCase(Locale.ROOT);
        String command = "";
        String program = "";
        if (lower.endsWith(".py")) {
            program = "python3";
            command = "python3 -c 'import ast,sys; ast.parse(open(sys.argv[1], \"rb\").read(), sys.argv[1])' " + name;
        } else if (lower.matches(".*\\.[cm]?js")) {
            program = "node";
            command = "node --check " + name;
        } else if (lower.endsWith(".sh")) {
            program = "sh";
            command = "sh -n " + name;
        } else if (lower.endsWith(".json")) {
            program = "python3";
            command = "python3 -c 'import json,sys; json.load(open(sys.argv[1], \"rb\"))' " + name;
        } else if (lower.matches(".*\\.(?:md|rst|adoc|txt)")) {
            program = "git";
            command = "git diff --check HEAD -- " + name;
        }
        return program.isEmpty() || !assignment.shell().has(program) ? Optional.empty() : Optional.of(command);
    }
}
