package dev.drover.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Failure;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Rule 2: what cannot be accepted goes to the dead letter under its own name, with the reason beside it")
class DeadLetterTest {
    private static final Failure WHY = new Failure("invalid", "it is wrong; write it rightly", false);

    @TempDir
    Path root;

    private Home home = new Home(Path.of("."));
    private DeadLetter letters = new DeadLetter(home);

    @BeforeEach
    void a_home() throws IOException {
        home = PacketFiles.home(root);
        letters = new DeadLetter(home);
    }

    private Path put(String name, String content) throws IOException {
        Path source = Files.writeString(home.lane(Priority.HIGH).resolve(name), content);
        return letters.put(source, Path.of(name), Optional.of(home.lane(Priority.HIGH)), WHY, PacketFiles.NOW)
                .orElseThrow();
    }

    @Test
    void a_letter_keeps_its_name_and_says_why_it_is_there_and_what_to_do() throws IOException {
        Path letter = put("a b.json", "{}");
        assertEquals(home.deadLetter().resolve("a b.json"), letter);
        DeadLetter.Reason reason = letters.list().getFirst().reason().orElseThrow();
        assertEquals("invalid", reason.code());
        assertEquals("bus/inbox/high/a b.json", reason.from());
        assertTrue(reason.whatNow().contains("drover deadletter requeue 'a b.json'"), reason::whatNow);
        assertTrue(Files.exists(home.deadLetter().resolve("a b.json.reason.json")));
    }

    @Test
    void a_name_that_is_taken_gets_a_suffix_and_nothing_is_replaced() throws IOException {
        Set<Path> places = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            places.add(put("r.json", "content " + i));
        }
        assertEquals(5, places.size());
        assertEquals(5, letters.list().size());
        assertTrue(Files.exists(home.deadLetter().resolve("r-1.json")));
        assertEquals("content 0", Files.readString(home.deadLetter().resolve("r.json")));
    }

    @Test
    void names_as_long_as_they_can_be_are_set_aside_however_often() throws IOException {
        String ascii = "x".repeat(250) + ".json";
        String wide = "ä".repeat(125) + ".json";
        for (int i = 0; i < 3; i++) {
            put(ascii, "x" + i);
            put(wide, "w" + i);
            put("x".repeat(249) + i + ".json", "other");
        }
        assertEquals(9, letters.list().size());
        assertTrue(letters.list().stream().allMatch(e -> e.reason().isPresent()));
    }

    @Test
    void a_name_like_that_of_a_reason_is_listed_as_a_letter_all_the_same() throws IOException {
        put("r.json", "{}");
        put("r.json.reason.json", "1");
        put("plain.reason.json", "2");
        assertEquals(3, letters.list().size(), () -> "one of them cannot be seen by anyone");
        assertEquals("{}", Files.readString(home.deadLetter().resolve("r.json")));
    }

    @Test
    void a_name_that_is_not_utf_8_is_moved_as_it_is() throws Exception {
        Path lane = home.lane(Priority.NORMAL);
        Process mv = new ProcessBuilder("sh", "-c", "printf '{}' > x && mv x \"$(printf 'b\\377d.json')\"")
                .directory(lane.toFile())
                .inheritIO()
                .start();
        assertEquals(0, mv.waitFor());
        Path odd = Folders.list(lane).getFirst();
        Path letter = letters.put(odd, odd.getFileName(), Optional.of(lane), WHY, PacketFiles.NOW)
                .orElseThrow();
        assertEquals(odd.getFileName(), letter.getFileName());
        assertTrue(Files.exists(letter));
        DeadLetter.Entry entry = letters.list().getFirst();
        assertTrue(entry.reason().isPresent());
        Path back = letters.requeue(entry);
        assertEquals(lane, back.getParent());
        assertTrue(Files.exists(odd));
    }

    @Test
    void what_is_gone_is_not_set_aside_and_leaves_no_reason() throws IOException {
        assertEquals(
                Optional.empty(),
                letters.put(
                        home.inbox().resolve("gone.json"),
                        Path.of("gone.json"),
                        Optional.of(home.inbox()),
                        WHY,
                        PacketFiles.NOW));
        assertEquals(List.of(), Folders.list(home.deadLetter()));
    }

    @Test
    void a_letter_goes_back_to_its_lane_under_a_free_name() throws IOException {
        put("r.json", "old");
        Files.writeString(home.lane(Priority.HIGH).resolve("r.json"), "new");
        Path back = letters.requeue(letters.list().getFirst());
        assertEquals(home.lane(Priority.HIGH).resolve("r-1.json"), back);
        assertEquals("old", Files.readString(back));
        assertEquals("new", Files.readString(home.lane(Priority.HIGH).resolve("r.json")));
        assertEquals(List.of(), Folders.list(home.deadLetter()), "the reason goes too");
    }

    @Test
    void a_letter_whose_reason_was_lost_or_tampered_with_goes_to_the_inbox() throws IOException {
        for (String reason :
                List.of("", "null", "{}", "{\"requeue_to\":\"../../etc\"}", "{\"requeue_to\":\"council\"}")) {
            put("r.json", "x");
            Files.writeString(home.deadLetter().resolve("r.json.reason.json"), reason);
            Path back = letters.requeue(letters.list().getFirst());
            assertEquals(home.inbox(), back.getParent(), reason);
            Files.delete(back);
        }
    }

    @Test
    void folders_and_links_are_set_aside_brought_back_and_removed_like_files() throws IOException {
        Path folder = Files.createDirectory(home.inbox().resolve("dir.json"));
        Files.writeString(folder.resolve("inside"), "x");
        letters.put(folder, folder.getFileName(), Optional.of(home.inbox()), WHY, PacketFiles.NOW);
        assertEquals(folder, letters.requeue(letters.list().getFirst()));
        letters.put(folder, folder.getFileName(), Optional.of(home.inbox()), WHY, PacketFiles.NOW);
        Path link = Files.createSymbolicLink(home.inbox().resolve("link.json"), root);
        letters.put(link, link.getFileName(), Optional.of(home.inbox()), WHY, PacketFiles.NOW);
        for (DeadLetter.Entry entry : letters.list()) {
            letters.purge(entry);
        }
        assertEquals(List.of(), Folders.list(home.deadLetter()));
        assertTrue(Files.isDirectory(root), "the link was removed and not what it leads to");
        assertFalse(Files.exists(link));
    }
}
