package dev.drover.master;

import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.message.Control;
import dev.drover.message.Failure;
import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads control messages at once, whatever waits elsewhere. Safe for use by any thread. */
final class Controls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Controls.class);
    private static final long MAX_BYTES = 64 * 1024;

    private final Home home;
    private final Master master;
    private final Settling settling;
    private final Archive archive;

    private final Errands errands = new Errands("retrying");

    /** Which file was read under each name, as long as it lies there: each is obeyed once. */
    private final Map<Path, Object> handedIn = new ConcurrentHashMap<>();

    Controls(Home home, Master master, Settling settling, Archive archive) {
        this.home = home;
        this.master = master;
        this.settling = settling;
        this.archive = archive;
    }

    /** Looks at all that is there, oldest first: of pause and resume the later one is to hold. */
    void rescan() throws IOException {
        record Dropped(Path file, FileTime at) {}
        List<Dropped> all = new ArrayList<>();
        for (Path file : Folders.list(home.control())) {
            try {
                all.add(new Dropped(file, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)));
            } catch (NoSuchFileException e) {
                log.debug("{} is gone again", file);
            }
        }
        all.sort(Comparator.comparing(Dropped::at).thenComparing(Dropped::file));
        all.forEach(dropped -> seen(dropped.file()));
        handedIn.keySet().removeIf(file -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** A file is there. */
    void seen(Path file) {
        if (!Folders.isMessage(file) || !home.control().equals(file.getParent())) {
            return;
        }
        boolean taken = false;
        try {
            Object identity = identity(file);
            if (identity.equals(handedIn.put(file, identity))) {
                return;
            }
            try {
                taken = read(file);
            } finally {
                if (!taken) {
                    handedIn.remove(file);
                }
            }
        } catch (NoSuchFileException e) {
            log.debug("{} is gone again", file);
        } catch (IOException | RuntimeException e) {
            log.warn("control message {} cannot be read yet", file, e);
        }
    }

    private static Object identity(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
    }

    /** Reads it and hands it in. Returns false when it is to be read again later. */
    private boolean read(Path file) throws IOException {
        Content content = Content.read(file, MAX_BYTES);
        String name = file.getFileName().toString();
        if (!content.isComplete() && !settling.isSettled(file, () -> seen(file))) {
            return false;
        }
        settling.forget(file);
        if (content.problem().isPresent()) {
            master.submit(refused(name, content.problem().get()));
            return true;
        }
        Parsed<Control> message = Messages.control(content.bytes());
        if (message instanceof Parsed.Valid<Control> valid && isEarly(valid.value())) {
            settling.again(() -> seen(file));
            return false;
        }
        switch (message) {
            case Parsed.Incomplete<Control> i ->
                master.submit(refused(name, new Failure("not_json", i.reason(), false)));
            case Parsed.Invalid<Control> i ->
                master.submit(refused(
                        name, new Failure("invalid", i.violations().getFirst().message(), false)));
            case Parsed.Valid<Control> valid -> obey(file, name, valid.value());
        }
        return true;
    }

    /**
     * Whether the result of the request that it is about is just being published, or is wanted once more while
     * processes of it are still ending: then it is read again in a moment.
     */
    private boolean isEarly(Control control) {
        Status status = master.status();
        return control.target()
                .filter(id -> status.publishing().contains(id)
                        || (control.verb() == Control.Verb.RETRY
                                && status.ending().contains(id)))
                .isPresent();
    }

    private void obey(Path file, String name, Control control) throws IOException {
        Optional<String> request = control.target();
        if (control.verb() == Control.Verb.RETRY && request.isPresent()) {
            Optional<Input> reopen = archive.reopen(name, request.get());
            if (reopen.isPresent()) {
                retry(file, name, request.get(), reopen.get());
                return;
            }
        }
        master.submit(new Input.Controlled(name, control));
    }

    /** What escaped its task may still run; the next attempt is not to run beside it (rule 11). */
    private void retry(Path file, String name, String requestId, Input reopen) {
        String marker = "DROVER_REQUEST_ID=" + requestId;
        if (!ProcessTree.anyMarked(marker)) {
            master.submit(reopen);
            return;
        }
        errands.start(file, () -> {
            boolean ended = false;
            try {
                ended = ProcessTree.endMarked(marker);
            } catch (IllegalStateException e) {
                log.warn("the processes of request {} cannot be looked at", requestId, e);
            }
            master.submit(ended ? reopen : stillRunning(name, requestId));
        });
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
