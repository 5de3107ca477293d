package dev.drover.master;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.Home;
import dev.drover.bus.Removal;
import dev.drover.bus.SmallFile;
import dev.drover.master.core.Event;
import dev.drover.master.core.Run;
import dev.drover.message.Json;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the daemon writes for a request: into its run folder, and its answer. All of it can be done twice. */
final class RunFiles {
    private static final Logger log = LoggerFactory.getLogger(RunFiles.class);
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Home home;
    private final IntakeFolder intake;

    RunFiles(Home home, IntakeFolder intake) {
        this.home = home;
        this.intake = intake;
    }

    /** The request as it came, what was made of it, and its plan. */
    void file(Run run) throws IOException {
        Path folder = home.run(run.id());
        Files.createDirectories(folder);
        Optional<Path> waiting = intake.find(run.accepted().intake());
        if (waiting.isPresent()) {
            Files.move(waiting.get(), folder.resolve("request.json"), StandardCopyOption.ATOMIC_MOVE);
            intake.forget(waiting.get());
        }
        KillPoint.reach("request.moved");
        DurableFiles.project(folder.resolve("accepted.json"), Json.prettyBytes(run.accepted()));
        DurableFiles.project(folder.resolve("plan.json"), Json.prettyBytes(run.plan()));
    }

    /** A copy of the final result, which is there first: whoever sees the result may ask for a retry at once. */
    void keepAnswer(String requestId, byte[] result) throws IOException {
        DurableFiles.project(kept(requestId), result);
    }

    /** The final result. */
    void publish(String requestId, byte[] result) throws IOException {
        DurableFiles.publish(home.answer(requestId), result);
    }

    /** The final result of a request that ended, if somebody took it away, for one that came again. */
    void answerAgain(Event.RequestRepeated e, boolean ended) throws IOException {
        Path kept = kept(e.requestId());
        if (ended && !Files.exists(home.answer(e.requestId())) && Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
            Optional<byte[]> result = SmallFile.read(kept, MOST_BYTES);
            if (result.isPresent()) {
                DurableFiles.publish(home.answer(e.requestId()), result.get());
            } else {
                log.warn("{} is no file any more, or too large, so {} is not answered again", kept, e.requestId());
            }
        }
        Optional<Path> waiting = intake.find(e.intake());
        if (waiting.isPresent()) {
            Files.deleteIfExists(waiting.get());
            intake.forget(waiting.get());
        }
    }

    /** All of it, the answer first: whoever finds that finds the rest too. */
    void remove(String requestId) throws IOException {
        Files.deleteIfExists(home.answer(requestId));
        Removal.removeAll(home.run(requestId));
    }

    private Path kept(String requestId) {
        return home.run(requestId).resolve("result.json");
    }
}
