package dev.drover.master;

import static dev.drover.master.MasterBench.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.fuzz.Mutator;
import dev.drover.master.core.Core;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Outcome;
import dev.drover.master.core.Packets;
import dev.drover.master.core.Recorded;
import dev.drover.master.core.Reports;
import dev.drover.master.core.Run;
import dev.drover.master.core.State;
import dev.drover.master.core.Task;
import dev.drover.message.Control;
import dev.drover.message.Edit;
import dev.drover.message.Failure;
import dev.drover.message.Json;
import dev.drover.message.Messages;
import dev.drover.message.PacketResult;
import dev.drover.message.Parsed;
import dev.drover.message.Rerun;
import dev.drover.message.ResultStatus;
import dev.drover.message.Sha256;
import dev.drover.message.TaskSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A retry of a request whose kept files were changed is refused, or goes on with tasks that anyone could have sent. */
class ArchiveFuzzTest {
    private static final int EACH = 2_500;
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final String ID = "one";

    @TempDir
    private Path root = Path.of("");

    private final List<Recorded> journal = new ArrayList<>();
    private Path folder = Path.of("");
    private Home home = new Home(root);

    private Recorded record(Instant at, Event event) {
        var recorded = new Recorded(journal.size() + 1L, at, "ab".repeat(32), event);
        journal.add(recorded);
        return recorded;
    }

    @BeforeEach
    void a_request_that_failed() throws IOException {
        home = new Home(root);
        home.createFolders();
        folder = Files.createDirectories(home.run(ID));
        var core = new Core(new State(), this::record);
        State state = core.state();
        core.step(NOW, request(ID, task("a"), task("b")));
        core.step(NOW, reported("a", ResultStatus.COMPLETED));
        core.step(NOW, reported("b", ResultStatus.FAILED));
        Run run = state.run(ID).orElseThrow();
        Files.write(folder.resolve("accepted.json"), Json.prettyBytes(run.accepted()));
        Files.write(folder.resolve("plan.json"), Json.prettyBytes(run.plan()));
        Files.write(folder.resolve("result.json"), Json.bytes(Reports.of(run)));
        core.step(NOW, new Input.Note(new Event.RequestFiled(ID)));
        core.step(NOW, new Input.Note(new Event.ResultPublished(ID)));
    }

    private static TaskSpec task(String id) {
        return new TaskSpec(
                id,
                Optional.of("coding"),
                Optional.of("code_generation"),
                "act",
                Optional.of("true"),
                Map.of("a", "b"),
                List.of(),
                List.of("src/**"),
                Optional.of(60),
                Optional.of(0),
                Optional.of(Rerun.ALLOWED),
                Optional.empty(),
                Optional.of("m" + id),
                List.of(new Edit.Write("a.txt", "a\n", Optional.empty(), Optional.of(true)), new Edit.Delete("b.txt")),
                List.of("make test"));
    }

    private Input.Reported reported(String task, ResultStatus status) throws IOException {
        PacketResult result = MasterBench.result(ID, task, 1, status, "it is so");
        Path file = folder.resolve("tasks").resolve(task).resolve("1/result.json");
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, Json.bytes(result));
        Optional<Failure> error = status == ResultStatus.COMPLETED
                ? Optional.empty()
                : Optional.of(new Failure("exit_code", "exit code 1", false));
        var outcome = new Outcome(
                status,
                "it is so",
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                1,
                error,
                Sha256.of(Json.bytes(result)));
        return new Input.Reported(result.fileName(), result.packetId(), 1, result.agentId(), outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted.json", "plan.json", "result.json", "tasks/a/1/result.json"})
    void what_is_gone_on_with_can_be_replayed_and_issued(String name) throws IOException {
        Path file = folder.resolve(name);
        byte[] original = Files.readAllBytes(file);
        assertTrue(retried());
        int goneOn = 0;
        for (long seed = 0; seed < EACH; seed++) {
            goneOn += retried(file, new Mutator(seed).mutate(original), "seed " + seed) ? 1 : 0;
        }
        for (String all : List.of("", "null", "0", "[]", "{}", "{\"tasks\":[null]}", "[".repeat(100_000))) {
            retried(file, all.getBytes(StandardCharsets.UTF_8), "all of it");
        }
        assertTrue(goneOn > 0 && goneOn < EACH * 9 / 10, goneOn + " were gone on with");
    }

    private boolean retried(Path file, byte[] bytes, String which) throws IOException {
        Files.write(file, bytes);
        try {
            return retried();
        } catch (IOException e) {
            assertTrue(String.valueOf(e.getMessage()).contains(home.name(folder)), e::toString);
            return false;
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw new AssertionError(which + ": " + new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    private boolean retried() throws IOException {
        Optional<Input> input = new Archive(home).reopen("retry.json", Control.parse("*retry:" + ID));
        if (input.isEmpty()) {
            return false;
        }
        int before = journal.size();
        try {
            var core = new Core(replayed(), this::record);
            List<Recorded> events = core.step(NOW, input.get());
            State again = replayed();
            assertEquals(core.state().image(), again.image());
            again.open().forEach(run -> run.tasks().stream()
                    .filter(Task::isOut)
                    .map(task -> Packets.of(run, task, again.rules()))
                    .forEach(packet -> assertInstanceOf(Parsed.Valid.class, Messages.packet(Json.bytes(packet)))));
            return events.stream().anyMatch(e -> e.event() instanceof Event.RequestReopened);
        } finally {
            journal.subList(before, journal.size()).clear();
        }
    }

    /** As a start would have it: the events are written down and read again. */
    private State replayed() {
        var state = new State();
        journal.forEach(e -> state.apply(new Recorded(e.seq(), e.at(), e.hash(), written(e.event()))));
        return state;
    }

    private static Event written(Event event) {
        String text = Json.mapper().writerFor(Event.class).writeValueAsString(event);
        return Json.mapper().readValue(text, Event.class);
    }
}
