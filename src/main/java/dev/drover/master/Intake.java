package dev.drover.master;

import dev.drover.bus.Backlog;
import dev.drover.bus.Home;
import dev.drover.bus.IntakeFile;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.message.Failure;
import dev.drover.message.Ids;
import dev.drover.message.Priority;
import dev.drover.message.Ulid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one request out of the inbox and tells the master what it says (rule 3). Safe for use by any thread. */
final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private static final int LONGEST_REASON = 500;

    private final Home home;
    private final IntakeFolder folder;
    private final Settling settling;
    private final RequestCheck check;
    private final Master master;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Set<Path> stranded = ConcurrentHashMap.newKeySet();

    Intake(
            Home home,
            IntakeFolder folder,
            Settling settling,
            RequestCheck check,
            Master master,
            InstantSource clock,
            RandomGenerator random) {
        this.home = home;
        this.folder = folder;
        this.settling = settling;
        this.check = check;
        this.master = master;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Takes a waiting file, unless it is unfinished; then {@code lookAgain} is called in a while.
     *
     * @return whether the master was told, and {@code decided} is called after its decision
     */
    boolean take(Backlog.Waiting waiting, Runnable lookAgain, Runnable decided) throws IOException {
        Path file = waiting.file();
        Content content = Content.read(file, check.maxBytes());
        if (!content.isComplete() && !settling.isSettled(file, lookAgain)) {
            return false;
        }
        settling.forget(file);
        String ulid = Ulid.next(clock.instant(), random);
        Path taken;
        Content again;
        try {
            taken = folder.take(file, waiting.lane(), ulid);
            again = content.sameAs(taken) ? content : Content.read(taken, check.maxBytes());
            if (content.isComplete() && !again.isComplete() && folder.putBack(taken, file)) {
                lookAgain.run();
                return false;
            }
        } catch (IOException | RuntimeException e) {
            // It may have left the inbox by then, and nobody would look for it where it is until the next start.
            folder.find(ulid).ifPresent(stranded::add);
            throw e;
        }
        return decide(taken, ulid, waiting.lane(), file.getFileName().toString(), again, decided);
    }

    /**
     * Goes on with a file that was taken before, be it by an earlier daemon.
     *
     * @return whether the master was told, and {@code decided} is called after its decision
     */
    boolean resume(Path file, IntakeFile name, Runnable decided) throws IOException {
        if (name.reads() > IntakeFile.MAX_READS) {
            refuse(file, name.name(), IntakeFolder.READ_TOO_OFTEN, decided);
            return true;
        }
        Content content;
        try {
            content = Content.read(file, check.maxBytes());
        } catch (IOException e) {
            stranded.add(file);
            throw e;
        }
        return decide(file, name.ulid(), name.lane(), name.name(), content, decided);
    }

    /** Files that were taken and could not be read or decided on then; each is told of once, to be resumed. */
    List<Path> stranded() {
        List<Path> all = List.copyOf(stranded);
        all.forEach(stranded::remove);
        return all;
    }

    private boolean decide(Path taken, String ulid, Priority lane, String name, Content content, Runnable decided) {
        if (content.problem().isPresent()) {
            refuse(taken, name, content.problem().get(), decided);
            return true;
        }
        Input input;
        try {
            input = check.decide(home.name(taken), ulid, lane, name, content.bytes());
        } catch (RuntimeException e) {
            // Who was interrupted is to end; the next start goes on with the file, and counts it then.
            if (!Thread.currentThread().isInterrupted()) {
                tryAgain(taken, e);
            }
            return false;
        }
        master.submit(input, decided);
        return true;
    }

    private void tryAgain(Path taken, RuntimeException why) {
        log.warn("{} cannot be planned", taken, why);
        master.submit(new Input.Note(new Event.Trouble(
                home.name(taken),
                "it was taken in and cannot be planned (" + Ids.printable(String.valueOf(why), LONGEST_REASON)
                        + "); it is tried again at the next look around, and set aside when that was in vain "
                        + IntakeFile.MAX_READS + " times")));
        stranded.add(folder.readOnceMore(taken));
    }

    private void refuse(Path taken, String name, Failure why, Runnable decided) {
        master.submit(new Input.Refused(home.name(taken), name, why), decided);
    }
}
