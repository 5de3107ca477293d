package dev.drover.seed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a new home is made of, as it lies on the class path. */
class SeedIndexTest {
    private static final Path INDEX = Path.of("src/main/resources/seed/index.txt");

    @Test
    void the_index_names_every_seed_file_and_no_other() throws IOException {
        List<String> present = Stream.of(
                        "council/agents", "council/backends", "council/drover.yaml", "knowledge/patterns")
                .flatMap(SeedIndexTest::filesBelow)
                .filter(file -> !file.endsWith(".gitkeep"))
                .sorted()
                .toList();
        assertEquals(present, Files.readAllLines(INDEX), "bring " + INDEX + " up to date");
    }

    @Test
    void every_file_of_the_index_is_on_the_class_path_as_it_is_in_the_repository() throws IOException {
        for (String name : Files.readAllLines(INDEX)) {
            try (var in = SeedIndexTest.class.getResourceAsStream("/seed/" + name)) {
                assertNotNull(in, name);
                assertArrayEquals(Files.readAllBytes(Path.of(name)), in.readAllBytes(), name);
            }
        }
    }

    private static Stream<String> filesBelow(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
