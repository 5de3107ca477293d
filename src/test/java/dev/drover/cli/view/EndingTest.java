package dev.drover.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.ResultStatus;
import dev.drover.message.Severity;
import dev.drover.report.EndedRun;
import dev.drover.report.EndedRun.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingTest {
    private static final Style PLAIN = new Style(false, true, 100);

    @TempDir
    private Path folder;

    private List<String> ending(EndedRun run, Style style) throws IOException {
        return Ending.lines(run.home(), run.ended().account(), style);
    }

    private EndedRun shop() {
        Answer review = Answer.saying("11 findings")
                .left("long", "docs/" + "d".repeat(90))
                .finding(Severity.HIGH, "secret.key", "A key.", "a.py", 5);
        for (int i = 0; i < 10; i++) {
            review.finding(Severity.LOW, "leftover.print", "A print.", "b.py", i + 1);
        }
        return new EndedRun(folder)
                .task("review", "review", review)
                .task("commit", "git", Answer.saying("Committed").committed("dae5d86a2907"))
                .task(
                        "test",
                        "testing",
                        Answer.of(ResultStatus.BLOCKED, "missing_tool", "npm is missing; install it."));
    }

    @Test
    void a_retry_is_not_advised_where_something_else_helps() throws IOException {
        Answer asks = Answer.of(ResultStatus.BLOCKED, "codeword_needed", "Give it with: drover codeword give shop-1.");
        List<String> lines = ending(new EndedRun(folder).task("deploy", "deployment", asks), PLAIN);
        assertTrue(lines.stream().anyMatch(line -> line.contains("codeword give")), lines::toString);
        assertTrue(lines.stream().noneMatch(line -> line.contains("drover retry")), lines::toString);
    }

    @Test
    void it_says_in_a_few_lines_what_a_person_wants_to_know() throws IOException {
        EndedRun run = shop();
        assertEquals(
                List.of(
                        "2 of 3 tasks were done, 1 blocked; 1 high finding needs attention, beside 10 lesser.",
                        "partial; so it ended",
                        "",
                        "findings: 1 high, 10 low",
                        "  high  a.py:5             A key. [secret.key]",
                        "  low   b.py:1 and 9 more  A print. [leftover.print]"),
                ending(run, PLAIN).subList(0, 6));
        List<String> lines = ending(run, PLAIN);
        assertTrue(lines.contains("  test blocked: npm is missing; install it."), lines::toString);
        assertTrue(lines.contains("  once mended: drover retry shop-1"), lines::toString);
        assertTrue(lines.contains("  commit dae5d86a2907 (commit)"), lines::toString);
        assertTrue(lines.getLast().startsWith("folder:  "), lines::toString);
    }

    @Test
    void what_has_several_lines_keeps_them() throws IOException {
        Answer said = Answer.of(ResultStatus.FAILED, "exit_code", "make ended with exit code 2:\na.c:1: no\n  int x\n");
        List<String> lines = ending(new EndedRun(folder).task("build", "testing", said), PLAIN);
        int at = lines.indexOf("  build failed: make ended with exit code 2:");
        assertEquals(List.of("    a.c:1: no", "      int x"), lines.subList(at + 1, at + 3), lines::toString);
        assertEquals(1, lines.stream().filter(line -> line.contains("a.c:1")).count(), lines::toString);
    }

    @Test
    void colours_change_nothing_but_the_colours() throws IOException {
        EndedRun run = shop();
        List<String> coloured = ending(run, new Style(true, true, 100));
        assertTrue(coloured.getFirst().startsWith("\u001b[31m"), coloured.getFirst());
        assertEquals(
                ending(run, PLAIN),
                coloured.stream()
                        .map(line -> line.replaceAll("\u001b\\[[0-9]*m", ""))
                        .toList());
    }

    @Test
    void nothing_but_paths_is_wider_than_a_narrow_terminal() throws IOException {
        EndedRun run = shop();
        for (int width = 40; width < 80; width += 3) {
            for (String line : ending(run, new Style(false, true, width))) {
                boolean place = line.matches("(report|result|folder): .*");
                assertTrue(place || Text.width(line) <= width, line);
            }
        }
    }

    @Test
    void what_agents_say_cannot_move_the_cursor() throws IOException {
        String attack = "red \u001b[31m\u0007\r\n over";
        var run = new EndedRun(folder)
                .task(
                        "t",
                        "review",
                        Answer.of(ResultStatus.FAILED, "x", attack)
                                .finding(Severity.HIGH, attack, attack, attack, 1)
                                .left(attack, attack));
        for (String line : ending(run, PLAIN)) {
            assertFalse(line.chars().anyMatch(Character::isISOControl), line);
        }
    }
}
