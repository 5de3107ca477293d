package dev.drover.master;

import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dropped files that cannot be moved: each is reported once and then left alone. Safe for use by any thread. */
final class Immovable {
    private static final Logger log = LoggerFactory.getLogger(Immovable.class);

    private final Home home;
    private final Master master;
    private final Set<Path> files = ConcurrentHashMap.newKeySet();

    Immovable(Home home, Master master) {
        this.home = home;
        this.master = master;
    }

    boolean contains(Path file) {
        return files.contains(file);
    }

    void add(Path file, Exception why) {
        if (files.add(file)) {
            log.warn("{} cannot be taken in and is left where it is", file, why);
            master.submit(new Input.Note(new Event.Trouble(
                    home.name(file),
                    "it cannot be taken in (" + why + ") and is left where it is; check who owns it and its folder, "
                            + "then drop it again under another name")));
        }
    }
}
