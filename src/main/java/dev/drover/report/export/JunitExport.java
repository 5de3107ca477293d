package dev.drover.report.export;

import dev.drover.message.Failure;
import dev.drover.message.Finding;
import dev.drover.message.TaskState;
import dev.drover.report.account.Digest;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.account.TestSuites;
import dev.drover.report.account.TestSuites.Outcome;
import dev.drover.report.account.TestSuites.TestCase;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as JUnit XML, which every CI system reads: each task is a test case of the suite {@code drover.tasks}, and the
 * tests that tasks ran follow with the suites that their runners gave them.
 *
 * <p>A task that failed is a failure, one that is blocked an error, and one that was cancelled or never begun is
 * skipped. What a task found says nothing of how it went and stands in SARIF.
 */
public final class JunitExport {
    private final XmlText xml;
    private final RunAccount run;

    private JunitExport(XmlText xml, RunAccount run) {
        this.xml = xml;
        this.run = run;
    }

    /** Writes all of it, and leaves the stream open. */
    public static void write(RunAccount run, OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            new JunitExport(new XmlText(xml), run).all();
            xml.writeEndDocument();
            xml.flush();
            xml.close();
            out.write('\n');
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void all() throws XMLStreamException {
        xml.open("testsuites", "name", "drover " + run.requestId());
        suite("drover.tasks", tasks());
        for (TaskAccount task : run.tasks()) {
            for (Map.Entry<String, List<TestCase>> suite : suites(task).entrySet()) {
                suite(suite.getKey(), suite.getValue());
            }
        }
        xml.closeOnLine();
    }

    private void suite(String name, List<TestCase> cases) throws XMLStreamException {
        double seconds = cases.stream().mapToDouble(TestCase::seconds).sum();
        xml.open(
                "testsuite",
                "name",
                name,
                "tests",
                String.valueOf(cases.size()),
                "failures",
                count(cases, Outcome.FAILED),
                "errors",
                count(cases, Outcome.ERROR),
                "skipped",
                count(cases, Outcome.SKIPPED),
                "time",
                seconds(seconds),
                "timestamp",
                run.begun().map(at -> at.toString()).orElse(""));
        for (TestCase test : cases) {
            write(test);
        }
        xml.closeOnLine();
    }

    private static String count(List<TestCase> cases, Outcome outcome) {
        return String.valueOf(
                cases.stream().filter(test -> test.outcome() == outcome).count());
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private void write(TestCase test) throws XMLStreamException {
        xml.open(
                "testcase",
                "classname",
                test.className(),
                "name",
                test.name().isEmpty() ? "(without a name)" : test.name(),
                "time",
                seconds(test.seconds()),
                "file",
                test.file().orElse(""),
                "line",
                test.line().orElse(""));
        Optional<String> element =
                switch (test.outcome()) {
                    case PASSED -> test.flaky() ? Optional.of("flakyFailure") : Optional.empty();
                    case FAILED -> Optional.of("failure");
                    case ERROR -> Optional.of("error");
                    case SKIPPED -> Optional.of("skipped");
                };
        if (element.isPresent()) {
            xml.open(element.get(), "message", test.message())
                    .text(test.detail())
                    .close();
            xml.closeOnLine();
        } else {
            xml.close();
        }
    }

    private List<TestCase> tasks() {
        return run.tasks().stream().map(JunitExport::task).toList();
    }

    private static TestCase task(TaskAccount task) {
        String code = task.report().error().map(Failure::code).orElse("");
        Outcome outcome =
                switch (task.report().state()) {
                    case COMPLETED -> Outcome.PASSED;
                    case FAILED -> code.startsWith("dependency_") ? Outcome.SKIPPED : Outcome.FAILED;
                    case BLOCKED -> code.startsWith("dependency_") ? Outcome.SKIPPED : Outcome.ERROR;
                    case CANCELLED, PENDING, QUEUED, RUNNING -> Outcome.SKIPPED;
                };
        boolean done = task.report().state() == TaskState.COMPLETED;
        return new TestCase(
                "",
                "drover." + task.type(),
                task.id(),
                task.report().durationSeconds().orElse(0.0),
                outcome,
                false,
                done
                        ? ""
                        : task.report()
                                .error()
                                .map(Failure::message)
                                .orElse(task.report().summary()),
                done ? "" : task.digest().flatMap(Digest::outputTail).orElse(""),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, List<TestCase>> suites(TaskAccount task) {
        Map<String, List<TestCase>> suites = new LinkedHashMap<>();
        if (task.tests().isPresent()) {
            TestSuites tests = task.tests().get();
            for (TestCase test : tests.cases()) {
                String name = test.suite().isEmpty() ? task.id() : test.suite();
                suites.computeIfAbsent(name, n -> new ArrayList<>()).add(test);
            }
            missing(tests).ifPresent(why -> suites.computeIfAbsent(task.id(), n -> new ArrayList<>())
                    .add(new TestCase(
                            "",
                            "drover.testing",
                            "all tests are in this report",
                            0,
                            Outcome.ERROR,
                            false,
                            why,
                            "",
                            Optional.empty(),
                            Optional.empty())));
        } else if (task.figure("tests.failed").orElse(0L) > 0) {
            suites.put(task.id() + " (the failing tests alone; the runner left no report)", failing(task));
        }
        return suites;
    }

    private static Optional<String> missing(TestSuites tests) {
        return tests.unread()
                .or(() -> tests.leftOut() > 0
                        ? Optional.of(tests.leftOut() + " more tests are left out")
                        : Optional.empty());
    }

    private static List<TestCase> failing(TaskAccount task) {
        List<TestCase> cases = new ArrayList<>();
        for (Finding finding : task.digest().map(Digest::worst).orElse(List.of())) {
            if (finding.rule().equals("test.failed")) {
                int colon = finding.message().indexOf(": ");
                cases.add(new TestCase(
                        "",
                        "",
                        colon < 0 ? finding.message() : finding.message().substring(0, colon),
                        0,
                        Outcome.FAILED,
                        false,
                        colon < 0 ? "" : finding.message().substring(colon + 2),
                        "",
                        finding.file(),
                        finding.line().map(String::valueOf)));
            }
        }
        return cases;
    }
}
