package dev.drover.master;

import dev.drover.bus.Folders;
import dev.drover.bus.GivenCodewords;
import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.message.Control;
import dev.drover.message.Failure;
import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import dev.drover.message.Ulid;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes control messages in at once, whatever waits elsewhere. Each is renamed away before it is read for good, so
 * that it is obeyed once, whatever happens to its old name and to the daemon. Safe for use by any thread.
 */
final class Controls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Controls.class);
    private static final long MAX_BYTES = 64 * 1024;

    private final Home home;
    private final Master master;
    private final Settling settling;
    private final Archive archive;
    private final ControlFolder folder;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Immovable immovable;
    private final PlannedNow planned;
    private final Errands errands = new Errands("retrying");

    Controls(
            Home home, Master master, Settling settling, Archive archive, InstantSource clock, RandomGenerator random) {
        this.home = home;
        this.master = master;
        this.settling = settling;
        this.archive = archive;
        this.folder = new ControlFolder(home);
        this.clock = clock;
        this.random = random;
        this.immovable = new Immovable(home, master);
        this.planned = new PlannedNow(home);
    }

    /** Goes on with what an earlier daemon took and did not journal; what it journaled is cleared by then. */
    void resume() throws IOException {
        oldestFirst(folder.left()).forEach(this::obey);
    }

    /** Looks at all that is there. */
    void rescan() throws IOException {
        oldestFirst(Folders.list(home.control())).forEach(this::seen);
    }

    /** Of pause and resume the later one is to hold. */
    private static List<Path> oldestFirst(List<Path> files) throws IOException {
        record Dropped(Path file, FileTime at) {}
        List<Dropped> all = new ArrayList<>();
        for (Path file : files) {
            try {
                all.add(new Dropped(file, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)));
            } catch (NoSuchFileException e) {
                log.debug("{} is gone again", file);
            }
        }
        all.sort(Comparator.comparing(Dropped::at).thenComparing(Dropped::file));
        return all.stream().map(Dropped::file).toList();
    }

    /** A file is there. */
    void seen(Path file) {
        if (!Folders.isMessage(file) || !home.control().equals(file.getParent())) {
            return;
        }
        try {
            take(file).ifPresent(this::obey);
        } catch (NoSuchFileException e) {
            settling.forget(file);
        } catch (IOException | RuntimeException e) {
            immovable.add(file, e);
        }
    }

    /** Empty when it is not finished yet. One at a time, so that what is looked at and what is taken are the same. */
    private synchronized Optional<Path> take(Path file) throws IOException {
        Content content = Content.read(file, MAX_BYTES);
        if (!content.isComplete() && !settling.isSettled(file, () -> seen(file))) {
            return Optional.empty();
        }
        settling.forget(file);
        Path taken = folder.take(file, Ulid.next(clock.instant(), random));
        boolean rewritten =
                content.isComplete() && !Content.read(taken, MAX_BYTES).isComplete();
        if (rewritten && folder.putBack(taken)) {
            settling.again(() -> seen(file));
            return Optional.empty();
        }
        return Optional.of(taken);
    }

    private void obey(Path taken) {
        String name = folder.nameOf(taken);
        try {
            read(taken, name).ifPresent(master::submit);
        } catch (IOException | RuntimeException e) {
            log.warn("control message {} cannot be applied", taken, e);
            master.submit(refused(
                    name,
                    new Failure("unreadable", "it cannot be applied (" + e + "); mend that, then requeue it", false)));
        }
    }

    private Optional<Input> read(Path taken, String name) throws IOException {
        Content content = Content.read(taken, MAX_BYTES);
        if (content.problem().isPresent()) {
            return Optional.of(refused(name, ControlSecrets.withoutQuotes(content)));
        }
        Parsed<Control> message = Messages.control(content.bytes());
        if (message instanceof Parsed.Valid<Control> valid && isTooEarlyToCancel(valid.value())) {
            settling.later(() -> obey(taken));
            return Optional.empty();
        }
        if (message instanceof Parsed.Valid<Control> valid && isEarly(valid.value())) {
            settling.again(() -> obey(taken));
            return Optional.empty();
        }
        return switch (message) {
            case Parsed.Incomplete<Control> i -> Optional.of(refused(name, new Failure("not_json", i.reason(), false)));
            case Parsed.Invalid<Control> i ->
                Optional.of(refused(
                        name, new Failure("invalid", i.violations().getFirst().message(), false)));
            case Parsed.Valid<Control> valid -> input(taken, name, valid);
        };
    }

    /**
     * Whether the result of the request that it is about is just being published, or is wanted once more while
     * processes of it are still ending: then it is looked at again in a moment.
     */
    private boolean isEarly(Control control) {
        Status status = master.status();
        return control.target()
                .filter(id -> status.publishing().contains(id)
                        || (isForEnded(control) && status.ending().contains(id)))
                .isPresent();
    }

    /**
     * Whether a request is to be cancelled that is only being planned: it is, once it was accepted. What it is asked in
     * is its order: what has left the intake is among those that are worked on.
     */
    private boolean isTooEarlyToCancel(Control control) throws IOException {
        if (control.verb() != Control.Verb.CANCEL) {
            return false;
        }
        String id = control.target().orElse("");
        if (planned.contains(id) && !master.status().working().contains(id)) {
            master.cancelOnceAccepted(id);
            return true;
        }
        master.cancelNoMoreOnceAccepted(id);
        return false;
    }

    /** Empty when it is handed in later. */
    private Optional<Input> input(Path taken, String name, Parsed.Valid<Control> message) throws IOException {
        Control control = message.value();
        String id = control.target().orElse("");
        boolean works = master.status().working().contains(id);
        if (isForEnded(control) && !works) {
            if (errands.isUnderWay(id)) {
                settling.again(() -> obey(taken));
                return Optional.empty();
            }
            Optional<Input> reopen = archive.reopen(name, control);
            if (reopen.isPresent()) {
                keepCodeword(message);
                return retry(name, id, reopen.get());
            }
        } else if (works) {
            keepCodeword(message);
        }
        return Optional.of(new Input.Controlled(name, control));
    }

    private static boolean isForEnded(Control control) {
        return control.verb() == Control.Verb.RETRY || control.verb() == Control.Verb.CODEWORD;
    }

    /** Before the task that asks for it can begin. The journal gets to know that there is one, and not which. */
    private void keepCodeword(Parsed.Valid<Control> message) throws IOException {
        if (message.value().verb() == Control.Verb.CODEWORD) {
            new GivenCodewords(home)
                    .put(
                            message.value().target().orElseThrow(),
                            message.tree().path("codeword").asString());
        }
    }

    /** What escaped its task may still run; the next attempt is not to run beside it (rule 11). */
    private Optional<Input> retry(String name, String requestId, Input reopen) {
        String marker = "DROVER_REQUEST_ID=" + requestId;
        if (!ProcessTree.anyMarked(home.root(), marker)) {
            return Optional.of(reopen);
        }
        errands.start(requestId, () -> {
            // An earlier retry may have been taken in meanwhile; then they are at its work, and the core refuses this
            // one.
            boolean over = isOver(requestId);
            boolean ended = false;
            try {
                ended = over && ProcessTree.endMarked(home.root(), marker);
            } catch (IllegalStateException e) {
                log.warn("the processes of request {} cannot be looked at", requestId, e);
            }
            master.submit(ended || !over ? reopen : stillRunning(name, requestId));
        });
        return Optional.empty();
    }

    private boolean isOver(String requestId) throws InterruptedException {
        try {
            return master.ask(state -> state.isClosed(requestId)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the state cannot be looked at", e);
        }
    }

    private static Input stillRunning(String name, String requestId) {
        return refused(
                name,
                new Failure(
                        "still_running",
                        "processes of request '" + requestId + "' do not end; end them, then retry again",
                        false));
    }

    private static Input refused(String name, Failure why) {
        return new Input.Note(new Event.ControlRefused(name, why));
    }

    @Override
    public void close() {
        errands.close();
    }
}
