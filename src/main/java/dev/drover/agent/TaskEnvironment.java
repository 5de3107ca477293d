package dev.drover.agent;

import dev.drover.council.ModelServer;
import dev.drover.message.Packet;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a command finds in its environment: the agent's own without secrets, and what it works on. */
final class TaskEnvironment {
    private TaskEnvironment() {}

    static Map<String, String> of(Packet packet, Path taskFolder, AgentOptions options) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove(ModelServer.KEY);
        environment.put("TRACEPARENT", packet.traceparent());
        environment.put("DROVER_REQUEST_ID", packet.requestId());
        environment.put("DROVER_TASK_ID", packet.taskId());
        environment.put("DROVER_PACKET_ID", packet.packetId());
        environment.put("DROVER_ATTEMPT", Integer.toString(packet.attempt()));
        environment.put(
                "DROVER_WORKSPACE",
                options.home().root().resolve(packet.workspace()).toString());
        // Whatever happens to a repository in the run folder, none around the home is meant.
        environment.put(
                "GIT_CEILING_DIRECTORIES",
                options.home().root().resolve(packet.runFolder()).toString());
        environment.put("DROVER_ARTIFACTS", taskFolder.resolve("artifacts").toString());
        return environment;
    }
}
