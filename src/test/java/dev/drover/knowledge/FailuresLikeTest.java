package dev.drover.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What failed before is told to whoever does the like. */
class FailuresLikeTest {
    @TempDir
    private Path folder;

    private static final Path WORKSPACE = Path.of("/home/ann/shop");

    private LessonBook book;
    private Knowledge knowledge;
    private long seq;

    @BeforeEach
    void open() {
        book = new LessonBook(folder.resolve("knowledge/lessons"));
        knowledge = Knowledge.of(folder.resolve("knowledge"), folder.resolve("index"));
    }

    private Lesson.Failed failed(String request, String action, String capability, String why, String... files) {
        return new Lesson.Failed(
                Instant.ofEpochSecond(seq),
                ++seq,
                request,
                "fix",
                Optional.of("failed"),
                Optional.empty(),
                Optional.of("exit_code"),
                why,
                Optional.of(1),
                Optional.of(new Lesson.Subject(
                        "coding", action, Optional.of(capability), List.of(files), Optional.of(WORKSPACE.toString()))),
                List.of(new Evidence(
                        "pytest -q",
                        1,
                        0.5,
                        Optional.of("abc123"),
                        Optional.of("bus/runs/x/out.log"),
                        Optional.empty())),
                Optional.of("AssertionError: 810 != 890"));
    }

    private List<String> alike(String action, String capability, String... files) throws IOException {
        return knowledge.failuresLike(action, Optional.of(WORKSPACE), List.of(files), capability, 5).stream()
                .map(Passage::source)
                .toList();
    }

    @Test
    void the_second_attempt_at_a_task_is_given_what_the_first_one_failed_with() throws IOException {
        book.add(List.of(
                failed("r-1", "Fix the colour of the button", "fix_code", "exit code 1", "web/button.css"),
                failed("r-2", "Fix the discount of the cart", "fix_code", "exit code 1", "shop/cart.py"),
                failed("r-3", "Deploy the shop", "deploy", "smoke test failed")));
        Passage first = knowledge
                .failuresLike(
                        "Fix the discount of the cart", Optional.of(WORKSPACE), List.of("shop/cart.py"), "fix_code", 5)
                .getFirst();
        assertEquals("lessons/what-failed.jsonl#2", first.source());
        assertEquals(Kind.LESSON, first.kind());
        for (String part : List.of(
                "Fix the discount of the cart",
                "Capability: fix_code",
                "Files: shop/cart.py",
                "Failed with exit_code: exit code 1",
                "Command: pytest -q (exit code 1; log bus/runs/x/out.log; output abc123)",
                "AssertionError: 810 != 890",
                "No later attempt is known to have succeeded.")) {
            assertTrue(first.text().contains(part), () -> part + " is not in\n" + first.text());
        }
    }

    @Test
    void a_line_that_a_kill_left_torn_does_not_take_the_next_one_with_it() throws IOException {
        Path file = folder.resolve("knowledge/lessons/what-failed.jsonl");
        book.add(List.of(failed("r-1", "Fix the button", "fix_code", "one")));
        Files.writeString(file, Files.readString(file) + "{\"request_id\":\"r-2\",\"ta");
        book.add(List.of(failed("r-3", "Fix the cart", "fix_code", "three")));
        assertEquals(
                "lessons/what-failed.jsonl#2", alike("Fix the cart", "fix_code").getFirst());
    }

    @Test
    void what_a_later_attempt_did_is_told_with_the_failures_before_it_and_not_with_those_after() throws IOException {
        book.add(List.of(failed("r-1", "Fix the cart", "fix_code", "one")));
        knowledge.find("cart", 5);
        book.add(List.of(
                new Lesson.Resolved(
                        Instant.EPOCH,
                        7,
                        "r-1",
                        "fix",
                        new Lesson.Resolution(2, "Rounded half up", Optional.of("ce73087"), List.of())),
                failed("r-1", "Fix the cart", "fix_code", "two")));
        List<Passage> found = knowledge.failuresLike("Fix the cart", 5);
        assertEquals(2, found.size());
        assertEquals("lessons/what-failed.jsonl#1", found.get(0).source());
        assertTrue(
                found.get(0).text().endsWith("Resolved by attempt 2: Rounded half up (commit ce73087)"),
                found::toString);
        assertFalse(found.get(1).text().contains("Resolved"), found::toString);
    }

    @Test
    void of_failures_with_the_same_words_the_one_with_the_same_files_comes_first() throws IOException {
        book.add(List.of(
                failed("r-1", "Make it faster", "optimize", "a", "src/cart/shop.py"),
                failed("r-2", "Make it faster", "optimize", "b", "src/shop/cart.py")));
        String file = "lessons/what-failed.jsonl#";
        assertEquals(List.of(file + 1, file + 2), alike("Make it faster", "optimize", "src/cart/shop.py"));
        assertEquals(List.of(file + 1, file + 2), alike("Make it faster", "optimize", "src/cart/*.py"));
        assertEquals(List.of(file + 2, file + 1), alike("Make it faster", "optimize"));
    }

