package dev.drover.agent.specialist.documentation.overview;

import dev.drover.agent.specialist.documentation.page.Markdown;
import dev.drover.agent.specialist.project.BuildSystem;
import dev.drover.agent.specialist.project.EntryPoint;
import dev.drover.agent.specialist.project.MakeProject;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.project.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The section's text, with line feeds, without the markers. */
final class Overview {
    private static final int MAX_ROWS = 60;
    private static final int MAX_POINTS = 40;
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put("docs/api.md", "the public API, with links to the source");
        PAGES.put("CHANGELOG.md", "what changed in which version");
        PAGES.put("CONTRIBUTING.md", "how to work on it");
        PAGES.put("LICENSE", "the licence");
        PAGES.put("LICENSE.txt", "the licence");
        PAGES.put("LICENSE.md", "the licence");
    }

    private final List<Project> projects;
    private final Project project;
    private final Inventory inventory;
    private final Set<String> files;

    /** @param projects those of the workspace, that at its root first */
    Overview(List<Project> projects, Inventory inventory, Set<String> files) {
        this.projects = projects;
        this.project = projects.getFirst();
        this.inventory = inventory;
        this.files = files;
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
        run(out);
        entryPoints(out);
        new SettingsTable(inventory.settings()).append(out);
        languages(out);
        pages(out);
        return out.toString();
    }

    private void layout(StringBuilder out) {
        if (inventory.folders().isEmpty()) {
            return;
        }
        out.append("\n### Layout\n\n| folder | what it is | files | languages |\n| --- | --- | ---: | --- |\n");
        inventory.folders().entrySet().stream().limit(MAX_ROWS).forEach(entry -> {
            Map<String, Integer> kinds = entry.getValue().kinds();
            out.append("| ")
                    .append(Markdown.code(entry.getKey() + "/"))
                    .append(" | ")
                    .append(Markdown.text(entry.getValue().about(entry.getKey()).orElse("")))
                    .append(" | ")
                    .append(kinds.values().stream().mapToInt(Integer::intValue).sum())
                    .append(" | ")
                    .append(kinds(kinds))
                    .append(" |\n");
        });
        more(out, inventory.folders().size() - MAX_ROWS, "folders");
    }

    private static String kinds(Map<String, Integer> kinds) {
        return kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(kind -> kind.getKey() + " (" + kind.getValue() + (kind.getValue() == 1 ? " file)" : " files)"))
                .collect(Collectors.joining(", "));
    }

    private void commands(StringBuilder out, String title, Function<BuildSystem, List<String>> commands) {
        List<Steps> all = Steps.of(project.root(), projects, commands);
        if (all.isEmpty()) {
            return;
        }
        out.append("\n### ").append(title).append("\n");
        all.stream().limit(MAX_POINTS).forEach(steps -> {
            out.append("\nWith ")
                    .append(steps.title())
                    .append(" (")
                    .append(steps.buildFile())
                    .append(')')
                    .append(steps.folder().isEmpty() ? "" : " in " + Markdown.code(steps.folder() + "/"))
                    .append(":\n\n");
            steps.commands()
                    .forEach(command -> out.append("    ").append(command).append('\n'));
        });
        more(out, all.size() - MAX_POINTS, "projects");
    }

    private void run(StringBuilder out) {
        var commands = new ArrayList<String>();
        points().map(EntryPoint::what).filter("npm start"::equals).forEach(commands::add);
        project.systems().stream()
                .filter(MakeProject.class::isInstance)
                .flatMap(make -> ((MakeProject) make).targets().stream())
                .filter(List.of("run", "start", "serve")::contains)
                .forEach(target -> commands.add("make " + target));
        commands.addAll(inventory.runCommands());
        if (Stream.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")
                .anyMatch(files::contains)) {
            commands.add("docker compose up");
        }
        if (!commands.isEmpty()) {
            out.append("\n### Run\n\n");
            commands.stream()
                    .limit(MAX_POINTS)
                    .forEach(command -> out.append("    ").append(command).append('\n'));
            more(out, commands.size() - MAX_POINTS, "commands");
        }
    }

    /** What a build file names is not told again by the file in which it begins. */
    private Stream<EntryPoint> points() {
        var byName = new LinkedHashMap<String, EntryPoint>();
        Stream.concat(
                        project.systems().stream().flatMap(system -> system.entryPoints().stream()),
                        inventory.entryPoints().stream())
                .forEach(point -> byName.putIfAbsent(point.what(), point));
        return byName.values().stream();
    }

    private void entryPoints(StringBuilder out) {
        List<EntryPoint> points = points().toList();
        if (!points.isEmpty()) {
            out.append("\n### Entry points\n\n");
            points.stream().limit(MAX_POINTS).forEach(point -> out.append("- ")
                    .append(Markdown.code(point.what()))
                    .append(" (")
                    .append(Markdown.text(point.where()))
                    .append(")\n"));
            more(out, points.size() - MAX_POINTS, "entry points");
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

    private void pages(StringBuilder out) {
        List<String> pages = PAGES.keySet().stream().filter(files::contains).toList();
        if (!pages.isEmpty()) {
            out.append("\n### Read on\n\n");
            pages.forEach(page -> out.append("- ")
                    .append(Markdown.link(page, page))
                    .append(": ")
                    .append(PAGES.get(page))
                    .append('\n'));
        }
    }

    static void more(StringBuilder out, int more, String what) {
        if (more > 0) {
            out.append("\nAnd ").append(more).append(" more ").append(what).append(".\n");
        }
    }

    private Optional<String> first(Function<BuildSystem, Optional<String>> property) {
        return project.systems().stream()
                .map(property)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
