package dev.drover.agent.specialist.documentation.overview;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.page.Document;
import dev.drover.agent.specialist.documentation.page.Markdown;
import dev.drover.agent.specialist.documentation.page.PageFile;
import dev.drover.agent.specialist.documentation.page.Section;
import dev.drover.agent.specialist.documentation.page.Written;
import dev.drover.agent.specialist.documentation.source.Languages;
import dev.drover.agent.specialist.documentation.source.Reading;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.project.Projects;
import dev.drover.agent.specialist.support.ContentCache;
import dev.drover.agent.specialist.support.WorkTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the overview in a marked section of the README. */
public final class DocumentProject {
    private static final Section SECTION = new Section("overview");

    private DocumentProject() {}

    public static Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        PageFile readme = PageFile.inRoot(assignment, "README.md");
        Optional<byte[]> before = readme.read();
        WorkTree tree = WorkTree.list(assignment);
        List<String> files = tree.files().stream()
                .filter(file -> !file.equals(readme.name()))
                .toList();
        ContentCache cache = Reading.cache(assignment, "overview", FileFacts.VERSION);
        Reading<FileFacts> read = Reading.of(
                assignment.workspace(),
                files.stream().filter(DocumentProject::mayBeText).toList(),
                cache,
                FileFacts.class,
                FileFacts::of);
        read.keep(cache);
        var overview = new Overview(
                projects(assignment.workspace(), files),
                Inventory.of(assignment.workspace(), files, read.values()),
                Set.copyOf(files));
        byte[] document =
                before.orElseGet(() -> ("# " + Markdown.text(overview.name()) + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] after = SECTION.put(Document.of(document), readme.name(), overview.markdown())
                .bytes();
        Written written = readme.write(before, after);
        return Outcome.completed(summary(written) + read.fromCache() + read.leftOut())
                .withArtifacts(List.of(written.artifact("project overview")))
                .withData(Map.of(
                        "files.described",
                        (long) tree.files().size(),
                        "files.cached",
                        (long) read.cached(),
                        "files.changed",
                        written.changed() ? 1L : 0L));
    }

    /** Without those in folders of which nothing is part of the project, since git ignores them. */
    static List<Project> projects(Path workspace, List<String> files) throws IOException {
        return Projects.find(workspace).stream()
                .filter(project -> {
                    String folder = workspace.relativize(project.root()).toString();
                    return folder.isEmpty() || files.stream().anyMatch(file -> file.startsWith(folder + "/"));
                })
                .toList();
    }

    /** Of a file whose name tells no language, only a script without an extension is worth reading. */
    static boolean mayBeText(String file) {
        return Languages.of(file).isPresent() || file.indexOf('.', file.lastIndexOf('/') + 1) < 0;
    }

    private static String summary(Written written) {
        if (!written.existed()) {
            return "Created " + written.name() + " with an overview of the project.";
        }
        return written.changed()
                ? "Updated the overview in " + written.name() + "."
                : "The overview in " + written.name() + " is up to date.";
    }
}
