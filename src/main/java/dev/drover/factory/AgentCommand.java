package dev.drover.factory;

import dev.drover.bus.AgentEnvironment;
import dev.drover.bus.Home;
import dev.drover.council.Settings;
import dev.drover.process.Launch;
import dev.drover.process.Umask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How an agent process is started: in a session of its own, with a clean environment, its output in a file. */
final class AgentCommand {
    private AgentCommand() {}

    static Process start(
            Home home, Settings settings, String agentId, String agentType, String version, Map<String, String> own)
            throws IOException {
        List<String> command = new ArrayList<>(Launch.agent());
        command.addAll(List.of("-Xms16m", "-Xmn8m", "-Xmx512m"));
        command.add("-Ddrover.version=" + version);
        command.add("-Ddrover.agent.idle.millis=" + settings.agents().idle().toMillis());
        command.add(
                "-Ddrover.agent.heartbeat.millis=" + settings.bus().heartbeat().toMillis());
        command.add("-Ddrover.agent.rescan.millis=" + settings.bus().rescan().toMillis());
        command.add("-Ddrover.agent.max.output.bytes=" + settings.logs().maxOutputBytes());
        command.add(Umask.option());
        command.add("dev.drover.agent.AgentMain");
        List<String> more = new ArrayList<>(settings.agents().environment());
        more.addAll(Settings.variables("model"));
        Map<String, String> environment = AgentEnvironment.of(home, agentId, agentType, own, more);
        Path output = output(home, agentId, agentType);
        Files.createDirectories(output.getParent());
        return Launch.detached(command, environment, home.root(), output);
    }

    /** What the process itself prints: nothing, as long as all is well. */
    private static Path output(Home home, String agentId, String agentType) {
        return home.agentLogs().resolve(agentType).resolve(agentId + ".out");
    }

    /** Removes the output of an agent that printed nothing. */
    static void tidy(Home home, String agentId, String agentType) throws IOException {
        Path output = output(home, agentId, agentType);
        if (Files.exists(output) && Files.size(output) == 0) {
            Files.delete(output);
        }
    }
}
