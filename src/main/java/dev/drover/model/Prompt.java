package dev.drover.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A question that is kept within the window of a model: a server cuts what is too long without a word, and from its
 * beginning, where the task is. Confined to one thread.
 */
public final class Prompt {
    private final String system;
    private final String task;
    private final List<Part> parts = new ArrayList<>();

    private Prompt(String system, String task) {
        this.system = system;
        this.task = task;
    }

    /**
     * A prompt without parts.
     *
     * @param system what the model is, for this task
     * @param task what it is to do; comes first and is cut last
     */
    public static Prompt of(String system, String task) {
        return new Prompt(system, task);
    }

    /** Adds what the model is to know; parts are shown in the order in which they were added. */
    public Prompt add(Part part) {
        parts.add(part);
        return this;
    }

    /**
     * Cuts until it fits in what the window has beside the answer. The least relevant parts are left out, and nothing is
     * cut while something less relevant is whole. The most relevant of those that do not fit is shortened at the end of
     * a line when a third of it has room. Where something was cut, the prompt says so, as far as there is room for that.
     */
    public Fitted fit(Sampling sampling) {
        return new Fitting(system, task, parts, budget(sampling)).fitted();
    }

    /** Tokens, as {@link Tokens} counts them; the server puts some of its own around each turn. */
    static int budget(Sampling sampling) {
        int room = sampling.contextTokens() - sampling.answerTokens();
        return room - Math.min(128, room / 8);
    }
}
