package dev.drover.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt at one task, as it lies on the queue in {@code <packet_id>.<attempt>.json}.
 *
 * @param status always {@code pending} on the queue
 * @param attempt from 1; a packet that is issued again has a higher one, and a result counts only for the latest
 * @param workspace absolute path of the folder to work in
 * @param runFolder the request's folder, relative to the home; the agent writes below {@code tasks/<task_id>/<attempt>}
 * @param timeoutSeconds wall-clock seconds that this attempt may take
 * @param traceparent W3C trace context, so that one trace spans all processes of a request
 */
public record Packet(
        int protocol,
        String packetId,
        String taskId,
        String agentType,
        String action,
        List<String> dependencies,
        Priority priority,
        String status,
        String requestId,
        int attempt,
        String workspace,
        String runFolder,
        List<String> files,
        Optional<String> capability,
        Optional<String> run,
        Map<String, String> params,
        List<Edit> edits,
        List<String> acceptance,
        List<TaskInput> inputs,
        int timeoutSeconds,
        Optional<String> userRequest,
        String traceparent) {
    public Packet {
        dependencies = Wire.list(dependencies);
        files = Wire.list(files);
        params = Wire.map(params);
        edits = Wire.list(edits);
        acceptance = Wire.list(acceptance);
        inputs = Wire.list(inputs);
    }

    /** The name of its file, which is also the name of its result's file. */
    public String fileName() {
        return packetId + "." + attempt + ".json";
    }

    /** The folder of this attempt, relative to the home. */
    public String taskFolder() {
        return runFolder + "/tasks/" + taskId + "/" + attempt;
    }
}
