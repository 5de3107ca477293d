package dev.drover.bus;

import static dev.drover.bus.PacketFiles.claims;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.Priority;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's side of the queue. */
class ClaimsTest {
    @TempDir
    Path root;

    private Home home = new Home(Path.of("."));
    private Claims claims = new Claims(home, "a1", "coding", PacketFiles.CLOCK);

    @BeforeEach
    void a_home() throws IOException {
        home = PacketFiles.home(root);
        claims = claims(home, "a1");
    }

    private List<String> claimAll() throws IOException {
        List<String> ids = new ArrayList<>();
        for (Optional<Claims.Claim> c = claims.next(); c.isPresent(); c = claims.next()) {
            ids.add(c.get().name().packetId());
        }
        return ids;
    }

    @Nested
    class Rule_07_claims {
        @Test
        void the_most_urgent_packet_is_claimed_first_and_the_oldest_within_a_lane() throws IOException {
            PacketFiles.queue(home, "low", Priority.LOW, 500);
            PacketFiles.queue(home, "normal-new", Priority.NORMAL, 10);
            PacketFiles.queue(home, "normal-old", Priority.NORMAL, 20);
            PacketFiles.queue(home, "critical", Priority.CRITICAL, 1);
            PacketFiles.queue(home, "high", Priority.HIGH, 5);
            assertEquals(List.of("critical", "high", "normal-old", "normal-new", "low"), claimAll());
        }

        @Test
        void one_claim_in_eight_takes_the_oldest_of_any_lane() throws IOException {
            for (int i = 0; i < 20; i++) {
                PacketFiles.queue(home, "high-" + i, Priority.HIGH, 100 - i);
            }
            PacketFiles.queue(home, "low-a", Priority.LOW, 900);
            PacketFiles.queue(home, "low-b", Priority.LOW, 800);
            List<String> order = claimAll();
            assertEquals(7, order.indexOf("low-a"));
            assertEquals(15, order.indexOf("low-b"));
        }

        @Test
        void a_claim_is_touched_since_a_rename_keeps_the_time_of_the_queue() throws IOException {
            PacketFiles.queue(home, "p", Priority.NORMAL, 3600);
            Claims.Claim claim = claims.next().orElseThrow();
            assertEquals(FileTime.from(PacketFiles.NOW), Files.getLastModifiedTime(claim.file()));
            assertEquals(home.claimed("a1").resolve("p.1.json"), claim.file());
            assertEquals("p", claim.packet().orElseThrow().packetId());
        }

        @Test
        void whoever_renames_owns_the_packet_and_each_of_a_thousand_is_owned_once() throws Exception {
            for (int i = 0; i < 1000; i++) {
                Path lane = home.queue("coding", PacketFiles.lane(i));
                Files.write(
                        lane.resolve("p" + i + ".1.json"),
                        Json.bytes(PacketFiles.packet("p" + i, 1, PacketFiles.lane(i))));
            }
            Map<String, String> owners = new ConcurrentHashMap<>();
            var start = new CountDownLatch(1);
            List<CompletableFuture<Integer>> agents = new ArrayList<>();
            for (String agent : List.of("a1", "a2", "a3")) {
                Claims mine = claims(home, agent);
                agents.add(
                        CompletableFuture.supplyAsync(() -> race(mine, agent, start, owners), r -> Thread.ofPlatform()
                                .start(r)));
            }
            start.countDown();
            int sum = 0;
            for (CompletableFuture<Integer> agent : agents) {
                int got = agent.get();
                assertTrue(got > 0, "one of them got nothing");
                sum += got;
            }
            assertEquals(1000, sum);
            assertEquals(1000, owners.size());
        }

