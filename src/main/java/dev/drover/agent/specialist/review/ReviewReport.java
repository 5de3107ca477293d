package dev.drover.agent.specialist.review;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import dev.drover.message.Shortened;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The findings as a page of Markdown for people. */
final class ReviewReport {
    private static final int MAX_ROWS = 2000;
    private static final int MAX_CELL = 400;
    private static final int MAX_SUMMARY = 2000;

    private ReviewReport() {}

    static String markdown(String capability, Tally tally) {
        var page = new StringBuilder("# Review\n\n");
        page.append(cell(Summary.of(tally), MAX_SUMMARY)).append("\n\n");
        page.append("Checked for `").append(capability).append("`.\n");
        for (Severity severity : Severity.values()) {
            List<Finding> some = tally.findings().stream()
                    .filter(f -> f.severity() == severity)
                    .toList();
            if (!some.isEmpty()) {
                section(page, severity, some);
            }
        }
        page.append("\n## Files\n\n| | |\n| --- | ---: |\n");
        tally.counts().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(count -> page.append("| ")
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
                    .append(cell(place, MAX_CELL))
                    .append(" | ")
                    .append(cell(finding.rule(), MAX_CELL))
                    .append(" | ")
                    .append(cell(finding.message(), MAX_CELL))
                    .append(" |\n");
        }
        if (findings.size() > MAX_ROWS) {
            page.append("\nAnd ").append(findings.size() - MAX_ROWS).append(" more.\n");
        }
    }

    /** A file may have any name; in the page it is text and nothing else. */
    private static String cell(String text, int max) {
        var out = new StringBuilder();
        Shortened.of(text, max).codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                out.append('\uFFFD');
            } else {
                out.append("\\`*_[]<>|".indexOf(c) >= 0 ? "\\" : "").appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
