package dev.drover.agent.specialist.documentation.page;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Artifact;
import dev.drover.message.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Findings as an outcome, with a page for people beside the results; nothing is written into the workspace. */
public final class Report {
    /** All are counted, and more of them stand in the page; a result stays small enough to be passed on. */
    private static final int MAX_FINDINGS = 500;

    private static final int MAX_ROWS = 5000;
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.file().orElse(""))
            .thenComparing(finding -> finding.line().orElse(0))
            .thenComparing(Finding::message);

    private Report() {}

    /** Writes the page and puts the outcome together. */
    public static Outcome outcome(
            Assignment assignment,
            String title,
            String file,
            String summary,
            List<Finding> found,
            Map<String, Long> data)
            throws IOException {
        List<Finding> findings = new ArrayList<>(found);
        findings.sort(WORST_FIRST);
        byte[] page = page(title, summary, findings).getBytes(StandardCharsets.UTF_8);
        Files.write(assignment.artifacts().resolve(file), page);
        var artifact = new Artifact(
                title.toLowerCase(Locale.ROOT),
                assignment.artifactsName() + "/" + file,
                Optional.of(SafeFiles.sha256(page)),
                Optional.of((long) page.length));
        var all = new HashMap<>(data);
        all.put("findings.total", (long) findings.size());
        return Outcome.completed(summary)
                .withFindings(findings.subList(0, Math.min(MAX_FINDINGS, findings.size())))
                .withArtifacts(List.of(artifact))
                .withData(all);
    }

    private static String page(String title, String summary, List<Finding> findings) {
        var out = new StringBuilder("# " + title + "\n\n" + Markdown.text(summary) + "\n");
        if (!findings.isEmpty()) {
            out.append("\n| place | severity | rule | what |\n| --- | --- | --- | --- |\n");
        }
        for (Finding finding : findings.subList(0, Math.min(MAX_ROWS, findings.size()))) {
            String place = finding.file().orElse("")
                    + finding.line().map(line -> ":" + line).orElse("");
            out.append("| ")
                    .append(Markdown.text(place))
                    .append(" | ")
                    .append(finding.severity().wire())
                    .append(" | ")
                    .append(Markdown.code(finding.rule()))
                    .append(" | ")
                    .append(Markdown.text(finding.message()))
                    .append(" |\n");
        }
        if (findings.size() > MAX_ROWS) {
            out.append("\nAnd ").append(findings.size() - MAX_ROWS).append(" more.\n");
        }
        return out.toString();
    }
}
