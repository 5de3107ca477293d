package dev.drover.report.export;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import dev.drover.message.Sha256;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.page.Href;
import dev.drover.report.page.Visible;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Findings as results of a SARIF run, one at a time; afterwards the rules that they named. */
final class SarifResults {
    static final String WORKSPACE = "WORKSPACE";

    private static final int MOST_MESSAGE = 20_000;

    private final JsonGenerator json;
    private final Map<String, Integer> rules = new LinkedHashMap<>();
    private final Map<String, Integer> occurrences = new HashMap<>();

    SarifResults(JsonGenerator json) {
        this.json = json;
    }

    void write(TaskAccount task, Finding finding) {
        String rule = Visible.line(finding.rule(), 256);
        int index = rules.computeIfAbsent(rule, name -> rules.size());
        json.writeStartObject();
        json.writeStringProperty("ruleId", rule);
        json.writeNumberProperty("ruleIndex", index);
        json.writeStringProperty("level", level(finding.severity()));
        json.writeObjectPropertyStart("message");
        json.writeStringProperty("text", Visible.block(finding.message(), MOST_MESSAGE));
        json.writeEndObject();
        finding.file().ifPresent(file -> location(file, finding));
        json.writeObjectPropertyStart("partialFingerprints");
        json.writeStringProperty("droverFinding/v1", fingerprint(finding));
        json.writeEndObject();
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("severity", finding.severity().wire());
        json.writeStringProperty("task", task.id());
        json.writeEndObject();
        json.writeEndObject();
    }

    void writeRules() {
        json.writeArrayPropertyStart("rules");
        rules.keySet().forEach(rule -> json.writePOJO(Map.of("id", rule)));
        json.writeEndArray();
    }

    private void location(String file, Finding finding) {
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        json.writeObjectPropertyStart("physicalLocation");
        json.writeObjectPropertyStart("artifactLocation");
        if (file.startsWith("/")) {
            json.writeStringProperty("uri", "file://" + Href.of(file));
        } else {
            json.writeStringProperty("uri", Href.of(file));
            json.writeStringProperty("uriBaseId", WORKSPACE);
        }
        json.writeEndObject();
        finding.line().filter(line -> line > 0).ifPresent(line -> {
            json.writeObjectPropertyStart("region");
            json.writeNumberProperty("startLine", line);
            json.writeEndObject();
        });
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    /** Stays the same when lines move: the line is not part of it, and of equal findings each has its number. */
    private String fingerprint(Finding finding) {
        String same = Sha256.of(finding.rule() + "\0" + finding.file().orElse("") + "\0" + finding.message());
        return same.substring(0, 32) + ":" + occurrences.merge(same, 1, Integer::sum);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }

    static String folderUri(String folder) {
        return "file://" + Href.of(folder.endsWith("/") ? folder : folder + "/");
    }
}
