package dev.drover.agent.specialist.documentation.overview;

import dev.drover.agent.specialist.documentation.page.Markdown;
import dev.drover.agent.specialist.project.BuildSystem;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.WorkTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the files of a workspace tell to someone who is to work in it, and what they do not tell. */
public final class WorkspaceContext {
    private static final int MAX_FILES = 5_000;
    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final long MAX_BYTES = 100L << 20;

    private final Path workspace;
    private final List<String> files;
    private final Map<String, FileFacts> facts = new TreeMap<>();
    private final Conventions conventions = new Conventions();
    private Optional<String> readme = Optional.empty();
    private int unread;

    private WorkspaceContext(Path workspace, List<String> files) {
        this.workspace = workspace;
        this.files = files;
    }

    /**
     * Markdown that depends on the files and the path of the workspace alone.
     *
     * @param workspace absolute, links resolved
     * @throws IOException when the workspace cannot be read; a single file that cannot be is counted as not read
     */
    public static String of(Path workspace, WorkTree tree) throws IOException {
        var context = new WorkspaceContext(workspace, tree.files());
        context.read();
        return context.markdown(tree);
    }

    private void read() {
        long bytes = 0;
        int count = 0;
        for (String file : files) {
            if (!DocumentProject.mayBeText(file) && !Conventions.isStated(file) && !Licences.isLicence(file)) {
                continue;
            }
            if (++count > MAX_FILES || bytes > MAX_BYTES) {
                unread++;
                continue;
            }
            Optional<byte[]> content = content(file);
            if (content.isEmpty()) {
                unread++;
                continue;
            }
            bytes += content.get().length;
            facts.put(file, FileFacts.of(file, content.get()));
            String text = new String(content.get(), StandardCharsets.UTF_8);
            conventions.add(file, text);
            if (readme.isEmpty() && file.equalsIgnoreCase("README.md")) {
                readme = FirstParagraph.of(text);
            }
        }
    }

    private Optional<byte[]> content(String file) {
        try {
            return SafeFiles.read(workspace.resolve(file), MAX_FILE_BYTES);
        } catch (IOException e) {
            // It is counted, and what is not known because of it is no reason to know nothing.
            return Optional.empty();
        }
    }

    private String markdown(WorkTree tree) throws IOException {
        List<Project> projects = DocumentProject.projects(workspace, files);
        Inventory inventory = Inventory.of(workspace, files, facts);
        var overview = new Overview(projects, inventory, Set.copyOf(files));
        Optional<String> licence = Licences.in(workspace, files);
        var out = new StringBuilder("# ")
                .append(Markdown.text(overview.name()))
                .append("\n\nDrafted by `drover learn context` from the files in ")
                .append(Markdown.code(workspace.toString()))
                .append(". Edit it: what you change stays.\n\n");
        readme.ifPresent(text -> out.append("Its README begins:\n\n> ")
                .append(Markdown.text(text))
                .append("\n\n"));
        out.append(overview.markdown())
                .append("\n## Coding standards\n\n")
                .append(conventions.markdown())
                .append("\n## Licence\n\n")
                .append(licence.orElse("No licence file was found."))
                .append("\n\n## Not known\n\n");
        unknown(projects, tree).forEach(what -> out.append("- ").append(what).append('\n'));
        return out.toString();
    }

    private List<String> unknown(List<Project> projects, WorkTree tree) {
        var unknown = new ArrayList<String>();
        List<BuildSystem> systems =
                projects.stream().flatMap(project -> project.systems().stream()).toList();
        projects.stream()
                .flatMap(project -> project.problems().stream())
                .forEach(problem -> unknown.add(Markdown.text(problem)));
        if (systems.isEmpty()) {
            unknown.add("How it is built: there is no build file that Drover knows.");
        }
        if (systems.stream().allMatch(system -> system.testCommands().isEmpty())) {
            unknown.add("How it is tested: no tests were found.");
        }
        if (readme.isEmpty()) {
            unknown.add("What it is for: there is no README.md with a paragraph.");
        }
        if (!conventions.areStated()) {
            unknown.add(
                    "How code is to be written: no formatter or linter is configured; the figures above are measured.");
        }
        if (unread > 0) {
            unknown.add(unread + " files were not read: too large, too many, or not to be opened.");
        }
        if (tree.links() + tree.unreadableNames() > 0) {
            unknown.add(tree.links() + " links were not followed; " + tree.unreadableNames()
                    + " files have names that cannot be read.");
        }
        unknown.add(
                "Who uses it, where it runs, what must not be changed, and why things are as they are: no file was asked.");
        return unknown;
    }
}
