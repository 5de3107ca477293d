package dev.drover.planning;

import dev.drover.message.Request;
import java.util.Optional;

/**
 * Makes a plan for a request, or says that it has none, so that the next planner is asked.
 *
 * <p>What it returns is checked by {@link Planning} before it is used (agent types, task graph), so a planner whose
 * answers cannot be trusted, such as a model, may return them as they are. It must not fail for anything that a request
 * can contain; when its source is out of reach it has no plan. Implementations are safe for use by one thread at a time.
 */
public interface Planner {
    /**
     * The plan for this request, if this planner has one.
     *
     * @param request as it was taken in; {@code tasks} and {@code user_request} may both be absent
     * @param capabilities the agent types that tasks may be given to
     */
    Optional<Plan> plan(Request request, Capabilities capabilities);
}
