package dev.drover.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing a log, on good disks and on bad ones. */
class ChainedLogTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("Journal: after a short write the log is cut back to the last good offset before the next append")
    void a_full_disk_leaves_whole_batches_and_the_next_try_writes_what_was_kept() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0,
                "a small disk cannot be mounted here");
        try {
            Path file = disk.resolve("log.jsonl");
            Path filler = disk.resolve("filler");
            try (ChainedLog log = ChainedLog.open(file, line -> {})) {
                Logs.batch(log, "{\"event\":\"first\"}");
                long good = Files.size(file);
                Files.write(filler, new byte[40 * 1024]);
                log.add(Logs.AT, "{\"event\":\"large\",\"text\":\"" + "x".repeat(30 * 1024) + "\"}");
                for (int i = 0; i < 3; i++) {
                    assertThrows(IOException.class, () -> log.write(Logs.AT));
                    assertEquals(good, Files.size(file), "what was written of the batch is cut back");
                    assertTrue(log.hasUnwritten());
                }
                Files.delete(filler);
                log.write(Logs.AT);
                log.sync();
                Logs.batch(log, "{\"event\":\"last\"}");
            }
            assertEquals(List.of(1L, 3L, 5L), Logs.open(file));
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    @DisplayName("Journal: readers see whole batches only, also while one is written")
    void a_reader_beside_the_writer_sees_whole_batches_only() throws Exception {
        Path file = folder.resolve("log.jsonl");
        ChainedLog.open(file, line -> {}).close();
        var done = new AtomicBoolean();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int looks = 0;
            while (!done.get() || looks == 0) {
                try {
                    List<Long> seqs = Logs.read(file);
                    assertEquals(0, seqs.size() % 20, "a batch was seen in part: " + seqs.size() + " lines");
                    looks++;
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            return looks;
        });
        try (ChainedLog log = ChainedLog.open(file, line -> {})) {
            for (int batch = 0; batch < 60; batch++) {
                for (int i = 0; i < 20; i++) {
                    log.add(Logs.AT, "{\"event\":\"e\",\"text\":\"" + "y".repeat(700) + "\"}");
                }
                log.write(Logs.AT);
            }
        }
        done.set(true);
        assertTrue(reader.get() > 0);
        assertEquals(1200, Logs.read(file).size());
    }

    @Test
    @DisplayName("Journal: a failed sync is never tried again on the same file")
    void a_log_whose_sync_failed_takes_nothing_more() throws IOException {
        ChainedLog log = ChainedLog.open(folder.resolve("log.jsonl"), line -> {});
        Logs.batch(log, "{\"event\":\"e\"}");
        log.close();
        DroverException first = assertThrows(DroverException.class, log::sync);
        assertTrue(String.valueOf(first.getMessage()).contains("check the disk"), first::toString);
        DroverException second = assertThrows(DroverException.class, log::sync);
        assertTrue(String.valueOf(second.getMessage()).contains("failed to sync before"), second::toString);
    }

    @Test
    void a_log_that_does_not_exist_is_an_empty_one() throws IOException {
        assertEquals(
                new ChainReader.Summary(Head.EMPTY, 0, 0, 0, 0, false),
                ChainReader.read(folder.resolve("no"), l -> {}));
    }

    @Test
    void a_write_without_lines_writes_nothing() throws IOException {
        Path file = folder.resolve("log.jsonl");
        try (ChainedLog log = ChainedLog.open(file, line -> {})) {
            log.write(Logs.AT);
        }
        assertEquals(0, Files.size(file));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
