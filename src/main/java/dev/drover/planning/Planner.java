package dev.drover.planning;

import dev.drover.message.Request;

/**
 * Makes a plan for a request in words, or says why it has none, so that the patterns are used.
 *
 * <p>What it returns is checked by {@link Planning} before it is used (agent types, task graph), so a planner whose
 * answers cannot be trusted, such as a model, may return them as they are. It must not fail for anything that a request
 * can contain; when its source is out of reach it has no plan. Implementations are safe for use by any thread.
 */
public interface Planner {
    /**
     * The plan for this request, if this planner has one.
     *
     * @param request as it was taken in; it has words and no tasks
     * @param capabilities the agent types that tasks may be given to
     */
    Proposal plan(Request request, Capabilities capabilities);

    /** Whether it is to be asked at all, as things stand; one that is not has no plan, and no reason for that. */
    default boolean isOn() {
        return true;
    }
}
