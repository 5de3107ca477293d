package dev.drover.master;

import dev.drover.bus.Home;
import dev.drover.council.Settings;
import dev.drover.master.core.State;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Which ended requests are past what the settings want kept. It looks, and removes nothing. */
public final class Retention {
    private static final long MIB = 1L << 20;

    /** The master is given so many at a time, so that nothing else waits long. */
    private static final int PER_INPUT = 200;

    private Retention() {}

    /** A request that ended, and when. */
    public record Ended(String requestId, Instant at) {}

    /**
     * One that is to go.
     *
     * @param bytes what its run folder and its result take
     */
    public record Due(String requestId, Instant endedAt, long bytes, String why) {}

    /** All that have ended and are closed, the one that ended first before the others. */
    public static List<Ended> ended(State state) {
        List<Ended> ended = new ArrayList<>();
        state.closed().forEach((id, at) -> ended.add(new Ended(id, at)));
        ended.sort(Comparator.comparing(Ended::at).thenComparing(Ended::requestId));
        return ended;
    }

    /** Those that are to go. */
    public static List<Due> due(Home home, Settings.Retention settings, List<Ended> ended, Instant now)
            throws IOException {
        if (!settings.isSet()) {
            return List.of();
        }
        List<Due> due = new ArrayList<>();
        List<Due> kept = new ArrayList<>();
        Instant oldest = settings.days() == 0 ? Instant.MIN : now.minus(Duration.ofDays(settings.days()));
        for (Ended request : ended) {
            boolean old = request.at().isBefore(oldest);
            String why = old
                    ? "it ended more than " + settings.days() + " days ago (retention.days)"
                    : "all together take more than " + settings.maxMb() + " MiB (retention.max_mb)";
            var candidate = new Due(request.requestId(), request.at(), bytes(home, request.requestId()), why);
            (old ? due : kept).add(candidate);
        }
        if (settings.maxMb() > 0) {
            due.addAll(tooMuch(kept, settings.maxMb() * MIB));
        }
        return due;
    }

    private static List<Due> tooMuch(List<Due> oldestFirst, long most) {
        long total = oldestFirst.stream().mapToLong(Due::bytes).sum();
        List<Due> due = new ArrayList<>();
        for (Due request : oldestFirst) {
            if (total <= most) {
                break;
            }
            total -= request.bytes();
            due.add(request);
        }
        return due;
    }

    /** In portions for the master: why each is to go, by id. */
    static List<Map<String, String>> portions(List<Due> due) {
        List<Map<String, String>> portions = new ArrayList<>();
        for (int i = 0; i < due.size(); i += PER_INPUT) {
            Map<String, String> portion = new TreeMap<>();
            due.subList(i, Math.min(due.size(), i + PER_INPUT)).forEach(d -> portion.put(d.requestId(), d.why()));
            portions.add(portion);
        }
        return portions;
    }

    private static long bytes(Home home, String requestId) throws IOException {
        var bytes = new AtomicLong();
        var sum = new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Gone meanwhile, or not to be read: what cannot be seen is not counted.
                return FileVisitResult.CONTINUE;
            }
        };
        for (Path place : List.of(home.run(requestId), home.answer(requestId))) {
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(place, Set.of(), Integer.MAX_VALUE, sum);
            }
        }
        return bytes.get();
    }
}
