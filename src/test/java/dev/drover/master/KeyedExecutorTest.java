package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedExecutorTest {
    @Test
    void jobs_of_a_key_run_in_order_and_those_of_other_keys_beside_them() {
        Map<String, List<Integer>> ran = new ConcurrentHashMap<>();
        try (var executor = new KeyedExecutor("test", 4)) {
            for (int i = 0; i < 2000; i++) {
                int n = i;
                String key = "k" + i % 7;
                executor.run(key, () -> ran.computeIfAbsent(key, k -> Collections.synchronizedList(new ArrayList<>()))
                        .add(n));
            }
        }
        for (int k = 0; k < 7; k++) {
            int first = k;
            assertEquals(
                    IntStream.range(0, 2000).filter(i -> i % 7 == first).boxed().toList(), ran.get("k" + k));
        }
    }

    @Test
    void closing_waits_for_all_that_was_handed_in_also_behind_a_job_of_the_same_key() throws Exception {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        var executor = new KeyedExecutor("test", 2);
        executor.run("k", () -> {
            started.countDown();
            await(go);
            ran.add("first");
        });
        for (int i = 0; i < 3; i++) {
            executor.run("k", () -> ran.add("behind"));
        }
        assertTrue(started.await(20, TimeUnit.SECONDS));
        Thread closer = Thread.ofPlatform().start(executor::close);
        go.countDown();
        closer.join();
        assertEquals(List.of("first", "behind", "behind", "behind"), ran);
    }

    @Test
    void a_job_that_fails_does_not_keep_the_next_of_its_key_from_running() throws Exception {
        var ran = new CountDownLatch(1);
        try (var executor = new KeyedExecutor("test", 1)) {
            executor.run("k", () -> {
                throw new IllegalStateException("on purpose");
            });
            executor.run("k", ran::countDown);
            assertTrue(ran.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void a_job_that_ends_its_thread_does_not_keep_the_next_of_its_key_from_running() throws Exception {
        var ran = new CountDownLatch(1);
        try (var executor = new KeyedExecutor("test", 1)) {
            executor.run("k", () -> {
                throw new AssertionError("on purpose");
            });
            executor.run("k", ran::countDown);
            assertTrue(ran.await(20, TimeUnit.SECONDS), "the key is stuck");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
