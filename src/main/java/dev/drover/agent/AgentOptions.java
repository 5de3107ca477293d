package dev.drover.agent;

import dev.drover.bus.Home;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * How an agent process was told to work: who it is by its environment, as the protocol has it, and the rest by system
 * properties.
 *
 * @param idle how long it waits for work before it ends
 * @param heartbeat the longest time between two touches of its claim
 * @param rescan how often it looks at the queue without being told
 * @param maxOutputBytes a command is ended when it writes more
 */
record AgentOptions(
        Home home,
        String agentId,
        String agentType,
        Duration idle,
        Duration heartbeat,
        Duration rescan,
        long maxOutputBytes,
        String version) {

    static AgentOptions of(Map<String, String> environment, Properties properties) {
        return new AgentOptions(
                new Home(Path.of(need(environment, "DROVER_HOME"))),
                Ids.require("DROVER_AGENT_ID", need(environment, "DROVER_AGENT_ID")),
                Ids.require("DROVER_AGENT_TYPE", need(environment, "DROVER_AGENT_TYPE")),
                Duration.ofMillis(number(properties, "drover.agent.idle.millis", 300_000)),
                Duration.ofMillis(number(properties, "drover.agent.heartbeat.millis", 5_000)),
                Duration.ofMillis(number(properties, "drover.agent.rescan.millis", 5_000)),
                number(properties, "drover.agent.max.output.bytes", 100L << 20),
                properties.getProperty("drover.version", "unknown"));
    }

    private static String need(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new DroverException(name + " is not set; an agent process is started by the daemon, or by hand with "
                    + "DROVER_HOME, DROVER_AGENT_ID and DROVER_AGENT_TYPE in its environment");
        }
        return value;
    }

    private static long number(Properties properties, String name, long otherwise) {
        String value = properties.getProperty(name);
        return value == null ? otherwise : Long.parseLong(value);
    }
}
