package dev.drover.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import dev.drover.message.Json;
import dev.drover.message.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpendingTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    private Path folder;

    private Spending spending() {
        return new Spending(folder.resolve("spending"), InstantSource.fixed(NOON));
    }

    private Path today() {
        return folder.resolve("spending/2026-11-27.jsonl");
    }

    private static SpendingEntry entry(int daysAgo, String request, String task, long tokens) {
        return new SpendingEntry(
                NOON.minus(Duration.ofDays(daysAgo)), request, task, "coding-1", "codellama:7b", tokens - 1, 1, 5);
    }

    @Test
    void a_ledger_that_is_not_there_says_that_nothing_was_used() {
        assertEquals(Spent.NOTHING, spending().today());
        assertEquals(Spent.NOTHING, spending().ofRequest("r"));
        assertEquals(List.of(), spending().lastDays());
    }

    @Test
    void each_answer_is_a_line_in_the_file_of_its_day() throws IOException {
        spending().add(entry(0, "r", "t", 10));
        assertEquals(Json.tree("""
                        {"at":"2026-11-27T12:00:00Z","request_id":"r","task_id":"t","agent_id":"coding-1",
                         "model":"codellama:7b","prompt_tokens":9,"answer_tokens":1,"micro_dollars":5}"""), Json.tree(Files.readString(today())));
    }

    @Test
    void what_was_used_is_summed_by_day_request_and_task() {
        Spending spending = spending();
        spending.add(entry(1, "r", "t", 10));
        spending.add(entry(0, "r", "t", 20));
        spending.add(entry(0, "r", "u", 40));
        spending.add(entry(0, "s", "t", 80));
        assertEquals(140, spending.today().tokens());
        assertEquals(new Spent(3, 67, 3, 15), spending.ofRequest("r"));
        assertEquals(30, spending.ofTask("r", "t").tokens());
        List<Spending.Day> days = spending.lastDays();
        assertEquals(
                List.of("2026-11-27", "2026-11-26"),
                days.stream().map(day -> day.date().toString()).toList());
        assertEquals(new Spent(2, 58, 2, 10), days.getFirst().requests().get("r"));
    }

    @Test
    void of_a_request_the_last_eight_days_count() {
        for (int day = 0; day < 12; day++) {
            spending().add(entry(day, "r", "t", 10));
        }
        assertEquals(80, spending().ofRequest("r").tokens());
        assertEquals(8, spending().lastDays().size());
    }

    @Test
    void a_torn_last_line_does_not_count_and_does_not_spoil_the_next() throws IOException {
        spending().add(entry(0, "r", "t", 10));
        Files.writeString(
                today(), "{\"at\":\"2026-11-27T12:00:00Z\",\"request_id\":\"r\",\"prompt", StandardOpenOption.APPEND);
        assertEquals(10, spending().today().tokens());
        spending().add(entry(0, "r", "t", 20));
        assertEquals(30, spending().today().tokens());
        assertEquals(3, Files.readAllLines(today()).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[1]",
                "no json",
                "{\"at\":\"2026-11-27T12:00:00Z\"}",
                "{\"at\":\"yesterday\",\"request_id\":\"r\",\"prompt_tokens\":7}",
                "{\"at\":\"2026-11-27T12:00:00Z\",\"request_id\":\"r\",\"prompt_tokens\":\"many\"}",
                "{\"at\":\"2026-11-27T12:00:00Z\",\"request_id\":\"r\",\"prompt_tokens\":7}",
                "{\"at\":\"2026-11-27T12:00:00Z\",\"request_id\":\"r\",\"task_id\":\"\",\"agent_id\":\"\",\"model\":\"m\","
                        + "\"prompt_tokens\":-7,\"answer_tokens\":-1,\"micro_dollars\":-1}",
                "\u0000\u0001"
            })
    void what_is_no_line_of_the_ledger_is_passed_over(String line) throws IOException {
        spending().add(entry(0, "r", "t", 10));
        Files.writeString(today(), line + "\n", StandardOpenOption.APPEND);
        spending().add(entry(0, "r", "t", 20));
        assertEquals(30, spending().today().tokens());
    }

    @Test
    void a_giant_line_is_not_kept_and_sums_do_not_overflow() throws IOException {
        spending().add(entry(0, "r", "t", 10));
        for (int i = 0; i < 8; i++) {
            Files.writeString(today(), "x".repeat(1 << 20), StandardOpenOption.APPEND);
        }
        spending().add(entry(0, "r", "t", 20));
        assertEquals(30, spending().today().tokens());
        spending().add(entry(0, "r", "t", Long.MAX_VALUE));
        assertEquals(Long.MAX_VALUE, spending().today().tokens());
        Files.writeString(folder.resolve("spending/2026-99-99.jsonl"), "x\n");
        Files.createDirectory(folder.resolve("spending/2026-11-28.jsonl"));
        assertEquals(1, spending().lastDays().size());
    }

    @Test
    void many_write_at_once_and_an_interrupt_loses_nothing() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 25; n++) {
                    Thread.currentThread().interrupt();
                    spending().add(entry(0, "r", "t", 10));
                    spending().today();
                    if (!Thread.interrupted()) {
                        throw new AssertionError("the interrupt was swallowed");
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            assertTrue(thread.join(Duration.ofSeconds(60)));
        }
        assertEquals(new Spent(200, 1800, 200, 1000), spending().today());
    }

    @Test
    void a_ledger_that_cannot_be_written_is_said() throws IOException {
        Files.writeString(folder.resolve("spending"), "a file");
        assertThrows(DroverException.class, () -> spending().add(entry(0, "r", "t", 1)));
    }

    @Test
    void a_limit_that_was_reached_is_named_with_what_raises_it() {
        Spending spending = spending();
        InstantSource clock = InstantSource.fixed(NOON);
        Settings.Model settings = Settings.defaults().model();
        Budget usual = Budget.of(
                settings,
                AgentDefinition.Limits.NONE,
                new Limits(Optional.empty(), Optional.empty(), Optional.of(100L), Optional.of(0.5)));
        assertEquals(
                new Budget(new SpendingLimit(200_000, 0), new SpendingLimit(100, 500_000), SpendingLimit.NONE), usual);
        spending.add(entry(0, "r", "t", 60));
        spending.add(entry(0, "r", "u", 39));
        assertEquals(Optional.empty(), usual.exceeded(spending, "r", "t", clock));
        spending.add(entry(0, "r", "u", 1));
        assertEquals(
                Optional.of("the request has used 100 of its 100 tokens of models; to allow more, raise "
                        + "limits.max_tokens in a new request"),
                usual.exceeded(spending, "r", "t", clock));
        assertEquals(Optional.empty(), usual.exceeded(spending, "s", "t", clock));
        SpendingLimit none = SpendingLimit.NONE;
        assertEquals(
                Optional.of("the task has used 60 of its 50 tokens of models; to allow more, raise model.task_tokens, "
                        + "and limits.tokens of the agent's definition where it has one"),
                new Budget(new SpendingLimit(50, 0), none, none).exceeded(spending, "r", "t", clock));
        assertEquals(
                Optional.of(
                        "the day has used 100 of its 99 tokens of models; to allow more, raise model.day_tokens, or "
                                + "wait until midnight UTC, in 12 h 0 min"),
                new Budget(none, none, new SpendingLimit(99, 0)).exceeded(spending, "s", "v", clock));
        assertEquals(Optional.empty(), new Budget(none, none, none).exceeded(spending, "r", "t", clock));
    }

    @Test
    void what_coding_clis_cost_is_limited_too_and_what_is_left_is_the_narrowest() {
        Spending spending = spending();
        InstantSource clock = InstantSource.fixed(NOON);
        spending.add(entry(0, "r", "t", 60));
        spending.add(entry(0, "r", "u", 39));
        SpendingLimit none = SpendingLimit.NONE;
        assertEquals(
                Optional.of("the request has cost 0.00001 of its 0.00001 dollars; to allow more, raise "
                        + "limits.max_dollars in a new request"),
                new Budget(none, SpendingLimit.of(0, 0.000_01), none).exceeded(spending, "r", "t", clock));
        assertEquals(
                Optional.of("the task has cost 0.000005 of its 0.000003 dollars; to allow more, raise "
                        + "model.task_dollars, and limits.dollars of the agent's definition where it has one"),
                new Budget(SpendingLimit.of(0, 0.000_003), none, none).exceeded(spending, "r", "t", clock));
        Budget wide = new Budget(SpendingLimit.of(0, 2), SpendingLimit.of(0, 1.5), SpendingLimit.of(0, 3));
        assertEquals(Optional.empty(), wide.exceeded(spending, "r", "t", clock));
        assertEquals(OptionalLong.of(1_499_990), wide.microDollarsLeft(spending, "r", "t"));
        assertEquals(OptionalLong.empty(), new Budget(none, none, none).microDollarsLeft(spending, "r", "t"));
        assertEquals(1, SpendingLimit.of(0, 1e-9).microDollars(), "what is said to be a limit is one");
    }

    @Test
    void of_two_limits_the_narrower_one_counts() {
        assertEquals(
                new SpendingLimit(50, 7),
                SpendingLimit.NONE.and(new SpendingLimit(50, 9)).and(new SpendingLimit(80, 7)));
    }
}
