package dev.drover.planning;

/** How a sentence is meant, as far as it decides whether a command in it may be carried out at once. */
enum Mood {
    /** Says what to do, and no more. */
    PLAIN,
    /** Says what to do when the tests have passed. */
    ONCE_TESTED,
    /** Asks, sets a condition, speaks of others or asks to wait. */
    HELD,
    /** Is a question that wants an answer, and whatever it speaks of is not to be done for it. */
    ASKED,
    /** Is not looked at: to find what a request would ask for if it were plain. */
    UNJUDGED
}
