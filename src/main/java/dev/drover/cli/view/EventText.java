package dev.drover.cli.view;

import dev.drover.master.core.Event;
import dev.drover.master.core.Outcome;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskState;
import dev.drover.report.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * An event in words.
 *
 * @param about the task, the request or the part that it is about
 */
public record EventText(String about, String text, Paint paint) {
    private static final String DAEMON = "daemon";

    /** The request that an event is about; empty when it is about none. */
    public static Optional<String> requestId(Event event) {
        return switch (event) {
            case Event.RequestAccepted e -> Optional.of(e.requestId());
            case Event.RequestPlanned e -> Optional.of(e.requestId());
            case Event.RequestRepeated e -> Optional.of(e.requestId());
            case Event.RequestFiled e -> Optional.of(e.requestId());
            case Event.RequestReopened e -> Optional.of(e.requestId());
            case Event.RequestCancelled e -> Optional.of(e.requestId());
            case Event.RequestTimedOut e -> Optional.of(e.requestId());
            case Event.RequestFinished e -> Optional.of(e.requestId());
            case Event.ResultPublished e -> Optional.of(e.requestId());
            case Event.PacketIssued e -> Optional.of(e.requestId());
            case Event.PacketPublished e -> Optional.of(e.requestId());
            case Event.PacketClaimed e -> Optional.of(e.requestId());
            case Event.PacketTakenBack e -> Optional.of(e.requestId());
            case Event.PacketWithdrawn e -> Optional.of(e.requestId());
            case Event.PacketGone e -> Optional.of(e.requestId());
            case Event.RequestForgotten e -> Optional.of(e.requestId());
            case Event.RequestRemoved e -> Optional.of(e.requestId());
            case Event.ResultReceived e -> Optional.of(e.requestId());
            case Event.TaskRetrying e -> Optional.of(e.requestId());
            case Event.TaskTakenUp e -> Optional.of(e.requestId());
            case Event.TaskEnded e -> Optional.of(e.requestId());
            case Event.DaemonStarted e -> Optional.empty();
            case Event.DaemonStopped e -> Optional.empty();
            case Event.RulesApplied e -> Optional.empty();
            case Event.RequestRefused e -> Optional.empty();
            case Event.ResultIgnored e -> Optional.empty();
            case Event.ControlApplied e -> Optional.empty();
            case Event.ControlRefused e -> Optional.empty();
            case Event.AgentChanged e -> Optional.empty();
            case Event.HeadsAnchored e -> Optional.empty();
            case Event.SnapshotTaken e -> Optional.empty();
            case Event.Trouble e -> Optional.empty();
        };
    }

