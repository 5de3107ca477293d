package dev.drover.master;

import dev.drover.bus.Backlog;
import dev.drover.bus.Home;
import dev.drover.bus.IntakeFile;
import dev.drover.master.core.Input;
import dev.drover.message.Failure;
import dev.drover.message.Priority;
import dev.drover.message.Ulid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Takes one request out of the inbox and tells the master what it says (rule 3). Safe for use by any thread. */
final class Intake {
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
        } catch (IOException e) {
            // It may have left the inbox by then, and nobody would look for it where it is until the next start.
            folder.find(ulid).ifPresent(stranded::add);
            throw e;
        }
        decide(taken, ulid, waiting.lane(), file.getFileName().toString(), again, decided);
        return true;
    }

    /**
     * Goes on with a file that was taken before, be it by an earlier daemon; {@code decided} is called after the master's
     * decision.
     */
    void resume(Path file, IntakeFile name, Runnable decided) throws IOException {
        if (name.reads() > IntakeFile.MAX_READS) {
            refuse(file, name.name(), IntakeFolder.READ_TOO_OFTEN, decided);
            return;
        }
        Content content;
        try {
            content = Content.read(file, check.maxBytes());
        } catch (IOException e) {
            stranded.add(file);
            throw e;
        }
        decide(file, name.ulid(), name.lane(), name.name(), content, decided);
    }

    /** Files that were taken and could not be read then; each is told of once, to be resumed. */
    List<Path> stranded() {
        List<Path> all = List.copyOf(stranded);
        all.forEach(stranded::remove);
        return all;
    }

    private void decide(Path taken, String ulid, Priority lane, String name, Content content, Runnable decided) {
        if (content.problem().isPresent()) {
            refuse(taken, name, content.problem().get(), decided);
        } else {
            master.submit(check.decide(home.name(taken), ulid, lane, name, content.bytes()), decided);
        }
    }

    private void refuse(Path taken, String name, Failure why, Runnable decided) {
        master.submit(new Input.Refused(home.name(taken), name, why), decided);
    }
}
