package dev.drover.factory;

import dev.drover.bus.AgentIdentity;
import dev.drover.process.ProcessId;
import java.time.Instant;

/**
 * A living agent process as the factory knows it.
 *
 * @param ours whether this daemon started it; others were adopted
 */
record Agent(String id, String type, ProcessId process, Instant since, boolean ours) {
    static Agent adopted(AgentIdentity identity) {
        return new Agent(identity.agentId(), identity.agentType(), identity.process(), identity.startedAt(), false);
    }
}
