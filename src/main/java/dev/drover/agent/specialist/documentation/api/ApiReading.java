package dev.drover.agent.specialist.documentation.api;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.documentation.source.Reading;
import dev.drover.agent.specialist.documentation.source.TestPaths;
import dev.drover.agent.specialist.documentation.source.Unread;
import dev.drover.agent.specialist.support.ContentCache;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All public interfaces of a workspace that can be read here.
 *
 * @param others what Universal Ctags read; empty when it is not installed or there is nothing for it
 * @param withoutCtags how many files would have been read if it were installed
 * @param unread a sentence on the languages of which nothing is read
 */
record ApiReading(
        Reading<ApiFile> java,
        Optional<Reading<ApiFile>> others,
        int withoutCtags,
        List<Evidence> evidence,
        String unread) {
    static ApiReading of(Assignment assignment, WorkTree tree) throws IOException, InterruptedException {
        Reading<ApiFile> java = JavaFiles.read(assignment, tree);
        List<String> files = tree.files().stream()
                .filter(file -> TagLanguage.of(file).isPresent() && !TestPaths.contain(file))
                .toList();
        Optional<Ctags> ctags = files.isEmpty() ? Optional.empty() : Ctags.installed(assignment);
        if (ctags.isEmpty()) {
            return new ApiReading(java, Optional.empty(), files.size(), List.of(), unread(tree));
        }
        ContentCache cache = Reading.cache(
                assignment, "ctags", JavaFiles.VERSION + " " + ctags.get().version());
        var evidence = new ArrayList<Evidence>();
        Reading<ApiFile> others =
                Reading.inBatch(assignment.workspace(), files, cache, ApiFile.class, some -> ctags.get()
                        .read(some, evidence));
        others.keep(cache);
        return new ApiReading(java, Optional.of(others), 0, evidence, unread(tree));
    }

    private static String unread(WorkTree tree) {
        return Unread.sentence(
                tree.files(),
                file -> file.endsWith(".java")
                        || file.endsWith(".min.js")
                        || TagLanguage.of(file).isPresent(),
                "no reader here tells what is public in them");
    }

    SortedMap<String, ApiFile> files() {
        var all = new TreeMap<>(java.values());
        others.ifPresent(reading -> all.putAll(reading.values()));
        return all;
    }

    int cached() {
        return java.cached() + others.map(Reading::cached).orElse(0);
    }

    /** Sentences for the summary: what came from the cache, and what is missing and why. */
    String remarks() {
        var left = new ArrayList<>(java.left());
        others.ifPresent(reading -> left.addAll(reading.left()));
        var all = new Reading<>(files(), cached(), left);
        long unsound =
                all.values().values().stream().filter(file -> file.errors() > 0).count();
        return all.fromCache()
                + all.leftOut()
                + (unsound == 0 ? "" : " Read as far as they go, since they have syntax errors: " + unsound + ".")
                + (withoutCtags == 0
                        ? ""
                        : " Not indexed: " + withoutCtags + " files in other languages, since Universal Ctags is not"
                                + " installed.")
                + unread;
    }
}
