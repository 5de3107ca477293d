package dev.drover.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.ResultStatus;
import dev.drover.message.Severity;
import dev.drover.report.EndedRun.Answer;
import dev.drover.report.account.RunAccount;
import dev.drover.report.page.HtmlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportPageTest {
    @TempDir
    private Path folder;

    private EndedRun run;

    @BeforeEach
    void begin() {
        run = new EndedRun(folder);
    }

    private HtmlReader html() throws Exception {
        return new HtmlReader(ReportPage.html(run.ended().account(), ""));
    }

    private String markdown() throws IOException {
        return ReportPage.markdown(run.ended().account(), "");
    }

    private String verdict() throws IOException {
        return Verdict.of(run.ended().account()).sentence();
    }

    private static Answer tests(int passed, int failed, int skipped) {
        Answer answer = Answer.saying("Python: " + (passed + failed + skipped) + " tests")
                .counts("tests.total", passed + failed + skipped)
                .counts("tests.passed", passed)
                .counts("tests.failed", failed)
                .counts("tests.skipped", skipped);
        for (int i = 0; i < failed; i++) {
            answer.finding(
                    Severity.HIGH,
                    "test.failed",
                    "tests.Cart.test_" + i + ": AssertionError: 810 != 890",
                    "tests/cart.py",
                    20 + i);
        }
        return answer;
    }

    private EndedRun shop() {
        return run.task("test", "testing", tests(3, 1, 0).ran("python3 -m unittest", 1, log("test")))
                .task(
                        "review",
                        "review",
                        Answer.saying("3 findings in 7 files")
                                .finding(Severity.LOW, "leftover.print", "A debug print.", "shop/b.py", 9)
                                .finding(Severity.HIGH, "secret.key", "This looks like a key.", "shop/settings.py", 5)
                                .finding(Severity.LOW, "leftover.print", "A debug print.", "shop/a.py", 3)
                                .left("review", artifacts("review") + "/review.md"))
                .task(
                        "document",
                        "documentation",
                        Answer.saying("Created README.md").left("overview", "README.md"))
                .task("commit", "git", Answer.saying("Committed README.md").committed("dae5d86a2907dae5d86a2907"));
    }

    private String log(String task) {
        return run.home().name(run.folder()) + "/tasks/" + task + "/1/output.log";
    }

    private String artifacts(String task) {
        return run.home().name(run.folder()) + "/tasks/" + task + "/1/artifacts";
    }

    @Test
    void the_page_tells_in_the_order_in_which_a_person_wants_to_know() throws Exception {
        shop();
        HtmlReader html = html();
        assertEquals(
                List.of("findings", "tests", "review", "documentation", "commits", "timeline", "evidence", "places"),
                html.all("section").stream().map(s -> s.getAttribute("id")).toList());
        assertEquals("Review, test and document this project", html.texts("h1").getFirst());
        assertTrue(html.section("findings").contains("shop/settings.py:5"));
        assertTrue(html.section("tests").contains("tests.Cart.test_0"));
        assertTrue(html.section("commits").contains("git -C /home/ada/shop merge dae5d86a2907dae5d86a2907"));
        assertTrue(html.section("evidence").contains("python3 -m unittest"));
        assertTrue(html.attributes("href").contains("tasks/review/1/artifacts/review.md"));
        assertTrue(html.attributes("href").contains("tasks/test/1/output.log"));
        assertTrue(html.section("places").contains("drover logs --request shop-1"));
    }

    @Test
    void both_forms_say_the_same() throws Exception {
        shop();
        String markdown = markdown().replace("\\", "");
        HtmlReader html = html();
        html.texts("h2").forEach(title -> assertTrue(markdown.contains("## " + title), title));
        html.texts("code").forEach(code -> assertTrue(markdown.contains("`" + code + "`"), code));
    }

    @Test
    void the_same_run_gives_the_same_bytes_whoever_makes_them() throws Exception {
        shop().ended();
        RunAccount read = run.account();
        ReportFiles.write(run.home(), read);
        String first = Files.readString(run.folder().resolve("report.html"));
        String text = Files.readString(run.folder().resolve("report.md"));
        ReportFiles.write(run.home(), read.result());
        assertEquals(first, Files.readString(run.folder().resolve("report.html")));
        assertEquals(text, Files.readString(run.folder().resolve("report.md")));
    }

    @Test
    void the_worst_findings_come_first_and_those_of_a_rule_together() throws Exception {
        shop();
        String text = html().section("findings");
        assertTrue(text.indexOf("secret.key") < text.indexOf("leftover.print"), text);
        assertTrue(text.contains("leftover.print · 2 findings"), text);
        assertTrue(text.contains("revoke it where it was issued"), "how to mend it: " + text);
        assertEquals(text.indexOf("A debug print."), text.lastIndexOf("A debug print."), "said once for both places");
    }

    @Test
    void the_verdict_says_it_in_a_sentence() throws IOException {
        shop();
        assertEquals(
                "All 4 tasks were done; 1 of 4 tests fails; 1 high finding needs attention, beside 2 lesser.",
                verdict());
    }

    @Test
    void a_clean_run_is_called_clean_only_when_somebody_looked() throws IOException {
        run.task("test", "testing", tests(4, 0, 0));
        assertEquals("The task was done; all 4 tests pass.", verdict());
        run.task("review", "review", Answer.saying("no findings"));
        assertEquals("Both tasks were done; all 4 tests pass; the review found nothing.", verdict());
    }

    @Test
    void one_of_something_is_called_one() throws IOException {
        run.task("test", "testing", tests(1, 0, 0));
        assertEquals("The task was done; the one test passes.", verdict());
    }

    @Test
    void what_was_not_done_says_why_and_what_to_do() throws Exception {
        run.task(
                        "test",
                        "testing",
                        Answer.of(ResultStatus.BLOCKED, "missing_tool", "npm is not installed; install it.")
                                .wrote("line 1\nnpm: not found"))
                .task(
                        "build",
                        "coding",
                        Answer.of(ResultStatus.FAILED, "exit_code", "make ended with exit code 2")
                                .ran("make all", 2, log("build")))
                .notBegun("commit", "git", "build")
                .task("review", "review", Answer.saying("no findings"));
        assertEquals("1 of 4 tasks was done, 2 failed and 1 blocked; the review found nothing.", verdict());
        assertTrue(
                html().section("findings").contains("by the tasks that completed; 3 of 4 did not."),
                "what did not complete may have found something");
        String text = html().section("unfinished");
        assertTrue(text.contains("npm is not installed; install it."), text);
        assertTrue(text.contains("npm: not found"), text);
        assertTrue(text.contains("make all") && text.contains("exit code 2"), text);
        assertTrue(text.contains("Not begun") && text.contains("commit"), text);
        assertTrue(text.contains("drover retry shop-1"), text);
    }

    @Test
    void what_an_agent_said_in_lines_is_told_once_in_lines() throws Exception {
        run.task("build", "coding", Answer.of(ResultStatus.FAILED, "exit_code", "make failed:\na.c:1: no\n  int x"))
                .task("count", "shell", Answer.saying("counted:\nb: 1\nc: 2"));
        String text = ReportPage.markdown(run.ended().account(), "");
        assertTrue(text.contains("a.c:1: no\n  int x"), text);
        assertTrue(text.contains("b: 1\nc: 2"), text);
        assertEquals(text.indexOf("a.c:1"), text.lastIndexOf("a.c:1"), text);
        assertEquals(text.indexOf("b: 1"), text.lastIndexOf("b: 1"), text);
    }

    @Test
    void the_timeline_has_a_bar_where_the_task_ran() throws Exception {
        shop();
        Element timeline = html().all("section").stream()
                .filter(section -> section.getAttribute("id").equals("timeline"))
                .findFirst()
                .orElseThrow();
        var bars = timeline.getElementsByTagName("rect");
        assertEquals(8, bars.getLength(), "a track and a bar for each task");
        Element second = (Element) bars.item(3);
        assertEquals("125.0", second.getAttribute("x"), "half a second of four");
        assertEquals("375.0", second.getAttribute("width"), "one and a half of four");
    }

    @Test
    void a_hundred_thousand_findings_make_a_page_that_can_be_read() throws Exception {
        for (int task = 0; task < 10; task++) {
            Answer answer = Answer.saying("10000 findings");
            for (int i = 0; i < 10_000; i++) {
                answer.finding(
                        i % 1000 == 7 ? Severity.HIGH : Severity.LOW,
                        "rule." + i % 50,
                        "Message " + i,
                        "src/f" + i + ".c",
                        i + 1);
            }
            run.task("review" + task, "review", answer);
        }
        HtmlReader html = html();
        String text = html.section("findings");
        assertTrue(text.contains("And 99500 more findings."), text.substring(0, 300));
        assertTrue(text.contains("99900"), "all of them are counted");
        assertTrue(ReportPage.html(run.account(), "").length() < 2_000_000);
        assertEquals("All 10 tasks were done; 100 high findings need attention, beside 99900 lesser.", verdict());
    }

    @Test
    void a_megabyte_of_message_is_cut() throws Exception {
        run.task(
                "review",
                "review",
                Answer.saying("s".repeat(60_000)).finding(Severity.HIGH, "r", "m".repeat(1_000_000), "f", 1));
        String text = ReportPage.html(run.ended().account(), "");
        assertTrue(text.length() < 100_000, () -> "it has " + text.length());
        assertTrue(text.contains("mmm…"));
    }

    @Test
    void hostile_words_of_workspace_and_agents_stay_words() throws Exception {
        String attack = "</script><script>alert(1)</script> \u202e\u0000\u001b[2J ` | [x](javascript:alert(1))";
        run.asked(attack)
                .in("/home/ada/it's; rm -rf ~ $(x)")
                .task(
                        "a",
                        "review",
                        attack,
                        Answer.saying(attack.replace("\0", ""))
                                .finding(Severity.CRITICAL, attack, attack, attack, 1)
                                .left(attack, "../../../etc/passwd")
                                .left("b", artifacts("a") + "/../../../../../../etc/passwd")
                                .ran(attack, 1, attack)
                                .counts(attack, 1)
                                .committed("abcdef0123"));
        HtmlReader html = html();
        assertEquals(List.of(), html.all("script"));
        assertTrue(
                html.attributes("href").stream().noneMatch(href -> href.contains("..") || href.contains("javascript:")),
                html.attributes("href")::toString);
        assertTrue(html.section("commits").contains("git -C '/home/ada/it'\\''s; rm -rf ~ $(x)' merge"));
        String markdown = markdown();
        assertTrue(markdown.codePoints().noneMatch(c -> c == 0x202E || c == 0 || c == 0x1b));
    }
}
