package dev.drover.agent.specialist.review;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a scan came to, in a sentence or two. */
final class Summary {
    private Summary() {}

    static String of(List<Finding> findings, Map<String, Long> counts) {
        var kinds = new ArrayList<String>();
        for (Severity severity : Severity.values()) {
            long number = count(findings, severity);
            if (number > 0) {
                kinds.add(number + " " + severity.wire());
            }
        }
        long scanned = counts.getOrDefault("files.scanned", 0L);
        String files = scanned + (scanned == 1 ? " file" : " files");
        String found = kinds.isEmpty()
                ? "Nothing was found in " + files + "."
                : findings.size() + (findings.size() == 1 ? " finding" : " findings") + " in " + files + ": "
                        + String.join(", ", kinds) + ".";
        return found + skipped(counts);
    }

    static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    private static String skipped(Map<String, Long> counts) {
        var left = new ArrayList<String>();
        add(left, counts, "files.skipped_binary", "binary");
        add(left, counts, "files.skipped_large", "larger than 1 MiB");
        add(left, counts, "files.skipped_links", "links");
        add(left, counts, "files.skipped_names", "with names that are not UTF-8");
        add(left, counts, "files.unreadable", "unreadable");
        return left.isEmpty() ? "" : " Left out: " + String.join(", ", left) + ".";
    }

    private static void add(List<String> left, Map<String, Long> counts, String key, String what) {
        long number = counts.getOrDefault(key, 0L);
        if (number > 0) {
            left.add(number + " " + what);
        }
    }
}
