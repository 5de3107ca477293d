package dev.drover.background;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    @Test
    void a_turn_that_fails_is_followed_by_the_next() throws Exception {
        var turns = new Semaphore(0);
        try (var background = new Background("test", 1)) {
            background.every(Duration.ofMillis(1), () -> {
                turns.release();
                if (turns.availablePermits() % 2 == 0) {
                    throw new AssertionError("on purpose");
                }
                throw new Exception("on purpose");
            });
            assertTrue(turns.tryAcquire(5, 20, TimeUnit.SECONDS));
        }
    }

    @Test
    void what_comes_now_and_what_comes_later_runs_once() throws Exception {
        var now = new CountDownLatch(1);
        var later = new CountDownLatch(1);
        try (var background = new Background("test", 1)) {
            background.after(Duration.ofMillis(5), later::countDown);
            background.now(now::countDown);
            assertTrue(now.await(20, TimeUnit.SECONDS));
            assertTrue(later.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void after_the_close_nothing_begins_and_nobody_is_hurt_who_asks() {
        var ran = new AtomicInteger();
        var background = new Background("test", 1);
        background.after(Duration.ofMillis(20), ran::incrementAndGet);
        background.close();
        background.now(ran::incrementAndGet);
        background.every(Duration.ZERO, ran::incrementAndGet);
        background.after(Duration.ZERO, ran::incrementAndGet);
        await().during(Duration.ofMillis(60)).until(() -> ran.get() == 0);
    }

    @Test
    void closing_interrupts_the_turn_that_is_under_way() throws Exception {
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var background = new Background("test", 1);
        background.now(() -> {
            started.countDown();
            try {
                TimeUnit.MINUTES.sleep(1);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        assertTrue(started.await(20, TimeUnit.SECONDS));
        background.close();
        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    }
}
