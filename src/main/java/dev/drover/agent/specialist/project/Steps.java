package dev.drover.agent.specialist.project;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * How one project of a workspace is built or tested, for a person who stands in the workspace.
 *
 * @param folder relative to the workspace; empty for its root
 * @param commands shell commands, in order; at least one
 */
public record Steps(String title, String buildFile, String folder, List<String> commands) {
    /** Those of all projects that have any, in their order. */
    public static List<Steps> of(Path workspace, List<Project> projects, Function<BuildSystem, List<String>> commands) {
        return projects.stream()
                .flatMap(project -> {
                    String folder = workspace.relativize(project.root()).toString();
                    return project.systems().stream()
                            .filter(system -> !commands.apply(system).isEmpty())
                            .map(system -> new Steps(
                                    system.title(),
                                    system.buildFile(),
                                    folder,
                                    commands.apply(system).stream()
                                            .map(command -> in(folder, command))
                                            .toList()));
                })
                .toList();
    }

    /** The commands of all of them, one after the other. */
    public static List<String> commands(
            Path workspace, List<Project> projects, Function<BuildSystem, List<String>> which) {
        return of(workspace, projects, which).stream()
                .flatMap(steps -> steps.commands().stream())
                .toList();
    }

    private static String in(String folder, String command) {
        return folder.isEmpty() ? command : "(cd " + Quoted.forShell(folder) + " && " + command + ")";
    }
}
