package dev.drover.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Json;
import dev.drover.message.Packet;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon's side of the queue. */
class FileQueueTest {
    private static final AttemptFile ATTEMPT = new AttemptFile("p", 1);

    @TempDir
    Path root;

    private Home home = new Home(Path.of("."));
    private FileQueue queue = new FileQueue(home);
    private final Packet packet = PacketFiles.packet("p", 1, Priority.NORMAL);

    @BeforeEach
    void a_home() throws IOException {
        home = PacketFiles.home(root);
        queue = new FileQueue(home);
    }

    @Nested
    class Rule_10_taking_back {
        @Test
        void a_claim_that_is_taken_back_is_nobodys_any_more() throws IOException {
            queue.publish(packet);
            Claims claims = PacketFiles.claims(home, "a1");
            Claims.Claim claim = claims.next().orElseThrow();
            Path taken = queue.takeBack(claim.file()).orElseThrow();
            assertEquals(home.takenBack().resolve("p.1.json"), taken);
            assertFalse(claims.heartbeat(claim));
            assertFalse(claims.answer(claim, PacketFiles.result("p")));
        }

        @Test
        void a_claim_that_its_agent_removed_meanwhile_is_not_taken_back() throws IOException {
            assertEquals(Optional.empty(), queue.takeBack(home.claimed("a1").resolve("p.1.json")));
        }

        @Test
        void a_packet_on_its_way_is_found_wherever_it_is_just_then() throws Exception {
            queue.publish(packet);
            Claims claims = PacketFiles.claims(home, "a1");
            var stop = new AtomicBoolean();
            CompletableFuture<Integer> looks = CompletableFuture.supplyAsync(() -> {
                int n = 0;
                while (!stop.get()) {
                    try {
                        assertTrue(queue.isAnywhere(packet), "it was nowhere at look " + n);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                    n++;
                }
                return n;
            });
            Claims.Claim claim = claims.next().orElseThrow();
            claims.answer(claim, PacketFiles.result("p"));
            stop.set(true);
            looks.get();
            assertTrue(queue.isAnywhere(packet));
            Files.delete(home.results().resolve("p.1.json"));
            assertFalse(queue.isAnywhere(packet));
        }

        @Test
        void a_packet_that_was_taken_back_is_somewhere() throws IOException {
            queue.publish(packet);
            queue.takeBack(PacketFiles.claims(home, "a1").next().orElseThrow().file());
            assertTrue(queue.isAnywhere(packet));
        }
    }

    @Test
    void publishing_again_gives_the_same_bytes() throws IOException {
        queue.publish(packet);
        Path file = home.queue("coding", Priority.NORMAL).resolve("p.1.json");
        byte[] first = Files.readAllBytes(file);
        queue.publish(packet);
        assertEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(file)));
        assertEquals(packet, Json.read(first, Packet.class));
    }

    @Test
    void a_queue_that_someone_removed_is_made_again() throws IOException {
        queue.publish(packet);
        for (Priority lane : Priority.values()) {
            Path folder = home.queue("coding", lane);
            for (Path file : Folders.list(folder)) {
                Files.delete(file);
            }
            Files.delete(folder);
        }
        queue.publish(packet);
        assertTrue(queue.isAnywhere(packet));
    }

    @Test
    void removing_a_packet_from_the_queue_says_whether_it_lay_there_or_an_agent_was_faster() throws IOException {
        queue.publish(packet);
        assertTrue(queue.remove("coding", Priority.NORMAL, ATTEMPT));
        assertFalse(queue.isAnywhere(packet));
        queue.publish(packet);
        assertTrue(PacketFiles.claims(home, "a1").next().isPresent());
        assertFalse(queue.remove("coding", Priority.NORMAL, ATTEMPT));
        assertTrue(queue.isAnywhere(packet), "the claim is another matter");
    }

    @Test
    void only_packets_that_someone_waits_for_stay_when_all_others_are_withdrawn() throws IOException {
        queue.publish(packet);
        queue.publish(PacketFiles.packet("p", 2, Priority.NORMAL));
        queue.publish(PacketFiles.packet("q", 1, Priority.HIGH));
        Path claim = PacketFiles.claims(home, "a1").next().orElseThrow().file();
        Path identity = Files.writeString(home.claimed("a1").resolve("agent.json"), "{}");
        queue.withdrawAllBut(ATTEMPT::equals);
        assertTrue(queue.isAnywhere(packet));
        assertFalse(queue.isAnywhere(PacketFiles.packet("p", 2, Priority.NORMAL)));
        assertFalse(Files.exists(claim), "the claim of q");
        assertTrue(Files.exists(identity));
    }
}
