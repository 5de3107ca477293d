package dev.drover.master;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.Home;
import dev.drover.message.Packet;
import dev.drover.process.ProcessId;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Whatever runs still of the attempt before a packet's (rule 11). Its agent has said that it is over, and may be wrong.
 * Confined to the one job that publishes the packet.
 */
final class EarlierAttempt {
    private final Home home;
    private final Packet packet;
    private boolean ended;

    EarlierAttempt(Home home, Packet packet) {
        this.home = home;
        this.packet = packet;
        this.ended = packet.attempt() == 1;
    }

    /**
     * Ends it, once: after that what is found may be of the packet's own attempt.
     *
     * @throws IOException when something of it does not end
     */
    void end() throws IOException {
        if (ended) {
            return;
        }
        if (!isEnded()) {
            throw new IOException("processes of the attempt before do not end; end them by hand");
        }
        ended = true;
    }

    private boolean isEnded() throws IOException {
        Optional<ProcessId> group =
                AgentIdentity.findGroup(home, new AttemptFile(packet.packetId(), packet.attempt() - 1));
        try {
            return (group.isEmpty() || ProcessTree.end(group.get(), Duration.ZERO))
                    && ProcessTree.endMarked(home.root(), "DROVER_PACKET_ID=" + packet.packetId());
        } catch (IllegalStateException e) {
            throw new IOException("the processes of the machine cannot be looked at", e);
        }
    }
}
