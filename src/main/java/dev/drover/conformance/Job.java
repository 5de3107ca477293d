package dev.drover.conformance;

import dev.drover.message.Messages;
import dev.drover.message.Packet;
import dev.drover.message.Priority;
import dev.drover.message.RunFolder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command to be given to the agent as a packet. */
record Job(String task, String run, Priority lane, int attempt, int timeoutSeconds, int protocol) {
    static final String REQUEST = "conformance";
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    static Job of(String task, String run) {
        return new Job(task, run, Priority.NORMAL, 1, 300, Messages.PROTOCOL);
    }

    Job in(Priority otherLane) {
        return new Job(task, run, otherLane, attempt, timeoutSeconds, protocol);
    }

    Job attempt(int number) {
        return new Job(task, run, lane, number, timeoutSeconds, protocol);
    }

    Job within(int seconds) {
        return new Job(task, run, lane, attempt, seconds, protocol);
    }

    Job protocol(int number) {
        return new Job(task, run, lane, attempt, timeoutSeconds, number);
    }

    Packet packet(String agentType) {
        return new Packet(
                protocol,
                task + "-0123456789abcdef",
                task,
                agentType,
                "Run the command",
                List.of(),
                lane,
                "pending",
                REQUEST,
                attempt,
                RunFolder.of(REQUEST) + "/workspace",
                RunFolder.of(REQUEST),
                List.of(),
                Optional.empty(),
                Optional.of(run),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                timeoutSeconds,
                Optional.of("Say \"hello\", then \\ go"),
                TRACE);
    }
}
