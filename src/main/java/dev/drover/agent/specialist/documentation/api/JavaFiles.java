package dev.drover.agent.specialist.documentation.api;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.documentation.source.Reading;
import dev.drover.agent.specialist.documentation.source.TestPaths;
import dev.drover.agent.specialist.support.ContentCache;
import dev.drover.agent.specialist.support.WorkTree;
import java.util.List;

/** What the Java files of a workspace offer; tests offer nothing. */
public final class JavaFiles {
    /** To be raised with every change to what is made of a file. */
    static final String VERSION = "1";

    private JavaFiles() {}

    public static Reading<ApiFile> read(Assignment assignment, WorkTree tree) throws InterruptedException {
        List<String> files = tree.files().stream()
                .filter(file -> file.endsWith(".java") && !TestPaths.contain(file))
                .toList();
        ContentCache cache = Reading.cache(assignment, "java", VERSION);
        Reading<ApiFile> read = Reading.of(assignment.workspace(), files, cache, ApiFile.class, JavaApi::read);
        read.keep(cache);
        return read;
    }
}
