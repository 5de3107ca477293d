package dev.drover.master;

import dev.drover.bus.FileQueue;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Packets;
import dev.drover.master.core.Run;
import dev.drover.master.core.State;
import dev.drover.master.core.Task;
import dev.drover.message.Packet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a start does before anything else: the effects that the journal promises and nobody acknowledged. */
final class Recovery {
    private final Master master;
    private final Effects effects;
    private final FileQueue queue;

    Recovery(Master master, Effects effects, FileQueue queue) {
        this.master = master;
        this.effects = effects;
        this.queue = queue;
    }

    /** Looks at every open request. The state is as replayed, and nothing else touches it yet. */
    void run() throws IOException {
        State state = master.state();
        for (Run run : List.copyOf(state.open())) {
            if (!run.isFiled()) {
                effects.file(run);
            }
            if (run.finish().isPresent()) {
                effects.publish(run);
            }
            for (Task task : run.tasks()) {
                if (task.isOut() && !task.published()) {
                    find(Packets.of(run, task, state.rules()));
                }
            }
        }
    }

    /** A packet whose publication was not acknowledged: on its way, or lost with the daemon (a new attempt is issued). */
    private void find(Packet packet) throws IOException {
        if (queue.isAnywhere(packet)) {
            master.submit(new Input.Note(new Event.PacketPublished(
                    packet.requestId(), packet.taskId(), packet.packetId(), packet.attempt())));
        } else {
            master.submit(new Input.TakenBack(
                    packet.packetId(),
                    packet.attempt(),
                    Optional.empty(),
                    "the daemon ended before it was published",
                    false,
                    true));
        }
    }
}
