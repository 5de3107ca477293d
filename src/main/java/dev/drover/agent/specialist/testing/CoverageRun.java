package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.testing.coverage.Coverage;
import dev.drover.agent.specialist.testing.coverage.CoverageReader;
import dev.drover.agent.specialist.testing.result.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The coverage reports of one run: what runners were asked to write elsewhere, and what was written in the workspace
 * since. A report of an earlier run is not believed, whatever it says.
 */
record CoverageRun(Path workspace, Map<Path, ReportFiles> before) {
    static CoverageRun begin(Path workspace, List<Suite> suites) throws IOException {
        Map<Path, ReportFiles> before = new HashMap<>();
        for (Suite suite : suites) {
            if (!before.containsKey(suite.folder())) {
                before.put(suite.folder(), ReportFiles.find(suite.folder(), CoverageReader::isReport));
            }
        }
        return new CoverageRun(workspace, before);
    }

    Coverage end(List<Suite> suites) throws IOException {
        var reader = new CoverageReader(workspace);
        for (Suite suite : suites) {
            Path asked = suite.scratch().resolve("coverage");
            if (Files.isDirectory(asked)) {
                ReportFiles.find(asked, file -> CoverageReader.isReport(file) || asked.equals(file.getParent()))
                        .files()
                        .forEach(file -> reader.add(file, suite.folder()));
            }
        }
        // A report in a project's folder also lies in those of the projects above, and its names are relative to its
        // own.
        Map<Path, Path> projects = new TreeMap<>();
        for (Map.Entry<Path, ReportFiles> entry : before.entrySet()) {
            ReportFiles.find(entry.getKey(), CoverageReader::isReport)
                    .writtenSince(entry.getValue())
                    .files()
                    .forEach(file -> projects.merge(
                            file, entry.getKey(), (a, b) -> a.getNameCount() > b.getNameCount() ? a : b));
        }
        projects.forEach(reader::add);
        return reader.coverage();
    }
}
