package dev.drover.cli.view;

import dev.drover.bus.DiskSpace;
import dev.drover.bus.Home;
import dev.drover.council.Settings;
import dev.drover.message.DroverException;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the disk of a home has too little room for new requests.
 *
 * @param minFreeMb what is asked for
 */
public record DiskShortage(Home home, int minFreeMb) {
    /** By the home's settings; what is wrong with those is for others to say. */
    public static DiskShortage of(Home home, Map<String, String> environment) {
        Settings settings;
        try {
            settings = Settings.load(home.settings(), environment).settings();
        } catch (DroverException e) {
            settings = Settings.defaults();
        }
        return new DiskShortage(home, settings.bus().minFreeMb());
    }

    /** What keeps requests waiting now; empty when there is room. */
    public Optional<String> now() {
        long free = DiskSpace.freeMb(home.root());
        return free >= minFreeMb
                ? Optional.empty()
                : Optional.of("nothing new is opened: " + free + " MiB are free, and " + minFreeMb
                        + " are asked for (bus.min_free_mb); make room on the disk of " + home.root());
    }
}
