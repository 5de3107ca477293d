package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
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
        try (var executor = new KeyedExecutor("test", 4, why -> {})) {
            for (int i = 0; i < 2000; i++) {
                int n = i;
                String key = "k" + i % 7;
                executor.run(key, "a job", () -> ran.computeIfAbsent(
                                key, k -> Collections.synchronizedList(new ArrayList<>()))
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
        var executor = new KeyedExecutor("test", 2, why -> {});
        executor.run("k", "a job", () -> {
            started.countDown();
            await(go);
            ran.add("first");
        });
        for (int i = 0; i < 3; i++) {
            executor.run("k", "a job", () -> ran.add("behind"));
        }
        assertTrue(started.await(60, TimeUnit.SECONDS));
        Thread closer = Thread.ofPlatform().start(executor::close);
        go.countDown();
        closer.join();
        assertEquals(List.of("first", "behind", "behind", "behind"), ran);
    }

    @Test
    void a_job_that_fails_is_told_of_and_does_not_keep_the_next_of_its_key_from_running() throws Exception {
        var ran = new CountDownLatch(1);
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (var executor = new KeyedExecutor("test", 1, told::add)) {
            executor.run("k", "a job", () -> {
                throw new IllegalStateException("on purpose");
            });
            executor.run("k", "a job", ran::countDown);
            assertTrue(ran.await(60, TimeUnit.SECONDS));
        }
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.getFirst().startsWith("a job failed (java.lang.IllegalStateException: on purpose)"));
    }

    @Test
    void a_job_that_ends_its_thread_does_not_keep_the_next_of_its_key_from_running() throws Exception {
        var ran = new CountDownLatch(1);
        try (var executor = new KeyedExecutor("test", 1, why -> {})) {
            executor.run("k", "a job", () -> {
                throw new AssertionError("on purpose");
            });
            executor.run("k", "a job", ran::countDown);
            assertTrue(ran.await(60, TimeUnit.SECONDS), "the key is stuck");
        }
    }

    @Test
    void jobs_that_cannot_succeed_hold_no_thread() throws Exception {
        var ran = new CountDownLatch(1);
        try (var executor = new KeyedExecutor("test", 2, why -> {})) {
            for (int i = 0; i < 20; i++) {
                executor.run("k" + i, "a job", KeyedExecutorTest::fail);
            }
            executor.run("other", "a job", ran::countDown);
            assertTrue(ran.await(60, TimeUnit.SECONDS), "those that fail keep it from running");
        }
    }

    @Test
    void a_job_is_tried_again_until_it_succeeds_and_what_waits_behind_it_comes_after_it() throws Exception {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        var done = new CountDownLatch(1);
        try (var executor = new KeyedExecutor("test", 2, why -> {})) {
            executor.run("k", "a job", () -> {
                ran.add("first");
                if (ran.size() < 3) {
                    fail();
                }
            });
            executor.run("k", "a job", () -> ran.add("behind"));
            executor.run("k", "a job", done::countDown);
            assertTrue(done.await(60, TimeUnit.SECONDS));
        }
        assertEquals(List.of("first", "first", "first", "behind"), ran);
    }

    @Test
    void closing_does_not_wait_for_a_job_that_cannot_succeed() throws Exception {
        var tried = new CountDownLatch(3);
        var executor = new KeyedExecutor("test", 2, why -> {});
        executor.run("k", "a job", () -> {
            tried.countDown();
            fail();
        });
        executor.run("k", "a job", () -> {
            throw new IllegalStateException("it came before the one that it waits for");
        });
        assertTrue(tried.await(60, TimeUnit.SECONDS));
        assertTimeout(Duration.ofSeconds(60), executor::close);
    }

    private static void fail() throws IOException {
        throw new IOException("the disk is full");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
