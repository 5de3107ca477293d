package dev.drover.master;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.Home;
import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import dev.drover.message.Priority;
import dev.drover.message.Request;
import dev.drover.message.Ulid;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Moves a file that was dropped beside the lanes to the lane that it names (rule 4). Safe for use by any thread. */
final class LaneSorter {
    private final Home home;
    private final Settling settling;
    private final long maxBytes;
    private final InstantSource clock;
    private final RandomGenerator random;

    LaneSorter(Home home, Settling settling, long maxBytes, InstantSource clock, RandomGenerator random) {
        this.home = home;
        this.settling = settling;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.random = random;
    }

    /** Returns its new place; empty when it is not finished yet, and then {@code lookAgain} is called in a while. */
    Optional<Path> sort(Path file, Runnable lookAgain) throws IOException {
        Content content = Content.read(file, maxBytes);
        if (!content.isComplete() && !settling.isSettled(file, lookAgain)) {
            return Optional.empty();
        }
        settling.forget(file);
        Path target = home.lane(laneOf(content)).resolve(file.getFileName());
        Path free = target;
        for (int n = 1; ; n++) {
            try {
                DurableFiles.moveToFree(file, free);
                return Optional.of(free);
            } catch (FileAlreadyExistsException e) {
                free = target.resolveSibling(Ulid.next(clock.instant(), random) + "-" + n + ".json");
            }
        }
    }

    private static Priority laneOf(Content content) {
        if (content.problem().isEmpty() && Messages.request(content.bytes()) instanceof Parsed.Valid<Request> valid) {
            return valid.value().priority().orElse(Priority.NORMAL);
        }
        return Priority.NORMAL;
    }
}
