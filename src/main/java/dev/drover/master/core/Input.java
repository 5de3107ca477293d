package dev.drover.master.core;

import dev.drover.message.Control;
import dev.drover.message.Failure;
import dev.drover.message.Limits;
import dev.drover.message.Priority;
import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the outside tells the core. */
public sealed interface Input {

    /** A checked and planned request. */
    record Arrived(
            String requestId,
            String digest,
            String intake,
            String file,
            Priority priority,
            Optional<String> userRequest,
            Optional<String> workspace,
            Optional<String> autonomy,
            Optional<Limits> limits,
            PlannedWork plan)
            implements Input {}

    /** A request whose id was seen before, so that it was not planned. */
    record Repeated(String requestId, String digest, String intake, String file) implements Input {}

    /** An arrival of one that a person has cancelled while it was planned: nothing of it begins. */
    record ArrivedCancelled(Arrived arrived) implements Input {}

    /** The plan, arranged by its strategy. */
    record PlannedWork(
            Optional<String> pattern, String reason, Strategy strategy, String strategyReason, List<TaskSpec> tasks) {
        public PlannedWork {
            tasks = List.copyOf(tasks);
        }
    }

    /** A file that cannot be accepted; {@code where} is its place relative to the home. */
    record Refused(String where, String file, Failure error) implements Input {}

    record Claimed(String packetId, int attempt, String agentId) implements Input {}

    record Reported(String file, String packetId, int attempt, String agentId, Outcome outcome) implements Input {}

    /**
     * A result that cannot be read, or that says something else than its name.
     *
     * @param identity tells it from another file that may get its name
     */
    record BadResult(String file, String why, String identity) implements Input {}

    /**
     * An attempt that is over without a result: its claim is gone and its processes are ended.
     *
     * @param agentDied whether that counts as a death of the agent under the packet
     * @param safeToRepeat whether nothing of the attempt is left running
     */
    record TakenBack(
            String packetId, int attempt, Optional<String> agentId, String why, boolean agentDied, boolean safeToRepeat)
            implements Input {}

    /** Nothing is left of an attempt that was withdrawn; {@code how} says how that came about. */
    record Gone(String packetId, int attempt, String how) implements Input {}

    record Controlled(String file, Control control) implements Input {}

    /** A wish to go on with an ended request, with what is on disk of it; {@code verb} says who asks and why. */
    record Reopen(
            String file,
            Event.RequestAccepted accepted,
            Event.RequestPlanned planned,
            int round,
            Map<String, TaskSnapshot> tasks,
            Control.Verb verb)
            implements Input {
        public Reopen {
            tasks = Map.copyOf(tasks);
        }

        /** By a retry. */
        public Reopen(
                String file,
                Event.RequestAccepted accepted,
                Event.RequestPlanned planned,
                int round,
                Map<String, TaskSnapshot> tasks) {
            this(file, accepted, planned, round, tasks, Control.Verb.RETRY);
        }
    }

    /** Ended requests that are past their retention, and why each is. */
    record Forget(Map<String, String> whyById) implements Input {
        public Forget {
            // In their order, so that the journal is the same each time.
            whyById = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(whyById));
        }
    }

    /** Recorded as it is: acknowledgements of effects, news of agents, start and stop. */
    record Note(Event event) implements Input {}

    /** Time has passed. */
    record Tick() implements Input {}
}
