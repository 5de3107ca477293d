package dev.drover.council.draft;

/** A model made no definition that can be used. */
public final class NoDraft extends Exception {
    private static final long serialVersionUID = 1L;

    NoDraft(String why) {
        super(why);
    }

    /** Why, as a part of a sentence that can be printed. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
