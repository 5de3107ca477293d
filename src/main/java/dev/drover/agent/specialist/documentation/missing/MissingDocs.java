package dev.drover.agent.specialist.documentation.missing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.api.ApiFile;
import dev.drover.agent.specialist.documentation.api.ApiPackage;
import dev.drover.agent.specialist.documentation.api.JavaFiles;
import dev.drover.agent.specialist.documentation.page.Report;
import dev.drover.agent.specialist.documentation.source.Languages;
import dev.drover.agent.specialist.documentation.source.Reading;
import dev.drover.agent.specialist.documentation.source.Unread;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reports what of the public interface is undocumented, and what the README leaves out. */
public final class MissingDocs {
    private MissingDocs() {}

    public static Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        WorkTree tree = WorkTree.list(assignment);
        Reading<ApiFile> java = JavaFiles.read(assignment, tree);
        PythonDocs python = PythonDocs.of(assignment, tree);
        var coverage = new Coverage();
        coverage.java(ApiPackage.of(java.values()));
        coverage.python(python.files());
        List<Finding> findings = new ArrayList<>(ReadmeCheck.of(assignment.workspace(), tree.files()));
        findings.addAll(coverage.findings());
        Map<String, Long> data = new HashMap<>(Map.of(
                "docs.public", coverage.total(),
                "docs.documented", coverage.documented(),
                "docs.percent", coverage.percent(),
                "files.read", (long) java.values().size() + python.files().size(),
                "files.cached",
                        (long) java.cached()
                                + python.read().map(Reading::cached).orElse(0)));
        return Report.outcome(
                        assignment,
                        "Missing documentation",
                        "missing-docs.md",
                        summary(coverage, findings)
                                + java.fromCache()
                                + java.leftOut()
                                + python.remarks()
                                + unread(tree),
                        findings,
                        data)
                .withEvidence(python.evidence());
    }

    private static String unread(WorkTree tree) {
        return Unread.sentence(
                tree.files(),
                file -> Languages.of(file)
                        .filter(language -> language.equals("Java") || language.equals("Python"))
                        .isPresent(),
                "only Java and Python are looked through for missing documentation");
    }

    private static String summary(Coverage coverage, List<Finding> findings) {
        int readme = findings.size() - coverage.findings().size();
        String about = coverage.total() == 0
                ? "Nothing public was found that could be documented"
                : coverage.percent() + " % of the public interface is documented: " + coverage.documented() + " of "
                        + coverage.total();
        return about + ". "
                + (readme == 0
                        ? "The README says what it should."
                        : "About the README: " + findings.getFirst().message());
    }
}