    /** The words; empty for what only Drover itself wants to know. */
    public static Optional<EventText> of(Event event, ZoneId zone) {
        return switch (event) {
            case Event.DaemonStarted e -> plain(DAEMON, "started: version " + e.version() + ", process " + e.pid());
            case Event.DaemonStopped e -> plain(DAEMON, "stopped: " + e.reason());
            case Event.RulesApplied e -> Optional.empty();
            case Event.RequestAccepted e ->
                plain(
                        e.requestId(),
                        "accepted (" + e.priority().wire() + ")"
                                + e.userRequest().map(text -> ": " + text).orElse(""));
            case Event.RequestPlanned e ->
                plain(
                        e.requestId(),
                        "planned: " + Text.count(e.tasks().size(), "task")
                                + e.pattern().map(p -> " by the pattern " + p).orElse("") + ", "
                                + e.strategy().wire() + ". " + e.reason());
            case Event.RequestRefused e ->
                bad(e.file(), "refused, now in the dead letter: " + e.error().message());
            case Event.RequestRepeated e ->
                plain(e.requestId(), "came again as " + e.file() + "; answered with the result there is");
            case Event.RequestFiled e -> Optional.empty();
            case Event.RequestReopened e -> plain(e.requestId(), "reopened, round " + e.round());
            case Event.RequestCancelled e -> odd(e.requestId(), "cancelled: " + e.why());
            case Event.RequestTimedOut e ->
                odd(e.requestId(), "its limit of " + e.maxRuntimeSeconds() + " s is over; the rest is cancelled");
            case Event.RequestFinished e ->
                Optional.of(new EventText(e.requestId(), e.summary(), Style.of(e.status())));
            case Event.ResultPublished e -> Optional.empty();
            case Event.PacketIssued e ->
                plain(e.taskId(), e.attempt() == 1 ? "queued" : "queued, attempt " + e.attempt());
            case Event.PacketPublished e -> Optional.empty();
            case Event.PacketClaimed e -> plain(e.taskId(), "running on " + e.agentId());
            case Event.PacketTakenBack e ->
                odd(
                        e.taskId(),
                        "attempt " + e.attempt() + " taken back: " + e.why()
                                + e.notBefore()
                                        .map(when -> "; tried again at " + Text.time(when, zone))
                                        .orElse(""));
            case Event.PacketWithdrawn e -> odd(e.taskId(), "attempt " + e.attempt() + " withdrawn: " + e.why());
            case Event.RequestForgotten e -> plain(e.requestId(), "forgotten: " + e.why());
            case Event.RequestRemoved e -> Optional.empty();
            case Event.PacketGone e -> plain(e.taskId(), "nothing is left of attempt " + e.attempt() + ": " + e.how());
            case Event.ResultReceived e -> plain(e.taskId(), result(e.attempt(), e.outcome()));
            case Event.ResultIgnored e -> odd(e.file(), "a result that does not count: " + e.why());
            case Event.TaskRetrying e -> odd(e.taskId(), "tried again at " + Text.time(e.notBefore(), zone));
            case Event.TaskTakenUp e -> plain(e.taskId(), "taken up again: " + e.why());
            case Event.TaskEnded e -> ended(e);
            case Event.ControlApplied e -> plain("control", e.control() + ": " + e.effect());
            case Event.ControlRefused e ->
                bad("control", e.file() + " refused: " + e.error().message());
            case Event.AgentChanged e -> agent(e);
            case Event.HeadsAnchored e -> Optional.empty();
            case Event.SnapshotTaken e -> Optional.empty();
            case Event.Trouble e -> bad(e.where(), e.message());
        };
    }

    private static String result(int attempt, Outcome outcome) {
        String which = outcome.status() == ResultStatus.COMPLETED ? "" : "attempt " + attempt + " ";
        return which + outcome.status().wire() + " in " + Text.seconds(outcome.seconds()) + ": "
                + RunTable.summary(outcome);
    }

    private static Optional<EventText> ended(Event.TaskEnded e) {
        String why = e.error().map(error -> ": " + error.message()).orElse("");
        return Optional.of(new EventText(e.taskId(), e.state().wire() + why, Style.of(e.state())));
    }

    private static Optional<EventText> agent(Event.AgentChanged e) {
        Paint paint = e.change().equals("died") || e.change().equals("killed") ? Paint.YELLOW : Paint.DIM;
        return Optional.of(new EventText(e.agentId(), e.change() + " (process " + e.pid() + "): " + e.why(), paint));
    }

    private static Optional<EventText> plain(String about, String text) {
        return Optional.of(new EventText(about, text, Paint.PLAIN));
    }

    private static Optional<EventText> odd(String about, String text) {
        return Optional.of(new EventText(about, text, Paint.YELLOW));
    }

    private static Optional<EventText> bad(String about, String text) {
        return Optional.of(new EventText(about, text, Paint.RED));
    }

    /** Whether an event says no more than the one before it did: the end of a task that an agent reported as done. */
    public static boolean isEcho(Event event) {
        return event instanceof Event.TaskEnded e && e.state() == TaskState.COMPLETED;
    }

    /** The same under another name. */
    public EventText about(String name) {
        return new EventText(name, text, paint);
    }

    /** One line: when, about what, what. */
    public String line(Instant at, ZoneId zone, Style style) {
        String name = Text.padRight(Text.line(about), 12);
        return style.paint(Paint.DIM, Text.time(at, zone)) + "  " + name + "  "
                + style.paint(paint, Text.line(Words.firstLine(text)));
    }
}
