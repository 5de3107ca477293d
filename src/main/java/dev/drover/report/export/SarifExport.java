package dev.drover.report.export;

import dev.drover.message.Artifact;
import dev.drover.message.Json;
import dev.drover.message.RequestStatus;
import dev.drover.report.account.FindingFiles;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;

/**
 * All findings of a run as SARIF 2.1.0. Where a task left a SARIF file of its own under the name {@code sarif}, the runs
 * in it are taken over as they are, since they know more of its rules; the findings of all other tasks make up a run of
 * Drover's own.
 */
public final class SarifExport {
    static final String VERSION = "2.1.0";

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final RunAccount run;
    private final String version;
    private final FindingFiles files;
    private final List<String> unread = new ArrayList<>();

    private SarifExport(RunAccount run, String version) {
        this.run = run;
        this.version = version;
        this.files = new FindingFiles(run);
    }

    /**
     * Writes all of it, and leaves the stream open.
     *
     * @param version of Drover
     */
    public static void write(RunAccount run, String version, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.mapper()
                .writerWithDefaultPrettyPrinter()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .createGenerator(out)) {
            new SarifExport(run, version).all(json);
        } catch (JacksonException e) {
            throw new IOException(e.getMessage(), e);
        }
        out.write('\n');
    }

    private void all(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringProperty("$schema", SCHEMA);
        json.writeStringProperty("version", VERSION);
        json.writeArrayPropertyStart("runs");
        List<TaskAccount> rest = new ArrayList<>();
        for (TaskAccount task : run.tasks()) {
            Optional<JsonNode> own = own(task);
            if (own.isPresent()) {
                own.get().forEach(json::writeTree);
            } else {
                rest.add(task);
            }
        }
        ownRun(json, rest);
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The runs of a task's own file; empty when there is none that can be used. */
    private Optional<JsonNode> own(TaskAccount task) {
        for (Artifact artifact : task.digest().map(d -> d.artifacts()).orElse(List.of())) {
            if (artifact.name().equals("sarif")) {
                try {
                    JsonNode tree = files.tree(task, artifact);
                    if (isWhole(tree)) {
                        return Optional.of(tree.path("runs"));
                    }
                } catch (IOException e) {
                    unread.add("the SARIF file of task " + task.id() + " is not used, its findings are: "
                            + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isWhole(JsonNode tree) {
        JsonNode runs = tree.path("runs");
        return tree.path("version").asString("").equals(VERSION)
                && runs.isArray()
                && !runs.isEmpty()
                && runs.valueStream()
                        .allMatch(one ->
                                one.path("tool").path("driver").path("name").isString());
    }

    private void ownRun(JsonGenerator json, List<TaskAccount> tasks) throws IOException {
        json.writeStartObject();
        var results = new SarifResults(json);
        json.writeArrayPropertyStart("results");
        for (TaskAccount task : tasks) {
            if (task.report().findings() > 0) {
                try {
                    files.each(task, finding -> results.write(task, finding));
                } catch (IOException e) {
                    unread.add("not all findings of task " + task.id() + " are here: " + e.getMessage());
                }
            }
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", "Drover");
        json.writeStringProperty("semanticVersion", version);
        results.writeRules();
        json.writeEndObject();
        json.writeEndObject();
        json.writePOJOProperty("automationDetails", Map.of("id", "drover/" + run.requestId()));
        run.asked()
                .workspace()
                .ifPresent(workspace -> json.writePOJOProperty(
                        "originalUriBaseIds",
                        Map.of(SarifResults.WORKSPACE, Map.of("uri", SarifResults.folderUri(workspace)))));
        invocation(json);
        json.writeEndObject();
    }

    private void invocation(JsonGenerator json) {
        json.writeArrayPropertyStart("invocations");
        json.writeStartObject();
        json.writeBooleanProperty(
                "executionSuccessful", unread.isEmpty() && run.result().status() == RequestStatus.COMPLETED);
        run.begun().ifPresent(at -> json.writeStringProperty("startTimeUtc", at.toString()));
        run.result().finishedAt().ifPresent(at -> json.writeStringProperty("endTimeUtc", at.toString()));
        if (!unread.isEmpty()) {
            json.writePOJOProperty(
                    "toolExecutionNotifications",
                    unread.stream()
                            .map(text -> Map.of("level", "error", "message", Map.of("text", text)))
                            .toList());
        }
        json.writeEndObject();
        json.writeEndArray();
    }
}
