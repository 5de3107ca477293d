package dev.drover.planning;

import java.util.Optional;

/** What another planner says to a request. */
public sealed interface Proposal {
    /** It would do it so. */
    record Made(Plan plan) implements Proposal {}

    /**
     * It has no plan.
     *
     * @param why as a sentence for the journal; empty when it was not to be expected that it has one
     */
    record None(Optional<String> why) implements Proposal {}
}
