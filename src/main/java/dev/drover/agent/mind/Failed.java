package dev.drover.agent.mind;

import dev.drover.agent.specialist.testing.result.Place;
import java.util.List;

/**
 * A test or a command that failed.
 *
 * @param name by which it is told from the others
 * @param title for people
 * @param text what is known of how it failed; anything may stand in it, secrets too
 * @param places in the workspace that it speaks of
 */
record Failed(String name, String title, String text, List<Place> places) {
    Failed {
        places = List.copyOf(places);
    }
}
