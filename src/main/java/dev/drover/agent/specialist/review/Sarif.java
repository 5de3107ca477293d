package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.review.rule.Catalogue;
import dev.drover.agent.specialist.review.rule.KnownRule;
import dev.drover.message.Finding;
import dev.drover.message.Json;
import dev.drover.message.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The findings in the Static Analysis Results Interchange Format (SARIF) 2.1.0, an OASIS standard, for other programs. */
final class Sarif {
    /** Those who take such files in have limits of this order; what is beyond is the least grave. */
    static final int MAX_RESULTS = 20_000;

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String FINGERPRINT = "droverReview/v1";
    private static final String UNRESERVED = "-._~/!$&'()*+,;=@";

    private Sarif() {}

    static byte[] of(List<Issue> issues) {
        List<Issue> listed = issues.subList(0, Math.min(MAX_RESULTS, issues.size()));
        var ids = new TreeSet<String>();
        listed.forEach(issue -> ids.add(issue.finding().rule()));
        List<String> order = List.copyOf(ids);
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Drover review");
        driver.put("version", Catalogue.VERSION);
        driver.put("rules", rules(order));
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put(
                "results",
                listed.stream()
                        .map(issue ->
                                result(issue, order.indexOf(issue.finding().rule())))
                        .toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return Json.prettyBytes(log);
    }

    private static List<Map<String, Object>> rules(List<String> ids) {
        Map<String, KnownRule> known = new LinkedHashMap<>();
        Catalogue.rules().forEach(rule -> known.put(rule.id(), rule));
        var rules = new ArrayList<Map<String, Object>>();
        for (String id : ids) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("id", id);
            KnownRule own = known.get(id);
            if (own != null) {
                rule.put("shortDescription", Map.of("text", own.advice()));
                rule.put("defaultConfiguration", Map.of("level", level(own.severity())));
            }
            rules.add(rule);
        }
        return rules;
    }

    private static Map<String, Object> result(Issue issue, int ruleIndex) {
        Finding finding = issue.finding();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.rule());
        result.put("ruleIndex", ruleIndex);
        result.put("level", level(finding.severity()));
        result.put("message", Map.of("text", finding.message()));
        finding.file().ifPresent(file -> {
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("artifactLocation", Map.of("uri", uri(file), "uriBaseId", "%SRCROOT%"));
            finding.line().ifPresent(line -> place.put("region", Map.of("startLine", line)));
            result.put("locations", List.of(Map.of("physicalLocation", place)));
        });
        result.put("partialFingerprints", Map.of(FINGERPRINT, issue.fingerprint()));
        result.put("properties", Map.of("severity", finding.severity().wire()));
        return result;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }

    /** A relative reference (RFC 3986): a colon would make the first folder a scheme. */
    private static String uri(String path) {
        var uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNRESERVED.indexOf(c) >= 0;
            uri.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return uri.toString();
    }
}
