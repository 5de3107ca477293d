package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.testing.result.JavaPlaces;
import dev.drover.agent.specialist.testing.result.JunitXml;
import dev.drover.agent.specialist.testing.result.Places;
import dev.drover.agent.specialist.testing.result.ReportFiles;
import dev.drover.agent.specialist.testing.result.TestReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * The reports that the builds of the Java world write, one a test class, and only those of one run. The module of each
 * is the folder that holds the build folder.
 *
 * @param build the name of the build folder, such as {@code target}
 * @param holder whether a folder is one for reports, by its path below the build folder
 */
record JvmReports(Suite suite, String build, Predicate<String> holder, ReportFiles before) {
    static JvmReports begin(Suite suite, String build, Predicate<String> holder) throws IOException {
        return new JvmReports(suite, build, holder, ReportFiles.find(suite.folder(), file -> is(file, build, holder)));
    }

    /** What the reports say that were written since. */
    TestReport written() throws IOException {
        ReportFiles fresh = ReportFiles.find(suite.folder(), file -> is(file, build, holder))
                .writtenSince(before);
        Places places = suite.places();
        return JunitXml.report(fresh.files(), file -> {
            Path module = module(file);
            String origin = suite.folder().relativize(module).toString();
            return test -> JavaPlaces.understand(test, module, origin, places);
        });
    }

    private Path module(Path report) {
        for (Path at = report; at != null && at.startsWith(suite.folder()); at = at.getParent()) {
            if (at.endsWith(build) && at.getParent() != null) {
                return at.getParent();
            }
        }
        return suite.folder();
    }

    private static boolean is(Path file, String build, Predicate<String> holder) {
        String name = String.valueOf(file.getFileName());
        String folder = String.valueOf(file.getParent());
        int at = folder.lastIndexOf("/" + build + "/");
        return name.startsWith("TEST-")
                && name.endsWith(".xml")
                && at >= 0
                && holder.test(folder.substring(at + build.length() + 2));
    }
}
