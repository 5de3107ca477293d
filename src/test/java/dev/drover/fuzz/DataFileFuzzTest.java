package dev.drover.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.backend.CliBackends;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.Settings;
import dev.drover.datafile.BrokenFile;
import dev.drover.message.DroverException;
import dev.drover.planning.Patterns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write in files of a home, changed ten thousand times: it is read, or left out with a reason that names the file. */
class DataFileFuzzTest {
    private static final int EACH = 10_000;
    private static final int LARGE = 250_000;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> ODD = List.of(
            "\n",
            "\n\n---\n",
            "---\n",
            "...\n",
            ": ",
            "- ",
            "? ",
            "\t",
            "  ",
            "\r",
            "#",
            "&a ",
            "*a",
            "!!binary ",
            "!<x> ",
            "<<: ",
            "'",
            "\"",
            "|\n",
            ">-\n",
            "%YAML 9.9\n",
            "@",
            "`",
            "{",
            "}",
            "[",
            "]",
            ",",
            "~",
            "null",
            "true",
            "-1",
            "0x7fffffffffffffffffff",
            "0o777",
            "-0b1",
            "1_000",
            "190:20:30",
            "1e999999999",
            ".inf",
            ".nan",
            "99999999999999999999",
            "2001-01-01",
            "\"\\ud800\"",
            "\"\\U0010FFFF\"",
            "\u0000",
            "\u001b[2J",
            "\uFEFF",
            "\u2028",
            "{a: ".repeat(100),
            "[".repeat(200),
            "- ".repeat(200),
            "? ".repeat(200),
            "9".repeat(2000),
            "a".repeat(5000));

    @TempDir
    private Path folder = Path.of("");

    /** One kind of file: a right one, its place below a folder, and its reader, which returns what is wrong. */
    record Kind(String file, String text, Function<Path, List<String>> reader) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Kind> kinds() throws IOException {
        return Stream.of(
                new Kind(
                        "drover.yaml",
                        Settings.seed().replaceAll("(?m)^  #([a-z_]+:)", "  $1").replaceAll("(?m)^ *#.*\n", ""),
                        file -> settings(file)),
                new Kind(
                        "agent.md",
                        """
                        ---
                        name: mine
                        description: Does it: all of it
                        type: coding
                        capabilities: [code_generation, analysis]
                        backend: command
                        command: my-cli --print < "$DROVER_PACKET_FILE"
                        model: small
                        limits:
                          max_agents: 3
                        ---
                        Be brief.
                        """,
                        file -> broken(
                                AgentDefinitions.load(file.resolveSibling("")).broken())),
                new Kind(
                        "opencode.yaml",
                        Files.readString(Path.of("council/backends/opencode.yaml"))
                                .replaceAll("(?m)^#.*\n", ""),
                        file -> broken(CliBackends.load(file.resolveSibling("")).broken())),
                new Kind(
                        "pattern.yaml",
                        Files.readString(Path.of("knowledge/patterns/run_tests.yaml"))
                                .replaceAll("(?m)^#.*\n", ""),
                        file -> patterns(file)));
    }

    private static List<String> settings(Path file) {
        try {
            return Settings.load(file, Map.of()).values().isEmpty() ? List.of("no values") : List.of();
        } catch (DroverException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> patterns(Path file) {
        return broken(Patterns.load(file.resolveSibling("")).broken());
    }

    private static List<String> broken(List<BrokenFile> files) {
        return files.stream().map(BrokenFile::toString).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_is_read_or_refused_by_name(Kind kind) throws IOException {
        byte[] original = kind.text().getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (long seed = 0; seed < EACH; seed++) {
            byte[] bytes = new Mutator(seed, ODD).mutate(original);
            refused += isRefused(kind, bytes, "seed " + seed) ? 1 : 0;
        }
        assertTrue(refused > EACH / 10 && refused < EACH, refused + " were refused");
    }

    private boolean isRefused(Kind kind, byte[] bytes, String which) throws IOException {
        Path file = Files.write(folder.resolve(kind.file()), bytes);
        try {
            List<String> wrong = kind.reader().apply(file);
            for (String message : wrong) {
                assertTrue(message.contains(kind.file()), message);
                assertFalse(message.replace("\n", "").chars().anyMatch(Character::isISOControl), message);
                assertTrue(message.length() < 10_000, message);
            }
            return !wrong.isEmpty();
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw new AssertionError(which + ": " + new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_originals_are_right(Kind kind) throws IOException {
        Path file = Files.writeString(folder.resolve(kind.file()), kind.text());
        assertEquals(List.of(), kind.reader().apply(file));
    }

    /** Pieces that grow with every level, that nest, or that make a careless reader look again and again. */
    private static Stream<String> pieces() {
        return Stream.of(
                "[",
                "{",
                "{a: ",
                "- ",
                "? ",
                "&a [*a]\n",
                "!!a ",
                "'",
                "\"",
                "\\\"",
                "|\n",
                "a: |\n ",
                " ",
                "\t",
                "\n",
                "\n ",
                "\r\n",
                "#",
                "a",
                "a ",
                " a",
                "a: ",
                "a:",
                ":",
                "name: x ",
                "9",
                "0x",
                "-",
                "---\n",
                "...\n",
                "a: b\n",
                "é",
                "😀",
                "ing",
                "a,",
                "a-",
                "%",
                "%A b\n",
                "<<: ",
                "[a, ");
    }

    /** A few levels of ten aliases each, which stand for a number of values that no machine can hold. */
    private static String bomb() {
        var text = new StringBuilder("a0: &a0 [lol, lol]\n");
        IntStream.range(1, 30)
                .forEach(i -> text.append("a%d: &a%d [%s*a%d]\n"
                        .formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9), i - 1)));
        return text.toString();
    }

    private static String large(String piece) {
        return piece.repeat(LARGE / piece.getBytes(StandardCharsets.UTF_8).length);
    }

    private static Stream<String> hostile() {
        Stream<String> behindKey = pieces().map(piece -> "description: x" + large(piece) + "y\n");
        Stream<String> inQuotes = pieces().map(piece -> "description: \"x" + large(piece) + "\"\n");
        Stream<String> inList = pieces().map(piece -> "capabilities: [" + large(piece) + "]\n");
        return Stream.of(pieces().map(DataFileFuzzTest::large), behindKey, inQuotes, inList, Stream.of(bomb()))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothing_that_fits_into_a_file_keeps_its_reader_busy(Kind kind) throws IOException {
        int found = kind.text().indexOf("\ndescription:");
        Optional<Integer> key = found < 0 ? Optional.empty() : Optional.of(found + 1);
        for (String text : hostile().toList()) {
            String whole = key.map(at -> kind.text().substring(0, at)).orElse("")
                    + text
                    + key.map(at -> kind.text().substring(at)).orElse("");
            String which = text.substring(0, Math.min(60, text.length()));
            assertTimeoutPreemptively(
                    SOON,
                    () -> isRefused(kind, whole.getBytes(StandardCharsets.UTF_8), which),
                    () -> kind + ": " + which);
        }
    }
}
