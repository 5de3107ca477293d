package dev.drover.agent.specialist.documentation;

import dev.drover.agent.specialist.project.BuildSystem;
import dev.drover.agent.specialist.project.EntryPoint;
import dev.drover.agent.specialist.project.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The section's text, with line feeds, without the markers. */
final class Overview {
    private final Project project;
    private final Inventory inventory;

    Overview(Project project, Inventory inventory) {
        this.project = project;
        this.inventory = inventory;
    }

    /** The name that a build file gives the project, else the folder's. */
    String name() {
        return first(BuildSystem::name)
                .or(() -> Optional.ofNullable(project.root().getFileName()).map(Object::toString))
                .orElse("Project");
    }

    String markdown() {
        var out = new StringBuilder("## Overview\n\n**" + Markdown.text(name()) + "**");
        first(BuildSystem::description).ifPresent(text -> out.append(": ").append(Markdown.text(text)));
        out.append('\n');
        layout(out);
        commands(out, "Build", BuildSystem::buildCommands);
        commands(out, "Test", BuildSystem::testCommands);
        entryPoints(out);
        languages(out);
        return out.toString();
    }

    private void layout(StringBuilder out) {
        if (!inventory.folders().isEmpty()) {
            out.append("\n### Layout\n\n| folder | files | what is in it |\n| --- | ---: | --- |\n");
            inventory.folders().forEach((folder, kinds) -> out.append("| ")
                    .append(Markdown.code(folder + "/"))
                    .append(" | ")
                    .append(kinds.values().stream().mapToInt(Integer::intValue).sum())
                    .append(" | ")
                    .append(kinds(kinds))
                    .append(" |\n"));
        }
    }

    private static String kinds(Map<String, Integer> kinds) {
        return kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
    }

    private void commands(StringBuilder out, String title, Function<BuildSystem, List<String>> commands) {
        List<BuildSystem> systems = project.systems().stream()
                .filter(system -> !commands.apply(system).isEmpty())
                .toList();
        if (systems.isEmpty()) {
            return;
        }
        out.append("\n### ").append(title).append("\n\n");
        for (BuildSystem system : systems) {
            out.append("With ")
                    .append(system.title())
                    .append(" (")
                    .append(system.buildFile())
                    .append("):\n\n");
            commands.apply(system)
                    .forEach(command -> out.append("    ").append(command).append('\n'));
            out.append(system.equals(systems.getLast()) ? "" : "\n");
        }
    }

    private void entryPoints(StringBuilder out) {
        var points = new ArrayList<EntryPoint>();
        project.systems().forEach(system -> points.addAll(system.entryPoints()));
        points.addAll(inventory.entryPoints());
        if (!points.isEmpty()) {
            out.append("\n### Entry points\n\n");
            points.forEach(point -> out.append("- ")
                    .append(Markdown.code(point.what()))
                    .append(" (")
                    .append(Markdown.text(point.where()))
                    .append(")\n"));
        }
    }

    private void languages(StringBuilder out) {
        if (!inventory.languages().isEmpty()) {
            out.append("\n### Languages\n\n| language | files | lines |\n| --- | ---: | ---: |\n");
            inventory.languages().forEach(language -> out.append("| ")
                    .append(language.getKey())
                    .append(" | ")
                    .append(language.getValue().files())
                    .append(" | ")
                    .append(language.getValue().lines())
                    .append(" |\n"));
        }
    }

    private Optional<String> first(Function<BuildSystem, Optional<String>> property) {
        return project.systems().stream()
                .map(property)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
