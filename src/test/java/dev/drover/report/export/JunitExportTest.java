package dev.drover.report.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.ResultStatus;
import dev.drover.message.Severity;
import dev.drover.report.EndedRun;
import dev.drover.report.EndedRun.Answer;
import dev.drover.report.page.HtmlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class JunitExportTest {
    @TempDir
    private Path folder;

    private EndedRun run;

    @BeforeEach
    void begin() {
        run = new EndedRun(folder);
    }

    private HtmlReader export() throws Exception {
        var out = new ByteArrayOutputStream();
        JunitExport.write(run.ended().account(), out);
        return new HtmlReader(out.toString(StandardCharsets.UTF_8));
    }

    /** What is below each test case, by its name. */
    private static Map<String, String> outcomes(HtmlReader xml) {
        Map<String, String> outcomes = new TreeMap<>();
        for (Element test : xml.all("testcase")) {
            var below = test.getElementsByTagName("*");
            outcomes.put(
                    test.getAttribute("name"),
                    below.getLength() == 0 ? "passed" : ((Element) below.item(0)).getTagName());
        }
        return outcomes;
    }

    private void leaves(String xml) throws IOException {
        Files.writeString(run.artifacts("test").resolve("junit.xml"), xml);
        run.task(
                "test",
                "testing",
                Answer.saying("tested").left("junit", run.home().name(run.artifacts("test")) + "/junit.xml"));
    }

    @Test
    void each_task_is_a_test_case_that_ends_as_the_task_did() throws Exception {
        run.task("review", "review", Answer.saying("found").finding(Severity.HIGH, "r", "m", "f", 1))
                .task("test", "testing", Answer.of(ResultStatus.BLOCKED, "missing_tool", "npm is missing"))
                .task(
                        "build",
                        "coding",
                        Answer.of(ResultStatus.FAILED, "exit_code", "exit code 2")
                                .wrote("cc: error"))
                .notBegun("deploy", "deployment", "build");
        HtmlReader xml = export();
        assertEquals(
                Map.of("review", "passed", "test", "error", "build", "failure", "deploy", "skipped"), outcomes(xml));
        Element suite = xml.all("testsuite").getFirst();
        assertEquals("drover.tasks", suite.getAttribute("name"));
        assertEquals(
                List.of("4", "1", "1", "1"),
                List.of("tests", "failures", "errors", "skipped").stream()
                        .map(suite::getAttribute)
                        .toList());
        assertEquals("2026-11-21T01:00:00Z", suite.getAttribute("timestamp"));
        Element failure = xml.all("failure").getFirst();
        assertEquals("exit code 2", failure.getAttribute("message"));
        assertEquals("cc: error", failure.getTextContent());
    }

    @Test
    void the_tests_that_ran_follow_with_their_suites() throws Exception {
        leaves("""
                <testsuites><testsuite name="unit">
                  <testcase classname="a.B" name="good" time="0.25" file="b.py" line="3"/>
                  <testcase classname="a.B" name="bad"><failure message="no">at b</failure></testcase>
                </testsuite><testsuite name="it"><testcase name="late"><skipped/></testcase>
                  <testcase name="shaky"><flakyFailure message="once">twice</flakyFailure></testcase></testsuite></testsuites>
                """);
        HtmlReader xml = export();
        assertEquals(
                List.of("drover.tasks", "unit", "it"),
                xml.all("testsuite").stream().map(s -> s.getAttribute("name")).toList());
        assertEquals(
                Map.of(
                        "test",
                        "passed",
                        "good",
                        "passed",
                        "bad",
                        "failure",
                        "late",
                        "skipped",
                        "shaky",
                        "flakyFailure"),
                outcomes(xml));
        assertTrue(xml.attributes("file").contains("b.py"));
        assertEquals("twice", xml.texts("flakyFailure").getFirst());
    }

    @Test
    void a_report_that_breaks_off_is_not_passed_on_as_whole() throws Exception {
        leaves("<testsuite name='unit'><testcase name='one'/><testcase name='two'");
        HtmlReader xml = export();
        assertEquals("passed", outcomes(xml).get("one"));
        assertEquals("error", outcomes(xml).get("all tests are in this report"));
    }

    @Test
    void without_a_report_of_the_runner_the_failing_tests_are_named() throws Exception {
        run.task(
                "test",
                "testing",
                Answer.saying("2 tests")
                        .counts("tests.total", 2)
                        .counts("tests.failed", 1)
                        .finding(Severity.HIGH, "test.failed", "Cart.discount: 810 != 890", "cart.py", 23));
        HtmlReader xml = export();
        assertEquals("failure", outcomes(xml).get("Cart.discount"));
        assertTrue(xml.all("testsuite").get(1).getAttribute("name").contains("the failing tests alone"));
    }

    @Test
    void hostile_names_and_messages_are_text() throws Exception {
        String attack = "</testcase><x a='\"'/>]]>& \u202e\u0001\ufffe";
        run.task(
                "test",
                "testing",
                Answer.of(ResultStatus.FAILED, attack, attack).wrote(attack.repeat(3000)));
        HtmlReader xml = export();
        assertEquals(1, xml.all("testcase").size());
        assertEquals(List.of(), xml.all("x"));
        assertTrue(
                xml.all("failure").getFirst().getAttribute("message").startsWith("</testcase><x a='\"'/>]]>& \\u202e"));
    }
}
