package dev.drover.datafile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void reads_in_the_order_of_names_and_leaves_other_files_alone() throws IOException {
        write("b.yaml", "two");
        write("a.yml", "one");
        write("README.yaml", "not data");
        write(".hidden.yaml", "not data");
        write("c.txt", "not data");
        var loaded = load();
        assertEquals(List.of("a.yml one", "b.yaml two"), loaded.read());
        assertEquals(List.of(), loaded.broken());
    }

    @Test
    void a_byte_order_mark_is_not_part_of_the_text() throws IOException {
        write("a.yaml", "\uFEFFone");
        assertEquals(List.of("a.yaml one"), load().read());
    }

    @Test
    void hostile_files_are_reported_by_name_and_the_others_are_read() throws IOException, InterruptedException {
        write("good.yaml", "good");
        Files.write(folder.resolve("large.yaml"), new byte[DataFolder.MAX_BYTES + 1]);
        Files.write(folder.resolve("latin1.yaml"), "schön".getBytes(StandardCharsets.ISO_8859_1));
        Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("good.yaml"));
        Files.createDirectory(folder.resolve("sub.yaml"));
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", folder.resolve("pipe.yaml").toString())
                        .start()
                        .waitFor());
        var loaded = load();
        assertEquals(List.of("good.yaml good"), loaded.read());
        assertEquals(
                List.of("large.yaml", "latin1.yaml", "link.yaml", "pipe.yaml", "sub.yaml"),
                loaded.broken().stream().map(BrokenFile::file).toList());
        assertTrue(loaded.broken().get(1).message().contains("UTF-8"));
    }

    @Test
    void a_name_that_is_no_text_is_reported_in_printable_form() throws IOException, InterruptedException {
        String odd = "printf x > \"$(printf 'odd\\377\\n.yaml')\"";
        assertEquals(
                0,
                new ProcessBuilder("bash", "-c", odd)
                        .directory(folder.toFile())
                        .start()
                        .waitFor());
        var loaded = DataFolder.load(folder, List.of(".yaml"), (name, text) -> {
            throw new BrokenFileException(3, "no");
        });
        assertEquals(1, loaded.broken().size());
        assertTrue(loaded.broken().getFirst().file().endsWith("\\u000a.yaml"), loaded.toString());
        assertTrue(loaded.broken().getFirst().toString().endsWith(" line 3: no"), loaded.toString());
    }

    @Test
    void a_missing_folder_is_reported_and_nothing_is_read() {
        var loaded = DataFolder.load(folder.resolve("none"), List.of(".yaml"), (name, text) -> text);
        assertEquals(List.of(), loaded.read());
        assertEquals("none", loaded.broken().getFirst().file());
    }

    private DataFolder.Loaded<String> load() {
        return DataFolder.load(folder, List.of(".yaml", ".yml"), (name, text) -> name + " " + text);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
