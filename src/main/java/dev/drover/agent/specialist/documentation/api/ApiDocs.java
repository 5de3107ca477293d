package dev.drover.agent.specialist.documentation.api;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.api.ApiPages.Page;
import dev.drover.agent.specialist.documentation.page.Document;
import dev.drover.agent.specialist.documentation.page.PageFile;
import dev.drover.agent.specialist.documentation.page.Section;
import dev.drover.agent.specialist.documentation.page.Written;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the index of the public interface in {@code docs/api.md}, and in pages beside it when it is large. */
public final class ApiDocs {
    private static final Section SECTION = new Section("api");

    private ApiDocs() {}

    public static Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        WorkTree tree = WorkTree.list(assignment);
        ApiReading read = ApiReading.of(assignment, tree);
        if (read.java().values().isEmpty() && read.withoutCtags() > 0) {
            return Outcomes.missingTool(
                    "ctags", "(Universal Ctags with JSON output) to index languages other than Java");
        }
        List<ApiPackage> packages = ApiPackage.of(read.files());
        boolean nothing = packages.isEmpty() && !tree.files().contains(ApiPages.INDEX);
        if (nothing) {
            return Outcome.completed("There is nothing to index: no source file here has a public interface that can be"
                            + " read." + read.remarks())
                    .withEvidence(read.evidence())
                    .withData(Map.of("api.types", 0L));
        }
        var written = new ArrayList<Written>();
        for (Page page : ApiPages.of(packages)) {
            written.add(put(assignment, page));
        }
        written.addAll(emptied(assignment, tree, written));
        return outcome(read, packages, written);
    }

    private static Written put(Assignment assignment, Page page) throws IOException {
        PageFile file = PageFile.of(assignment, page.name());
        Optional<byte[]> before = file.read();
        byte[] text = before.orElse(page.title().getBytes(StandardCharsets.UTF_8));
        return file.write(
                before,
                SECTION.put(Document.of(text), file.name(), page.markdown()).bytes());
    }

    /** Pages of packages that are no more say so; a person decides whether to remove them. */
    private static List<Written> emptied(Assignment assignment, WorkTree tree, List<Written> current)
            throws IOException {
        Set<String> names = new HashSet<>();
        current.forEach(written -> names.add(written.name()));
        var emptied = new ArrayList<Written>();
        for (String name : tree.files()) {
            if (name.startsWith(ApiPages.FOLDER) && name.endsWith(".md") && !names.contains(name)) {
                PageFile file = PageFile.of(assignment, name);
                Optional<byte[]> before = file.read();
                if (before.isPresent() && SECTION.isIn(Document.of(before.get()))) {
                    String markdown = "Nothing public is here any more; see the [API index](../api.md).\n";
                    Document after = SECTION.put(Document.of(before.get()), name, markdown);
                    emptied.add(file.write(before, after.bytes()));
                }
            }
        }
        return emptied;
    }

    private static Outcome outcome(ApiReading read, List<ApiPackage> packages, List<Written> written) {
        long types = packages.stream().mapToLong(p -> p.types().size()).sum();
        long members = packages.stream()
                .flatMap(p -> p.types().stream())
                .mapToLong(placed -> placed.type().members().size())
                .sum();
        long changed = written.stream().filter(Written::changed).count();
        String what = types + (types == 1 ? " type" : " types") + " with " + members + " members in " + packages.size()
                + (packages.size() == 1 ? " package" : " packages");
        String summary = changed == 0
                ? "The API index in " + ApiPages.INDEX + " is up to date: " + what + "."
                : "Wrote the API index to " + ApiPages.INDEX
                        + (written.size() == 1 ? "" : " and " + (written.size() - 1) + " pages beside it") + ": " + what
                        + ".";
        List<Artifact> artifacts =
                written.stream().map(page -> page.artifact("API index")).toList();
        return Outcome.completed(summary + read.remarks())
                .withEvidence(read.evidence())
                .withArtifacts(artifacts)
                .withData(Map.of(
                        "api.types",
                        types,
                        "api.members",
                        members,
                        "files.changed",
                        changed,
                        "files.read",
                        (long) read.files().size(),
                        "files.cached",
                        (long) read.cached()));
    }
}
