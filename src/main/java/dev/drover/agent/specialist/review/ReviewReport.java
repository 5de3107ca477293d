package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The findings as a page of Markdown for people. */
final class ReviewReport {
    private static final int MAX_ROWS = 2000;

    private ReviewReport() {}

    static String markdown(String capability, List<Finding> findings, Map<String, Long> counts) {
        var page = new StringBuilder("# Review\n\n");
        page.append(Summary.of(findings, counts)).append("\n\n");
        page.append("Checked for `").append(capability).append("`.\n");
        for (Severity severity : Severity.values()) {
            List<Finding> some =
                    findings.stream().filter(f -> f.severity() == severity).toList();
            if (!some.isEmpty()) {
                section(page, severity, some);
            }
        }
        page.append("\n## Files\n\n| | |\n| --- | ---: |\n");
        counts.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(count -> page.append("| ")
                .append(count.getKey())
                .append(" | ")
                .append(count.getValue())
                .append(" |\n"));
        return page.toString();
    }

    private static void section(StringBuilder page, Severity severity, List<Finding> findings) {
        String title = severity.wire();
        page.append("\n## ")
                .append(title.substring(0, 1).toUpperCase(Locale.ROOT))
                .append(title.substring(1));
        page.append(" (").append(findings.size()).append(")\n\n| place | rule | what |\n| --- | --- | --- |\n");
        for (Finding finding : findings.subList(0, Math.min(MAX_ROWS, findings.size()))) {
            String place = finding.file().orElse("")
                    + finding.line().map(line -> ":" + line).orElse("");
            page.append("| ")
                    .append(cell(place))
                    .append(" | ")
                    .append(cell(finding.rule()))
                    .append(" | ")
                    .append(cell(finding.message()))
                    .append(" |\n");
        }
        if (findings.size() > MAX_ROWS) {
            page.append("\nAnd ").append(findings.size() - MAX_ROWS).append(" more.\n");
        }
    }

    /** A file may have any name; in the page it is text and nothing else. */
    private static String cell(String text) {
        var out = new StringBuilder();
        SafeFiles.shorten(text, 400).codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                out.append('\uFFFD');
            } else {
                out.append("\\`*_[]<>|".indexOf(c) >= 0 ? "\\" : "").appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
