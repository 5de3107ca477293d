package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Finding;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Gives each finding of one review its fingerprint; equal ones in one file are told apart by their order. */
final class Fingerprints {
    private static final int LENGTH = 32;

    private final Map<String, Integer> seen = new HashMap<>();

    Issue of(String path, Hit hit) {
        return new Issue(hit.in(path), of(hit.rule(), path, hit.context()));
    }

    /** For a finding about a file as a whole, or about the tree. */
    Issue of(Finding finding) {
        return new Issue(finding, of(finding.rule(), finding.file().orElse(""), ""));
    }

    private String of(String rule, String path, String context) {
        String about = rule + '\0' + path + '\0' + context;
        int number = seen.merge(about, 1, Integer::sum);
        return SafeFiles.sha256((about + '\0' + number).getBytes(StandardCharsets.UTF_8))
                .substring(0, LENGTH);
    }
}
