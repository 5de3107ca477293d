package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.testing.result.JunitWriter;
import dev.drover.agent.specialist.testing.result.Place;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.agent.specialist.testing.result.TestReport;
import dev.drover.message.Artifact;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run leaves for people, reports and CI systems: {@code junit.xml} with all cases of all runners, and {@code
 * tests.json} with the counts of each, the slowest ten and what was run again.
 */
final class TestArtifacts {
    private static final int SLOWEST = 10;

    private TestArtifacts() {}

    /** The content of {@code tests.json}. */
    record Summary(List<Part> suites, List<Slow> slowest, List<Again> runAgain) {}

    /** One runner's part; the folder is empty for the root of the workspace. */
    record Part(String runner, String folder, long total, long passed, long failed, long skipped, double seconds) {}

    /** One of the slowest. */
    record Slow(String name, double seconds) {}

    /** A failed test that was run again: {@code passed}, {@code failed}, or {@code unknown}. */
    record Again(String name, String second, Optional<String> file, Optional<Integer> line) {}

    static List<Artifact> write(Assignment assignment, List<SuiteResult> results, TestReport all) throws IOException {
        Path junit = assignment.artifacts().resolve("junit.xml");
        JunitWriter.write(junit, results.stream().map(SuiteResult::written).toList());
        Path json = assignment.artifacts().resolve("tests.json");
        Files.write(json, Json.prettyBytes(summary(results, all)));
        return List.of(artifact(assignment, "junit", junit), artifact(assignment, "tests", json));
    }

    private static Summary summary(List<SuiteResult> results, TestReport all) {
        return new Summary(
                results.stream().map(TestArtifacts::part).toList(),
                Sentences.slowest(all, SLOWEST).stream()
                        .map(test -> new Slow(test.fullName(), seconds(test)))
                        .toList(),
                results.stream()
                        .flatMap(result -> result.reruns().stream())
                        .map(TestArtifacts::again)
                        .toList());
    }

    private static Part part(SuiteResult result) {
        TestReport r = result.report();
        return new Part(
                result.runner().title(result.suite().project()),
                result.suite().name(),
                r.total(),
                r.passed(),
                r.failed(),
                r.skipped(),
                r.cases().stream().mapToDouble(TestArtifacts::seconds).sum());
    }

    private static Again again(Rerun rerun) {
        String second =
                switch (rerun.second()) {
                    case PASSED -> "passed";
                    case FAILED -> "failed";
                    case UNKNOWN -> "unknown";
                };
        Optional<Place> place = rerun.test().place();
        return new Again(rerun.test().fullName(), second, place.map(Place::file), place.map(Place::line));
    }

    private static double seconds(TestCase test) {
        return test.time().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    private static Artifact artifact(Assignment assignment, String name, Path file) throws IOException {
        return new Artifact(
                name,
                assignment.artifactsName() + "/" + file.getFileName(),
                Optional.of(SafeFiles.sha256(Files.readAllBytes(file))),
                Optional.of(Files.size(file)));
    }
}
