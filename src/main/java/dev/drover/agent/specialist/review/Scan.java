package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pass over a workspace: every file through every rule, and what was left out counted. */
final class Scan {
    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final int BINARY_SAMPLE_BYTES = 8000;
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.file().orElse(""))
            .thenComparing(finding -> finding.line().orElse(0))
            .thenComparing(Finding::rule);

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Long> counts = new HashMap<>();

    Scan(Path workspace, WorkTree tree, List<Rule> rules) {
        for (String name : List.of("scanned", "skipped_binary", "skipped_large", "unreadable")) {
            counts.put("files." + name, 0L);
        }
        counts.put("files.skipped_links", (long) tree.links());
        counts.put("files.skipped_names", (long) tree.unreadableNames());
        for (String name : tree.files()) {
            check(workspace.resolve(name), name, rules);
        }
        findings.sort(WORST_FIRST);
    }

    /** Worst first, then by place. */
    List<Finding> findings() {
        return findings;
    }

    /** How many files were read, and how many were not and why. */
    Map<String, Long> counts() {
        return counts;
    }

    private void check(Path file, String name, List<Rule> rules) {
        try {
            Optional<byte[]> bytes = SafeFiles.read(file, MAX_FILE_BYTES);
            if (bytes.isEmpty()) {
                count(Files.isRegularFile(file) ? "files.skipped_large" : "files.unreadable");
            } else if (isBinary(bytes.get())) {
                count("files.skipped_binary");
            } else {
                String text = new String(bytes.get(), StandardCharsets.UTF_8);
                var source = new SourceFile(name, text.lines().toList());
                rules.forEach(rule -> findings.addAll(rule.check(source)));
                count("files.scanned");
            }
        } catch (IOException e) {
            // One file that may not be read is counted and named as such; it must not hide what the others hold.
            count("files.unreadable");
        }
    }

    private void count(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, BINARY_SAMPLE_BYTES); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
