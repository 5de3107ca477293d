package dev.drover.agent.specialist.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCacheTest {
    private static final String KEY = ContentCache.key(bytes("a"), bytes("b"));

    @TempDir
    private Path folder;

    @Test
    void what_was_kept_is_found_by_the_next_run() {
        ContentCache first = open("1");
        assertEquals(Optional.empty(), first.get(KEY, Kept.class));
        first.put(KEY, new Kept("found", List.of(Severity.HIGH)));
        first.save();
        ContentCache second = open("1");
        assertEquals(Optional.of(new Kept("found", List.of(Severity.HIGH))), second.get(KEY, Kept.class));
        assertEquals(1, second.hits());
    }

    @Test
    void another_version_of_the_work_begins_anew() {
        keep();
        assertEquals(Optional.empty(), open("2").get(KEY, Kept.class));
    }

    @Test
    void another_workspace_and_another_kind_have_caches_of_their_own() {
        keep();
        assertEquals(
                Optional.empty(),
                ContentCache.open(folder, "review", "1", Path.of("/b")).get(KEY, Kept.class));
        assertEquals(
                Optional.empty(),
                ContentCache.open(folder, "docs", "1", Path.of("/a")).get(KEY, Kept.class));
    }

    @Test
    void what_a_run_did_not_ask_for_is_let_go() {
        keep();
        ContentCache second = open("1");
        second.put("other", new Kept("x", List.of()));
        second.save();
        assertEquals(Optional.empty(), open("1").get(KEY, Kept.class));
    }

    @Test
    void parts_are_not_mixed_up_in_a_key() {
        assertNotEquals(ContentCache.key(bytes("a"), bytes("bc")), ContentCache.key(bytes("ab"), bytes("c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "{\"key\":", "{\"key\":\"KEY\",\"value\":[1]}", "\u0000\u0000"})
    void a_damaged_cache_is_an_empty_one(String damage) throws IOException {
        keep();
        Path file = onlyFile();
        String head = Files.readAllLines(file).getFirst();
        Files.writeString(file, head + "\n" + damage.replace("KEY", KEY) + "\n");
        assertEquals(Optional.empty(), open("1").get(KEY, Kept.class));
    }

    @Test
    void a_cache_that_is_a_folder_costs_nothing_but_time() throws IOException {
        keep();
        Path file = onlyFile();
        Files.delete(file);
        Files.createDirectory(file);
        Files.createFile(file.resolve("full"));
        ContentCache cache = open("1");
        cache.put(KEY, new Kept("x", List.of()));
        cache.save();
        assertEquals(Optional.empty(), open("1").get(KEY, Kept.class));
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void only_so_many_workspaces_are_remembered() throws IOException {
        for (int i = 0; i < 60; i++) {
            ContentCache cache = ContentCache.open(folder, "review", "1", Path.of("/w" + i));
            cache.put(KEY, new Kept("x", List.of()));
            cache.save();
        }
        try (Stream<Path> left = Files.list(folder.resolve("review"))) {
            assertTrue(left.count() <= 50);
        }
    }

    private void keep() {
        ContentCache cache = open("1");
        cache.put(KEY, new Kept("found", List.of()));
        cache.save();
    }

    private ContentCache open(String version) {
        return ContentCache.open(folder, "review", version, Path.of("/a"));
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("review"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    record Kept(String name, List<Severity> severities) {}
}
