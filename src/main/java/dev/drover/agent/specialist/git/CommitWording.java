package dev.drover.agent.specialist.git;

import java.util.Optional;

/** Words the message of a commit in the place of Drover's own. The trailers stay Drover's. */
@FunctionalInterface
public interface CommitWording {
    /** Drover's own stands. */
    CommitWording OWN = draft -> Worded.own("");

    /**
     * Asked once for a commit that is about to be made, and not where there is nothing to commit.
     *
     * @throws InterruptedException when the worker was told to stop; nothing is committed then
     */
    Worded of(CommitDraft draft) throws InterruptedException;

    /**
     * What came of it.
     *
     * @param text of the message; empty where Drover's own is to stand
     * @param says a sentence for the summary of the task; may be empty
     */
    record Worded(Optional<String> text, String says) {
        /** Drover's own message is to stand. */
        public static Worded own(String says) {
            return new Worded(Optional.empty(), says);
        }
    }
}
