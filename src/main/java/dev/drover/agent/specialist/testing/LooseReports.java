package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.testing.result.End;
import dev.drover.agent.specialist.testing.result.JavaPlaces;
import dev.drover.agent.specialist.testing.result.JunitXml;
import dev.drover.agent.specialist.testing.result.ReportFiles;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.agent.specialist.testing.result.TestReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** JUnit XML that a script had written somewhere in the project, under one of the names that are usual for it. */
record LooseReports(Suite suite, ReportFiles before) {
    private static final Pattern NAME =
            Pattern.compile("(?i).*junit.*\\.xml|test-?(?:results?|report)s?\\.xml|TEST-.*\\.xml");

    static LooseReports begin(Suite suite) throws IOException {
        return new LooseReports(suite, ReportFiles.find(suite.folder(), LooseReports::isReport));
    }

    private static boolean isReport(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    /** What those say that were written since; empty when there are none. */
    Optional<TestReport> written() throws IOException {
        ReportFiles fresh =
                ReportFiles.find(suite.folder(), LooseReports::isReport).writtenSince(before);
        return fresh.files().isEmpty()
                ? Optional.empty()
                : Optional.of(JunitXml.report(fresh.files(), file -> this::understood));
    }

    private TestCase understood(JunitXml.Case test) {
        TestCase java = JavaPlaces.understand(test, suite.folder(), "", suite.places());
        int line = test.line().matches("\\d{1,8}") ? Integer.parseInt(test.line()) : 1;
        return test.end() != End.FAILED || java.place().isPresent()
                ? java
                : java.at(suite.places().first(test.text()).or(() -> suite.places()
                        .of(test.file(), line)));
    }
}
