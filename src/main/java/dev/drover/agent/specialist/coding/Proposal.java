package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.coding.tree.Change;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.util.List;

/**
 * Changes that were worked out and not made yet.
 *
 * @param source what they come from, for a person, such as "2 edits"
 * @param nothing what it means when there are no changes, as a sentence
 * @param evidence of the commands that worked them out
 * @param notes sentences for a person
 */
record Proposal(List<Change> changes, String source, String nothing, List<Evidence> evidence, List<String> notes) {
    Proposal {
        changes = List.copyOf(changes);
        evidence = List.copyOf(evidence);
        notes = List.copyOf(notes);
    }

    /** Works changes out from the files as they are now; is asked again when they have changed meanwhile. */
    @FunctionalInterface
    interface Maker {
        Proposal propose() throws IOException, InterruptedException;
    }
}
