package dev.drover.master;

import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dropped files that cannot be moved: they are tried again at every look, and each is reported once, as long as they are
 * not too many. Safe for use by any thread.
 */
final class Immovable {
    private static final Logger log = LoggerFactory.getLogger(Immovable.class);

    /** One cause may keep a whole folder from being moved. */
    private static final int MOST_REPORTED = 50;

    private final Home home;
    private final Master master;
    private final Set<Path> files = ConcurrentHashMap.newKeySet();

    Immovable(Home home, Master master) {
        this.home = home;
        this.master = master;
    }

    void add(Path file, Exception why) {
        if (files.size() < MOST_REPORTED && files.add(file)) {
            log.warn("{} cannot be taken in and is left where it is", file, why);
            master.submit(new Input.Note(new Event.Trouble(
                    home.name(file),
                    "it cannot be taken in (" + why + ") and is left where it is; check who owns it and its folder, "
                            + "and that the daemon may write there: it is tried again at every look around")));
        }
    }
}
