package dev.drover.master;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.FileQueue;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.State;
import dev.drover.message.Ids;
import dev.drover.process.KillPoint;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Ends withdrawn attempts (rule 8), and tells the master when nothing of one is left. Safe for use by any thread; calls
 * for one packet must come in order.
 */
final class Ender implements AutoCloseable {
    private final Home home;
    private final FileQueue queue;
    private final Consumer<Input> tell;
    private final Errands errands = new Errands("ending");

    Ender(Home home, FileQueue queue, Consumer<Input> tell) {
        this.home = home;
        this.queue = queue;
        this.tell = tell;
    }

    /** Removes the packet from the queue or from its agent, and sees to the rest without keeping the caller waiting. */
    void withdraw(AttemptFile attempt, State.Ending withdrawn) throws IOException {
        State.Out packet = withdrawn.packet();
        if (queue.remove(packet.agentType(), packet.priority(), attempt)) {
            tell.accept(new Input.Gone(attempt.packetId(), attempt.attempt(), "no agent had it"));
            return;
        }
        Optional<Path> claim = queue.claim(attempt.fileName());
        Optional<Path> folder = claim.map(Path::getParent).or(() -> folder(attempt, withdrawn.agentId()));
        Optional<ProcessId> group = folder.flatMap(f -> AgentIdentity.readGroup(f, attempt));
        if (claim.isPresent()) {
            KillPoint.reach("claim.withdraw");
            Files.deleteIfExists(claim.get());
            KillPoint.reach("claim.withdrawn");
        }
        // The agent may have been given up just before.
        Files.deleteIfExists(home.takenBack().resolve(attempt.fileName()));
        errands.start(attempt, () -> end(attempt, packet, new EndingAttempt(home.root(), attempt, folder, group)));
    }

    /** Where the attempt's agent is, though its claim is gone: an earlier daemon removed it, or the agent itself. */
    private Optional<Path> folder(AttemptFile attempt, Optional<String> agentId) {
        try {
            for (Path folder : Folders.list(home.claimed())) {
                if (AgentIdentity.holds(folder, attempt)) {
                    return Optional.of(folder);
                }
            }
        } catch (IOException e) {
            // Then the journal says who claimed it.
        }
        return agentId.filter(Ids::isValid).map(home::claimed);
    }

    private void end(AttemptFile attempt, State.Out packet, EndingAttempt ending) throws InterruptedException {
        ending.end(why -> tell.accept(new Input.Note(new Event.Trouble(
                "task '" + packet.taskId() + "' of request '" + packet.requestId() + "'",
                "it was cancelled and does not end: " + why))));
        tell.accept(new Input.Gone(attempt.packetId(), attempt.attempt(), "its processes have ended"));
    }

    @Override
    public void close() {
        errands.close();
    }
}
