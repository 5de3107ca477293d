package dev.drover.model;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import dev.drover.model.ModelException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Endpoint HERE = Endpoint.of(Endpoint.Protocol.OLLAMA, "http://localhost:11434");
    private static final Chat CHAT = new Chat(
            "m", List.of(Turn.user("Say hi.")), Optional.empty(), new Sampling(8192, 512, 0, Optional.empty()));

    @TempDir
    private Path folder;

    private Slots slots(int count) {
        return new Slots(folder.resolve("slots"), HERE, count);
    }

    private static void assertTaken(Slots slots) {
        ModelException refused = assertThrows(ModelException.class, () -> slots.take(Duration.ZERO));
        assertEquals(Kind.BUSY, refused.kind());
        assertTrue(refused.getMessage().contains("model.parallel"), refused.getMessage());
    }

    /** The operating system, that is; another process would see it. */
    private void assertLocked() throws IOException {
        Path file;
        try (var files = Files.list(folder.resolve("slots"))) {
            file = files.findFirst().orElseThrow();
        }
        String inode = Files.getAttribute(file, "unix:ino").toString();
        assertTrue(
                Files.readAllLines(Path.of("/proc/locks")).stream().anyMatch(line -> line.contains(":" + inode + " ")),
                () -> "the system knows no lock on " + file);
    }

    @Test
    void there_are_as_many_as_were_said_and_one_that_is_given_back_is_free() throws Exception {
        Slots slots = slots(2);
        Slots.Slot first = slots.take(Duration.ZERO);
        Slots.Slot second = slots(2).take(Duration.ZERO);
        assertTaken(slots);
        assertTaken(slots);
        first.close();
        Slots.Slot third = slots.take(Duration.ZERO);
        assertTaken(slots);
        second.close();
        third.close();
        slots.take(Duration.ZERO).close();
    }

    @Test
    void the_slots_of_another_server_are_others() throws Exception {
        Slots.Slot here = slots(1).take(Duration.ZERO);
        var there =
                new Slots(folder.resolve("slots"), Endpoint.of(Endpoint.Protocol.OLLAMA, "http://localhost:11435"), 1);
        there.take(Duration.ZERO).close();
        here.close();
    }

    @Test
    void one_folder_under_two_names_has_the_same_slots() throws Exception {
        Slots.Slot held = slots(1).take(Duration.ZERO);
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("slots"));
        assertTaken(new Slots(link, HERE, 1));
        assertLocked();
        held.close();
    }

    /** Holds the one slot until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            new Slots(Path.of(args[0]), HERE, 1).take(LONG);
            System.out.println("held");
            new CountDownLatch(1).await();
        }
    }

    @Test
    void another_process_is_kept_out_and_its_death_lets_in_who_waits() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.resolve("slots").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertEquals("held", holder.inputReader(StandardCharsets.UTF_8).readLine());
            assertTaken(slots(1));
            assertTaken(slots(1));
        } finally {
            holder.destroyForcibly();
        }
        slots(1).take(LONG).close();
    }

    @Test
    void a_refused_look_from_the_same_process_does_not_free_the_slot_for_another() throws Exception {
        Slots.Slot held = slots(1).take(Duration.ZERO);
        assertTaken(slots(1));
        assertLocked();
        held.close();
    }

    @Test
    void no_more_questions_are_under_way_than_there_are_slots() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new AtomicInteger();
        ModelClient counting = new ModelClient() {
            @Override
            public ChatAnswer chat(Chat chat) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                long begun = System.nanoTime();
                await().pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() - begun > 2_000_000);
                now.decrementAndGet();
                return new ChatAnswer("", false, new Usage(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
            }

            @Override
            public List<ModelInfo> models() {
                return List.of();
            }
        };
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var client = new SlottedClient(counting, slots(2), LONG);
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    client.chat(CHAT);
                    done.incrementAndGet();
                } catch (ModelException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        for (Thread thread : threads) {
            assertTrue(thread.join(LONG));
        }
        assertEquals(8, done.get());
        assertTrue(most.get() <= 2, () -> most + " at once");
    }

    @Test
    void a_slot_is_free_again_after_a_failure_and_the_list_of_models_needs_none() throws Exception {
        ModelClient failing = new ModelClient() {
            @Override
            public ChatAnswer chat(Chat chat) throws ModelException {
                assertTaken(slots(1));
                throw new ModelException(Kind.REFUSED, "no");
            }

            @Override
            public List<ModelInfo> models() {
                return List.of();
            }
        };
        var client = new SlottedClient(failing, slots(1), Duration.ZERO);
        assertEquals(
                Kind.REFUSED,
                assertThrows(ModelException.class, () -> client.chat(CHAT)).kind());
        Slots.Slot held = slots(1).take(Duration.ZERO);
        assertEquals(List.of(), client.models());
        assertEquals(
                Kind.BUSY,
                assertThrows(ModelException.class, () -> client.chat(CHAT)).kind());
        held.close();
    }

    @Test
    void who_waits_can_be_interrupted() throws Exception {
        Slots.Slot held = slots(1).take(Duration.ZERO);
        var thrown = new AtomicReference<Throwable>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                slots(1).take(LONG);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        waiting.interrupt();
        assertTrue(waiting.join(LONG));
        assertTrue(thrown.get() instanceof InterruptedException, () -> "" + thrown.get());
        held.close();
        slots(1).take(Duration.ZERO).close();
    }

    @Test
    void a_folder_that_cannot_be_used_is_said() throws IOException {
        Files.writeString(folder.resolve("slots"), "a file");
        String told = String.valueOf(
                assertThrows(DroverException.class, () -> slots(1).take(LONG)).getMessage());
        assertTrue(told.contains("cannot be used"), told);
        assertFalse(told.isBlank());
    }
}
