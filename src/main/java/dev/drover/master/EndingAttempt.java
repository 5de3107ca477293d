package dev.drover.master;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.process.ProcessId;
import dev.drover.process.ProcessTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt whose claim was removed. Its agent has a while to end it, then it is ended from here, and with it an agent
 * that did not react. Confined to one thread.
 */
final class EndingAttempt {
    private static final Logger log = LoggerFactory.getLogger(EndingAttempt.class);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration FIRST_LOOK = Duration.ofMillis(10);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(100);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final AttemptFile attempt;
    private final String marker;
    private final Path home;
    private final Optional<Path> folder;
    private Optional<ProcessId> group;
    private boolean wasHeld;

    /**
     * @param home the root of the home that it belongs to
     * @param folder that of its agent; empty when it is not known
     * @param group its command's process group as it was before the claim was removed
     */
    EndingAttempt(Path home, AttemptFile attempt, Optional<Path> folder, Optional<ProcessId> group) {
        this.home = home;
        this.attempt = attempt;
        this.marker = "DROVER_PACKET_ID=" + attempt.packetId();
        this.folder = folder;
        this.group = group;
        this.wasHeld = group.isPresent();
    }

    /**
     * Returns when nothing of it is left.
     *
     * @param stuck is told once when that takes unusually long
     */
    void end(Consumer<String> stuck) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        boolean told = false;
        while (!isEnded()) {
            log.warn("attempt {} does not end; trying again in {} s", attempt.fileName(), pause.toSeconds());
            if (!told) {
                told = true;
                stuck.accept("processes of it, or its agent, survive being killed; Drover keeps trying");
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Whether the agent has ended it. One that records nothing is believed when nothing is seen to run. */
    private boolean isOver() {
        if (isHeld()) {
            return false;
        }
        return group.map(ProcessTree::isEnded).orElse(true) && (wasHeld || !ProcessTree.anyMarked(home, marker));
    }

    /** Whether the agent says that it is still at it. A command that it began meanwhile is noticed here too. */
    private boolean isHeld() {
        boolean held = folder.filter(f -> AgentIdentity.holds(f, attempt)).isPresent();
        if (held) {
            wasHeld = true;
            group = folder.flatMap(f -> AgentIdentity.readGroup(f, attempt)).or(() -> group);
        }
        return held;
    }

    private boolean isEnded() throws InterruptedException {
        try {
            await(() -> isAgentGone() || isOver());
            boolean ended = endProcesses(isAgentGone() ? GRACE : Duration.ZERO);
            await(() -> !isHeld() || isAgentGone() || isAgentStopped());
            if (!isHeld()) {
                return ended;
            }
            // It may have begun another command before it was ended.
            return endAgent() && endProcesses(Duration.ZERO);
        } catch (IllegalStateException e) {
            log.warn("the processes of attempt {} cannot be looked at", attempt.fileName(), e);
            return false;
        }
    }

    /** Those that escaped their group too, whatever became of the group. */
    private boolean endProcesses(Duration grace) {
        boolean groupEnded = group.map(g -> ProcessTree.end(g, grace)).orElse(true);
        return ProcessTree.endMarked(home, marker) && groupEnded;
    }

    /** An agent that does not let go of what was taken from it hangs; the factory replaces it. */
    private boolean endAgent() {
        Optional<ProcessId> agent = agent();
        if (agent.filter(ProcessId::isAlive).isPresent()) {
            log.warn("agent {} (process {}) did not react to the loss of {} and is ended", folder, agent, attempt);
        }
        return agent.map(a -> ProcessTree.end(a, Duration.ZERO)).orElse(true);
    }

    private boolean isAgentGone() {
        return agent().filter(a -> !a.isAlive()).isPresent();
    }

    private boolean isAgentStopped() {
        return agent().filter(ProcessId::isStopped).isPresent();
    }

    private Optional<ProcessId> agent() {
        return folder.flatMap(AgentIdentity::read).map(AgentIdentity::process);
    }

    /** Waits for the time of the grace at most; time in which this process did not run is no part of it. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        Duration waited = Duration.ZERO;
        Duration look = FIRST_LOOK;
        while (!condition.getAsBoolean() && waited.compareTo(GRACE) < 0) {
            Thread.sleep(look);
            waited = waited.plus(look);
            look = look.multipliedBy(2).compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : look.multipliedBy(2);
        }
    }
}
