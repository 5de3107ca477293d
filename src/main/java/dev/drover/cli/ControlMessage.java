package dev.drover.cli;

import dev.drover.audit.ChainTail;
import dev.drover.bus.DurableFiles;
import dev.drover.bus.Home;
import dev.drover.bus.TakenIn;
import dev.drover.cli.view.JournalView;
import dev.drover.daemon.DaemonFile;
import dev.drover.master.Journal;
import dev.drover.master.core.Event;
import dev.drover.message.Control;
import dev.drover.message.Json;
import dev.drover.message.Ulid;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A control message: dropped, and answered in the journal. */
final class ControlMessage {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final Duration NOTED_AFTER = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(5);

    private ControlMessage() {}

    /**
     * What the daemon said to it.
     *
     * @param applied whether it was done
     * @param exitCode the code to exit with
     */
    record Answer(String control, boolean applied, String text, int exitCode) {}

    /** An answer in the journal, and what the journal calls the message. */
    private record Heard(String file, Answer answer) {}

    /**
     * Drops it and waits until the daemon has acted on it. That is told by the message, which is cleared then: its line in
     * the journal can be read a moment before it would outlast a power failure, and before anything is held.
     */
    static Answer send(Home home, Control control) throws IOException {
        return send(home, control, Map.of());
    }

    /** The same with further members, which are for the daemon alone. */
    static Answer send(Home home, Control control, Map<String, String> secret) throws IOException {
        String name = "cli-" + Ulid.next(Clock.systemUTC().instant(), new java.security.SecureRandom()) + ".json";
        ChainTail tail = ChainTail.from(home.journal(), ChainTail.size(home.journal()));
        home.createFolders();
        Map<String, String> message = new LinkedHashMap<>(Map.of("control", control.wire()));
        message.putAll(secret);
        DurableFiles.publishPrivately(home.control().resolve(name), Json.prettyBytes(message));
        if (DaemonFile.running(home).isEmpty()) {
            return new Answer(
                    control.wire(),
                    false,
                    "no daemon runs; it will be read when one starts (drover up --detach)",
                    Exit.NO_DAEMON);
        }
        long start = System.nanoTime();
        Optional<Heard> heard = Optional.empty();
        boolean looked = false;
        while (System.nanoTime() - start < ANSWER_WITHIN.toNanos()) {
            if (!looked && System.nanoTime() - start > NOTED_AFTER.toNanos()) {
                looked = true;
                if (isBeingPlanned(home, control)) {
                    return new Answer(
                            control.wire(),
                            false,
                            "the request is still being planned; it is cancelled as soon as that is over",
                            Exit.DONE);
                }
            }
            if (heard.isEmpty()) {
                heard = look(tail, name, control);
            }
            if (heard.isPresent()
                    && !Files.exists(home.takenControls().resolve(heard.get().file()))) {
                return heard.get().answer();
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return new Answer(
                control.wire(),
                false,
                "the daemon did not answer within " + ANSWER_WITHIN.toSeconds() + " s; see: drover logs",
                Exit.NO_DAEMON);
    }

    private static boolean isBeingPlanned(Home home, Control control) throws IOException {
        return control.verb() == Control.Verb.CANCEL
                && TakenIn.list(home).stream().anyMatch(taken -> control.target()
                        .filter(taken.requestId()::equals)
                        .isPresent());
    }

    private static Optional<Heard> look(ChainTail tail, String name, Control control) throws IOException {
        Heard[] heard = new Heard[1];
        tail.poll(line -> JournalView.event(line).startsWith("control_"), line -> {
            Event event = Journal.recorded(line).event();
            if (event instanceof Event.ControlApplied e && e.file().endsWith("/" + name)) {
                heard[0] = new Heard(e.file(), new Answer(control.wire(), true, e.effect(), Exit.DONE));
            } else if (event instanceof Event.ControlRefused e && e.file().endsWith("/" + name)) {
                heard[0] = new Heard(
                        e.file(), new Answer(control.wire(), false, e.error().message(), Exit.FAILED));
            }
        });
        return Optional.ofNullable(heard[0]);
    }

    /** Sends it and prints the answer. Returns the exit code. */
    static int sendAndTell(Home home, Control control, boolean json, Output output) throws IOException {
        return tell(send(home, control), json, output);
    }

    /** Prints the answer. Returns the exit code. */
    static int tell(Answer answer, boolean json, Output output) {
        if (json) {
            output.json(answer);
        } else if (answer.applied()) {
            output.line(answer.text());
        } else {
            output.note("drover: " + answer.text());
        }
        return answer.exitCode();
    }
}
