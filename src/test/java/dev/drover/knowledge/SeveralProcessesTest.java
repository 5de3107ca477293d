package dev.drover.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Removal;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents search while the index is rebuilt, damaged or removed under them. */
class SeveralProcessesTest {
    private static final int SEARCHES = 150;

    @TempDir
    private Path folder;

    /** What each of the processes does: searches until it has found it so often. */
    static final class Searcher {
        public static void main(String[] args) throws IOException {
            Knowledge knowledge = Knowledge.of(Path.of(args[0]), Path.of(args[1]));
            for (int i = 0; i < SEARCHES; i++) {
                List<Passage> found = knowledge.find("rotated", 5);
                if (found.size() != 1) {
                    throw new IllegalStateException("search " + i + " found " + found);
                }
            }
        }
    }

    @Test
    void each_search_finds_what_is_there() throws Exception {
        Written written = new Written(folder.resolve("knowledge")).guides();
        Path index = folder.resolve("index");
        Knowledge knowledge = Knowledge.of(written.folder(), index);
        List<Process> searchers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            searchers.add(searcher(written.folder(), index, folder.resolve("out-" + i)));
        }
        int turns = 0;
        while (searchers.stream().anyMatch(Process::isAlive)) {
            written.file("patterns/turn.md", "# Turn\n\nThis is turn " + turns + ".\n");
            switch (turns++ % 4) {
                case 0 -> assertEquals(5, knowledge.rebuild());
                case 1 -> damage(index, turns);
                case 2 -> remove(index);
                default -> assertEquals(1, knowledge.find("turn", 5).size());
            }
        }
        for (int i = 0; i < searchers.size(); i++) {
            assertEquals(0, searchers.get(i).waitFor(), Files.readString(folder.resolve("out-" + i)));
        }
        assertTrue(turns > 4, "the index changed " + turns + " times");
    }

    private static Process searcher(Path knowledge, Path index, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Searcher.class.getName(),
                        knowledge.toString(),
                        index.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** One that no process has open: to write into a file that others have mapped would end any program. */
    private static void damage(Path index, int turn) throws IOException {
        if (Files.isDirectory(index)) {
            Files.writeString(index.resolve("index-" + 1_000 * turn + ".db"), "nothing that SQLite knows");
        }
    }

    private static void remove(Path index) throws IOException {
        try {
            Removal.removeAll(index);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Another process closed one, or began the next one, meanwhile.
            return;
        }
    }
}
