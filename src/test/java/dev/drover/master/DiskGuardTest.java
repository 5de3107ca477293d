package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.bus.Reserve;
import dev.drover.master.core.Event;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskGuardTest {
    private static final long MIB = 1L << 20;

    @TempDir
    private Path folder = Path.of("");

    private final List<String> told = new ArrayList<>();
    private long freeMb = 1000;
    private Home home = new Home(folder);

    @BeforeEach
    void makeHome() throws IOException {
        home = new Home(folder);
        home.createFolders();
    }

    private DiskGuard guard() {
        return new DiskGuard(home, () -> freeMb * MIB, () -> 200, event -> {
            Event.Trouble trouble = (Event.Trouble) event;
            assertEquals("disk", trouble.where());
            told.add(trouble.message());
        });
    }

    @Test
    void a_shortage_and_its_end_are_told_once_each_and_the_mark_is_not_passed_to_and_fro() {
        DiskGuard guard = guard();
        guard.start();
        for (long free : new long[] {1000, 200, 199, 150, 201, 215, 199}) {
            freeMb = free;
            assertEquals(free >= 200 && told.isEmpty(), guard.look(), "with " + free + " MiB");
        }
        assertEquals(1, told.size());
        assertTrue(told.getFirst().startsWith("199 MiB of disk are free and 200 are asked for"), told::toString);
        freeMb = 220;
        assertTrue(guard.look());
        assertTrue(guard.look());
        assertEquals(2, told.size());
        assertTrue(told.getLast().startsWith("there is room again"), told::toString);
    }

    @Test
    void the_reserve_is_made_when_there_is_room_given_up_when_there_is_next_to_none_and_made_again()
            throws IOException {
        DiskGuard guard = guard();
        freeMb = 235;
        guard.look();
        assertFalse(Files.exists(home.reserve()), "making it would take what is asked for");
        freeMb = 237;
        guard.look();
        assertEquals(Reserve.BYTES, Files.size(home.reserve()));
        freeMb = 4;
        guard.look();
        assertTrue(Files.exists(home.reserve()));
        freeMb = 3;
        guard.look();
        assertFalse(Files.exists(home.reserve()));
        assertTrue(told.stream().anyMatch(t -> t.contains("bus/.reserve was given up")), told::toString);
        freeMb = 1000;
        guard.look();
        assertTrue(Files.exists(home.reserve()));
    }

    @Test
    void a_start_without_any_room_is_refused_after_the_reserve_was_given_up() throws IOException {
        new Reserve(home).make();
        freeMb = 0;
        DroverException refusal = assertThrows(DroverException.class, () -> guard().start());
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("make room there"), message);
        assertFalse(Files.exists(home.reserve()));
    }

    @Test
    void what_the_reserve_held_is_for_running_work_also_when_no_more_than_that_is_asked_for() throws IOException {
        var guard = new DiskGuard(home, () -> Files.exists(home.reserve()) ? 0 : Reserve.BYTES, () -> 8, event -> {});
        new Reserve(home).make();
        assertFalse(guard.look());
        assertFalse(Files.exists(home.reserve()));
        assertFalse(guard.look(), "what is opened now would take it");
        var writer = new DiskGuard(home, () -> Files.exists(home.reserve()) ? 0 : Reserve.BYTES, () -> 8, event -> {});
        new Reserve(home).make();
        writer.giveUpReserve();
        assertFalse(writer.look(), "the journal was faster than the look");
    }

    @Test
    void what_lies_under_the_name_of_the_reserve_is_never_written_through() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "mine");
        Files.createSymbolicLink(home.reserve(), other);
        DiskGuard guard = guard();
        guard.look();
        freeMb = 0;
        guard.look();
        assertFalse(Files.exists(home.reserve(), java.nio.file.LinkOption.NOFOLLOW_LINKS));
        assertEquals("mine", Files.readString(other));
    }
}
