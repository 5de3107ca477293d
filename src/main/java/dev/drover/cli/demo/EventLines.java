package dev.drover.cli.demo;

import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Shows the events that a person wants to see, one line each, with the seconds since the beginning. */
final class EventLines implements Consumer<Recorded> {
    private final PrintStream out;
    private final long start;
    private final LongSupplier ticker;

    EventLines(PrintStream out, long start, LongSupplier ticker) {
        this.out = out;
        this.start = start;
        this.ticker = ticker;
    }

    @Override
    public void accept(Recorded recorded) {
        text(recorded.event())
                .ifPresent(text -> out.printf("   %5.2f s  %s%n", (ticker.getAsLong() - start) / 1e9, text));
    }

    private static Optional<String> text(Event event) {
        return switch (event) {
            case Event.RequestAccepted e -> Optional.of("request " + e.requestId() + " accepted");
            case Event.RequestPlanned e ->
                Optional.of(
                        "planned" + e.pattern().map(p -> " by the pattern " + p).orElse("") + ": "
                                + e.tasks().stream()
                                        .map(t -> t.taskId()
                                                + t.agentType()
                                                        .map(type -> " (" + type + ")")
                                                        .orElse(""))
                                        .collect(Collectors.joining(", ")));
            case Event.AgentChanged e ->
                Optional.of("agent " + e.agentId() + " " + e.change() + ", process " + e.pid());
            case Event.PacketClaimed e -> Optional.of(e.taskId() + ": claimed by " + e.agentId());
            case Event.ResultReceived e ->
                Optional.of(e.taskId() + ": " + e.outcome().status().wire() + " - "
                        + e.outcome().summary());
            case Event.TaskRetrying e -> Optional.of(e.taskId() + ": tried again, " + e.why());
            case Event.PacketTakenBack e -> Optional.of(e.taskId() + ": taken back, " + e.why());
            case Event.RequestFinished e -> Optional.of("request " + e.requestId() + " ended: " + e.summary());
            case Event.Trouble e -> Optional.of("trouble in " + e.where() + ": " + e.message());
            default -> Optional.empty();
        };
    }
}