        private static int race(Claims mine, String agent, CountDownLatch start, Map<String, String> owners) {
            int got = 0;
            try {
                start.await();
                for (Optional<Claims.Claim> c = mine.next(); c.isPresent(); c = mine.next()) {
                    String before = owners.put(c.get().name().fileName(), agent);
                    assertEquals(null, before, c.get().name() + " was claimed twice");
                    got++;
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return got;
        }

        @Test
        void an_agent_and_two_other_processes_that_claim_with_mv_own_each_packet_once() throws Exception {
            int packets = 600;
            Path lane = home.queue("coding", Priority.NORMAL);
            for (int i = 0; i < packets; i++) {
                Files.write(
                        lane.resolve("p" + i + ".1.json"), Json.bytes(PacketFiles.packet("p" + i, 1, Priority.NORMAL)));
            }
            List<Process> others = List.of(claimsWithMv(lane, "m1"), claimsWithMv(lane, "m2"));
            try {
                List<List<String>> owned = new ArrayList<>();
                List<BufferedReader> told = new ArrayList<>();
                for (Process other : others) {
                    BufferedReader reader = other.inputReader();
                    told.add(reader);
                    owned.add(new ArrayList<>(List.of(Objects.requireNonNull(reader.readLine()))));
                }
                List<String> mine = new ArrayList<>(
                        List.of(claims.next().orElseThrow().name().packetId()));
                for (Process other : others) {
                    other.outputWriter().close();
                }
                mine.addAll(claimAll());
                owned.add(mine.stream().map(id -> id + ".1.json").toList());
                for (int i = 0; i < others.size(); i++) {
                    told.get(i).lines().forEach(owned.get(i)::add);
                    others.get(i).waitFor();
                }
                List<String> all = owned.stream().flatMap(List::stream).toList();
                assertEquals(packets, all.size());
                assertEquals(packets, Set.copyOf(all).size(), "each was owned once");
            } finally {
                others.forEach(Process::destroyForcibly);
            }
        }

        /**
         * An agent as the protocol allows it: it claims all that it saw, and tells what it got. After its first claim it
         * waits until its input ends, so that neither of two is done before the other begins.
         */
        private Process claimsWithMv(Path lane, String agent) throws IOException {
            Path mine = Files.createDirectories(home.claimed(agent));
            String script = "waited=; for f in *.json; do mv \"$f\" \"$0\" 2>/dev/null || continue; echo \"$f\"; "
                    + "[ -n \"$waited\" ] || { read -r waited; waited=yes; }; done";
            return new ProcessBuilder("sh", "-c", script, mine.toString())
                    .directory(lane.toFile())
                    .start();
        }

        @Test
        void what_is_no_packet_is_left_on_the_queue() throws IOException {
            Path lane = home.queue("coding", Priority.NORMAL);
            Files.writeString(lane.resolve("notes.txt"), "x");
            Files.writeString(lane.resolve(".p.1.json"), "x");
            Files.createDirectory(lane.resolve("dir.1.json"));
            assertTrue(claims.next().isEmpty());
        }

        @Test
        void a_packet_that_is_not_what_its_name_says_is_claimed_and_marked_as_unreadable() throws IOException {
            Path lane = home.queue("coding", Priority.NORMAL);
            Files.writeString(lane.resolve("torn.1.json"), "{\"packet_id\":");
            Files.write(lane.resolve("other.1.json"), Json.bytes(PacketFiles.packet("p", 2, Priority.NORMAL)));
            assertTrue(claims.next().orElseThrow().packet().isEmpty());
            assertTrue(claims.next().orElseThrow().packet().isEmpty());
        }

        @Test
        void a_packet_of_a_higher_protocol_is_claimed_and_marked_as_unreadable() throws IOException {
            Path file = PacketFiles.queue(home, "p", Priority.NORMAL, 0);
            Files.writeString(file, Files.readString(file).replace("\"protocol\":1", "\"protocol\":2"));
            assertTrue(claims.next().orElseThrow().packet().isEmpty());
        }
    }

    @Nested
    class Rule_08_heartbeats {
        @Test
        void the_first_beat_is_the_moment_of_the_claim() throws IOException {
            var seconds = new AtomicLong();
            claims = new Claims(home, "a1", "coding", () -> PacketFiles.NOW.plusSeconds(seconds.incrementAndGet()));
            PacketFiles.queue(home, "p", Priority.NORMAL, 0);
            Claims.Claim claim = claims.next().orElseThrow();
            assertEquals(FileTime.from(claim.since()), Files.getLastModifiedTime(claim.file()));
        }

        @Test
        void a_heartbeat_touches_the_claim() throws IOException {
            PacketFiles.queue(home, "p", Priority.NORMAL, 0);
            Claims.Claim claim = claims.next().orElseThrow();
            Files.setLastModifiedTime(claim.file(), FileTime.fromMillis(0));
            assertTrue(claims.heartbeat(claim));
            assertEquals(FileTime.from(PacketFiles.NOW), Files.getLastModifiedTime(claim.file()));
        }

        @Test
        void a_heartbeat_does_not_make_a_claim_again_that_is_gone() throws IOException {
            PacketFiles.queue(home, "p", Priority.NORMAL, 0);
            Claims.Claim claim = claims.next().orElseThrow();
            Files.delete(claim.file());
            assertFalse(claims.heartbeat(claim));
            assertFalse(Files.exists(claim.file()));
        }

        @Test
        void nothing_is_published_for_a_claim_that_is_gone() throws IOException {
            PacketFiles.queue(home, "p", Priority.NORMAL, 0);
            Claims.Claim claim = claims.next().orElseThrow();
            Files.delete(claim.file());
            assertFalse(claims.answer(claim, PacketFiles.result("p")));
            assertEquals(List.of(), Folders.list(home.results()));
        }
    }

    @Nested
    class Rule_13_answers {
        @Test
        void the_result_is_published_before_the_claim_is_removed() throws Exception {
            for (int i = 0; i < 50; i++) {
                PacketFiles.queue(home, "p" + i, Priority.NORMAL, 0);
            }
            var stop = new AtomicBoolean();
            List<String> gaps = new ArrayList<>();
            CompletableFuture<Void> watcher = CompletableFuture.runAsync(() -> {
                while (!stop.get()) {
                    for (int i = 0; i < 50; i++) {
                        boolean queued = Files.exists(
                                home.queue("coding", Priority.NORMAL).resolve("p" + i + ".1.json"));
                        boolean claimed = Files.exists(home.claimed("a1").resolve("p" + i + ".1.json"));
                        boolean answered = Files.exists(home.results().resolve("p" + i + ".1.json"));
                        if (!queued && !claimed && !answered) {
                            gaps.add("p" + i);
                        }
                    }
                }
            });
            for (int i = 0; i < 50; i++) {
                Claims.Claim claim = claims.next().orElseThrow();
                assertTrue(claims.answer(claim, PacketFiles.result(claim.name().packetId())));
                assertFalse(Files.exists(claim.file()));
            }
            stop.set(true);
            watcher.get();
            assertEquals(List.of(), gaps, "these were nowhere for a moment");
        }

        @Test
        void a_result_has_the_name_of_its_packet_and_can_be_read_back() throws IOException {
            PacketFiles.queue(home, "p", Priority.NORMAL, 0);
            Claims.Claim claim = claims.next().orElseThrow();
            AgentIdentity.writeGroup(claim.file(), dev.drover.process.ProcessId.self());
            claims.answer(claim, PacketFiles.result("p"));
            Path published = home.results().resolve("p.1.json");
            assertEquals(PacketFiles.result("p"), Json.read(Files.readAllBytes(published), PacketResult.class));
            assertEquals(List.of(), Folders.list(home.claimed("a1")), "the group file goes with the claim");
        }
    }
}
