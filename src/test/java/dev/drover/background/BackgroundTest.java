package dev.drover.background;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

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
            assertTrue(turns.tryAcquire(5, 60, TimeUnit.SECONDS));
        }
    }

    @Test
    void what_comes_now_and_what_comes_later_runs_once() throws Exception {
        var now = new CountDownLatch(1);
        var later = new CountDownLatch(1);
        try (var background = new Background("test", 1)) {
            background.after(Duration.ofMillis(5), later::countDown);
            background.now(now::countDown);
            assertTrue(now.await(60, TimeUnit.SECONDS));
            assertTrue(later.await(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void once_it_is_closed_nothing_begins_and_nobody_is_hurt_who_asks() throws Exception {
        var begun = new CountDownLatch(1);
        var letGo = new CountDownLatch(1);
        var ran = new AtomicInteger();
        var background = new Background("test", 1);
        background.now(() -> {
            begun.countDown();
            letGo.await();
        });
        assertTrue(begun.await(60, TimeUnit.SECONDS));
        background.now(ran::incrementAndGet);
        background.after(Duration.ZERO, ran::incrementAndGet);
        Thread closing = Thread.ofPlatform().start(background::close);
        awaitClosed(closing);
        background.now(ran::incrementAndGet);
        background.every(Duration.ZERO, ran::incrementAndGet);
        letGo.countDown();
        closing.join();
        background.after(Duration.ZERO, ran::incrementAndGet);
        assertEquals(0, ran.get());
    }

    @Test
    void when_it_finishes_what_was_to_run_now_runs_first() throws Exception {
        for (int threads = 1; threads <= 3; threads++) {
            var begun = new CountDownLatch(1);
            var letGo = new CountDownLatch(1);
            var ran = new AtomicInteger();
            var background = new Background("test", threads);
            background.now(() -> {
                begun.countDown();
                letGo.await();
            });
            assertTrue(begun.await(60, TimeUnit.SECONDS));
            for (int i = 0; i < 10; i++) {
                background.now(ran::incrementAndGet);
            }
            Thread closing = Thread.ofPlatform().start(background::finish);
            awaitClosed(closing);
            letGo.countDown();
            closing.join();
            background.now(ran::incrementAndGet);
            assertEquals(10, ran.get());
        }
    }

    @Test
    void what_has_not_run_when_the_time_to_finish_is_over_is_counted_in_the_log() throws Exception {
        var logger = (Logger) LoggerFactory.getLogger(Background.class);
        var warnings = new ListAppender<ILoggingEvent>();
        warnings.start();
        logger.addAppender(warnings);
        try {
            var begun = new CountDownLatch(1);
            var interrupted = new CountDownLatch(1);
            var ran = new AtomicInteger();
            var background = new Background("test", 1);
            background.now(() -> {
                begun.countDown();
                try {
                    TimeUnit.MINUTES.sleep(1);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
            assertTrue(begun.await(60, TimeUnit.SECONDS));
            background.now(ran::incrementAndGet);
            background.now(ran::incrementAndGet);
            background.after(Duration.ofHours(1), ran::incrementAndGet);
            background.finish();
            assertTrue(interrupted.await(60, TimeUnit.SECONDS));
            assertEquals(0, ran.get());
            assertEquals(
                    List.of("jobs of test that were not run, since those before took too long: 2"),
                    warnings.list.stream()
                            .map(ILoggingEvent::getFormattedMessage)
                            .toList());
        } finally {
            logger.detachAppender(warnings);
        }
    }

    /** Either the close waits for what is under way, or it is over. */
    private static void awaitClosed(Thread closing) {
        await().until(() ->
                Set.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED).contains(closing.getState()));
    }

    @Test
    void a_turn_that_is_writing_a_file_ends_unharmed(@TempDir Path folder) throws Exception {
        var begun = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var unharmed = new CountDownLatch(1);
        var background = new Background("test", 1);
        background.now(() -> {
            try (FileChannel file =
                    FileChannel.open(folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                begun.countDown();
                while (closed.getCount() > 0) {
                    file.write(ByteBuffer.wrap(new byte[] {'x'}));
                }
                file.write(ByteBuffer.wrap(new byte[] {'x'}));
            }
            unharmed.countDown();
        });
        assertTrue(begun.await(60, TimeUnit.SECONDS));
        Thread closing = Thread.ofPlatform().start(background::close);
        awaitClosed(closing);
        closed.countDown();
        closing.join();
        assertEquals(0, unharmed.getCount());
    }

    @Test
    void closing_interrupts_a_turn_that_does_not_end() throws Exception {
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
        assertTrue(started.await(60, TimeUnit.SECONDS));
        background.close();
        assertTrue(interrupted.await(60, TimeUnit.SECONDS));
    }
}
