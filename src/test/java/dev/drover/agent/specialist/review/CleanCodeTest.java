package dev.drover.agent.specialist.review;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clean, well-known code brings next to no grave findings. By default on a part of the JDK's own sources, when they are
 * installed; on any other folder with {@code -Ddrover.review.clean=FOLDER}, which prints what was found.
 */
class CleanCodeTest {
    private static final long LINES_FOR_ONE = 20_000;

    @TempDir
    private Path temp;

    @Test
    void at_most_one_grave_finding_in_twenty_thousand_lines_of_the_jdk() throws Exception {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        Assumptions.assumeTrue(Files.isRegularFile(sources), "this JDK has no sources");
        var bench = new Bench(temp);
        long lines = unpack(sources, bench);
        assertTrue(lines > LINES_FOR_ONE, () -> "only " + lines + " lines");
        Outcome outcome = review(bench, "none");
        List<Finding> grave = grave(outcome);
        assertTrue(grave.size() <= lines / LINES_FOR_ONE, () -> lines + " lines: " + grave);
    }

    @Test
    void a_folder_that_the_property_names() throws Exception {
        String folder = System.getProperty("drover.review.clean", "");
        Assumptions.assumeFalse(folder.isEmpty(), "-Ddrover.review.clean=FOLDER");
        var bench = new Bench(temp);
        long lines = 0;
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = Path.of(folder).relativize(file).toString();
                bench.write(name, new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
                lines += Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .lines()
                        .count();
            }
        }
        long began = System.nanoTime();
        Outcome outcome = review(bench, "pmd");
        long first = (System.nanoTime() - began) / 1_000_000;
        began = System.nanoTime();
        review(bench, "pmd");
        long second = (System.nanoTime() - began) / 1_000_000;
        Map<String, Long> rules = outcome.findings().stream()
                .map(f -> f.severity().wire() + " " + f.rule())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        System.out.println(lines + " lines in " + first + " ms, again in " + second + " ms. " + outcome.summary());
        grave(outcome).forEach(System.out::println);
        rules.forEach((rule, number) -> System.out.println(number + " " + rule));
        long limit = lines / LINES_FOR_ONE;
        assertTrue(grave(outcome).size() <= limit, () -> "more than " + limit + ": " + grave(outcome));
    }

    private static Outcome review(Bench bench, String engines) throws IOException, InterruptedException {
        return new ReviewSpecialist()
                .perform(bench.assignment("review", "review_code", Map.of("engines", engines), List.of(), List.of()));
    }

    private static List<Finding> grave(Outcome outcome) {
        return outcome.findings().stream()
                .filter(f -> f.severity().compareTo(Severity.HIGH) <= 0)
                .toList();
    }

    private static long unpack(Path sources, Bench bench) throws IOException {
        long lines = 0;
        try (var zip = new ZipFile(sources.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(e -> e.getName()
                            .matches("java\\.(?:base/java/(?:net|io|text)|sql/java/sql|logging/.{1,80})/\\w+\\.java"))
                    .toList();
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    String text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                    bench.write("src/" + entry.getName(), text);
                    lines += text.lines().count();
                }
            }
        }
        return lines;
    }
}