    @Test
    void of_failures_with_the_same_words_the_one_with_the_same_capability_comes_first() throws IOException {
        book.add(List.of(
                failed("r-1", "Make it faster", "code_fix", "a"), failed("r-2", "Make it faster", "fix_code", "b")));
        String file = "lessons/what-failed.jsonl#";
        assertEquals(List.of(file + 1, file + 2), alike("Make it faster", "code_fix"));
        assertEquals(List.of(file + 2, file + 1), alike("Make it faster", "fix_code"));
    }

    @Test
    void what_has_one_word_in_common_and_nothing_else_is_told_nobody_at_work() throws IOException {
        book.add(List.of(
                failed("r-1", "Add a colour to the button", "design_page", "one", "web/button.css"),
                failed("r-2", "Add a discount to the cart", "design_page", "two", "site/other.css")));
        String file = "lessons/what-failed.jsonl#";
        assertEquals(List.of(), alike("Add logging", "fix_code", "src/log.py"));
        assertEquals(List.of(file + 2), alike("Add the discount of a customer", "fix_code", "src/log.py"));
        assertEquals(List.of(file + 1), alike("Add logging", "fix_code", "web/button.css"));
        assertEquals(2, alike("Add logging", "design_page").size());
        assertEquals(2, knowledge.failuresLike("Add logging", 5).size(), "a person who looks sees all");
    }

    @Test
    void what_failed_in_another_workspace_is_not_told_and_what_failed_in_none_is() throws IOException {
        book.add(List.of(
                failed("r-1", "Fix the cart", "fix_code", "one"),
                elsewhere(failed("r-2", "Fix the cart", "fix_code", "two"), Optional.of("/home/ann/bank")),
                elsewhere(failed("r-3", "Fix the cart", "fix_code", "three"), Optional.empty())));
        String file = "lessons/what-failed.jsonl#";
        assertEquals(List.of(file + 3, file + 1), alike("Fix the cart", "fix_code"));
        assertEquals(
                List.of(file + 3),
                knowledge.failuresLike("Fix the cart", Optional.empty(), List.of(), "fix_code", 5).stream()
                        .map(Passage::source)
                        .toList());
        assertEquals(3, knowledge.failuresLike("Fix the cart", 5).size(), "a person who looks sees all");
    }

    private static Lesson.Failed elsewhere(Lesson.Failed of, Optional<String> workspace) {
        Lesson.Subject task = of.task().orElseThrow();
        return new Lesson.Failed(
                of.at(),
                of.seq(),
                of.requestId(),
                of.taskId(),
                of.state(),
                of.failure(),
                of.code(),
                of.why(),
                of.attempt(),
                Optional.of(new Lesson.Subject(
                        task.agentType(), task.action(), task.capability(), task.files(), workspace)),
                of.evidence(),
                of.outputTail());
    }

    @Test
    void what_failed_again_in_the_same_way_comes_once_by_its_newest_line() throws IOException {
        book.add(List.of(
                failed("r-1", "Fix the cart", "fix_code", "took 12 s"),
                failed("r-2", "Fix the cart", "fix_code", "took 15 s")));
        assertEquals(List.of("lessons/what-failed.jsonl#2"), alike("Fix the cart", "fix_code"));
    }

    @Test
    void only_failures_count_and_lines_of_before_are_read() throws IOException {
        new Written(folder.resolve("knowledge"))
                .file("patterns/cart.md", "# Cart\n\nThe cart.\n")
                .file(
                        "lessons/what-worked.jsonl",
                        "{\"at\":\"2026-01-01T00:00:00Z\",\"seq\":1,\"request_id\":\"r\","
                                + "\"status\":\"completed\",\"summary\":\"the cart\"}\n")
                .file(
                        "lessons/what-failed.jsonl",
                        "{\"at\":\"2026-01-01T00:00:00Z\",\"seq\":5,\"code\":\"exit_code\","
                                + "\"request_id\":\"r\",\"state\":\"failed\",\"task_id\":\"cart\",\"why\":\"it ended\"}\n"
                                + "{\"at\":\"2026-01-01T00:00:00Z\",\"seq\":7,\"code\":\"no_model\","
                                + "\"request_id\":\"r\",\"state\":\"blocked\",\"task_id\":\"cart\",\"why\":\"no model\"}\n"
                                + "{\"at\":\"2026-01-01T00:00:00Z\",\"seq\":6,\"failure\":1,\"request_id\":\"r\","
                                + "\"task_id\":\"cart\",\"why\":\"exit code 1\"}\n"
                                + "not JSON\n{\"why\":[],\"task_id\":{}}\n[1]\n{\"at\":\"2026-01-01T00:00");
        assertEquals(
                List.of("lessons/what-failed.jsonl#5", "lessons/what-failed.jsonl#6"),
                alike("cart", "").stream().sorted().toList());
        assertEquals(4, knowledge.find("cart", 10).size());
    }

    @Test
    void of_a_long_history_the_newest_lines_count() throws IOException {
        for (int i = 0; i < 2_100; i++) {
            book.add(List.of(failed("r-" + i, "Task number" + i, "fix_code", "x")));
        }
        assertEquals("lessons/what-failed.jsonl#2100", alike("number2099", "").getFirst());
        assertEquals(List.of(), knowledge.find("number0", 5));
        assertEquals(2_000, knowledge.rebuild());
    }
}
