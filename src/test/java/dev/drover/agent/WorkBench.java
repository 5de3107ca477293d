package dev.drover.agent;

import dev.drover.agent.specialist.Outcome;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.Claims;
import dev.drover.bus.Home;
import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A worker of a home that does one packet, as it does one that it has claimed. */
final class WorkBench {
    private WorkBench() {}

    static Outcome perform(Home home, Packet packet) throws IOException, InterruptedException {
        String agent = packet.agentType() + "-1";
        Map<String, String> environment = Map.of(
                "PATH",
                System.getenv("PATH"),
                "DROVER_HOME",
                home.root().toString(),
                "DROVER_AGENT_ID",
                agent,
                "DROVER_AGENT_TYPE",
                packet.agentType(),
                "DROVER_PACKET_ID",
                packet.packetId(),
                "DROVER_ATTEMPT",
                "1");
        Path claim = Files.createDirectories(home.claimed(agent)).resolve(packet.fileName());
        Files.writeString(claim, "{}");
        var options = AgentOptions.of(environment, new Properties());
        Files.createDirectories(home.agentDefinitions());
        Path folder = home.root().resolve(packet.taskFolder());
        Files.createDirectories(folder.resolve("artifacts"));
        Files.writeString(
                home.root().resolve(packet.runFolder()).resolve("request.json"), "{\"user_request\": \"Do it\"}");
        var shell = new TaskShell(
                options,
                new Claims.Claim(claim, AttemptFile.of(claim).orElseThrow(), Instant.EPOCH, Optional.empty()),
                packet,
                folder,
                environment);
        try (var log = new AgentLog(home, packet.agentType(), agent, Clock.systemUTC())) {
            return new Work(options, packet, folder, shell, Clock.systemUTC(), log)
                    .perform()
                    .outcome();
        }
    }
}
