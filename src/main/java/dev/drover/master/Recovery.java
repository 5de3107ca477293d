package dev.drover.master;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.FileQueue;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Packets;
import dev.drover.master.core.Run;
import dev.drover.master.core.State;
import dev.drover.master.core.Task;
import dev.drover.message.Failure;
import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a start does before anything else: the effects that the journal promises and nobody acknowledged. */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final Home home;
    private final Master master;
    private final Effects effects;
    private final FileQueue queue;

    Recovery(Home home, Master master, Effects effects, FileQueue queue) {
        this.home = home;
        this.master = master;
        this.effects = effects;
        this.queue = queue;
    }

    /** Looks at every open request. The state is as replayed, and nothing else touches it yet. */
    void run() throws IOException {
        State state = master.state();
        // Before any message is taken in: what lies there still is not to be obeyed again.
        for (Map.Entry<String, Optional<Failure>> control : state.controls().entrySet()) {
            effects.clearControl(control.getKey(), control.getValue());
        }
        queue.withdrawAllBut(attempt -> isAwaited(state, attempt) || isEnding(state, attempt));
        state.forgotten().forEach(effects::remove);
        state.ending().forEach(effects::end);
        for (Run run : List.copyOf(state.open())) {
            keepResults(run);
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
        clearTakenBack(state);
    }

    /** What cannot be kept of one request does not keep the daemon from starting; its end will not come before it is. */
    private void keepResults(Run run) {
        try {
            effects.keepResults(run);
        } catch (IOException e) {
            log.warn("results of request {} cannot be put into its folder: {}", run.id(), e.toString());
        }
    }

    private static boolean isAwaited(State state, AttemptFile attempt) {
        State.Out out = state.out().get(attempt.packetId());
        return out != null && out.attempt() == attempt.attempt();
    }

    private static boolean isEnding(State state, AttemptFile attempt) {
        State.Ending left = state.ending().get(attempt.packetId());
        return left != null && left.packet().attempt() == attempt.attempt();
    }

    /** Claims whose taking back is journaled and that lie there still. */
    private void clearTakenBack(State state) throws IOException {
        for (Path file : Folders.list(home.takenBack())) {
            Optional<AttemptFile> attempt = AttemptFile.of(file).filter(a -> !isAwaited(state, a));
            attempt.ifPresent(a -> effects.clearTakenBack(a, error(state, a)));
        }
    }

    private static Optional<Failure> error(State state, AttemptFile attempt) {
        for (Run run : state.open()) {
            for (Task task : run.tasks()) {
                if (Packets.idOf(run.id(), task.id()).equals(attempt.packetId())
                        && task.attempts() == attempt.attempt()) {
                    return task.error();
                }
            }
        }
        return Optional.empty();
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
