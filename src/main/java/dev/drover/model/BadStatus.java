package dev.drover.model;

import dev.drover.message.Ids;
import dev.drover.model.ModelException.Kind;
import java.time.Duration;

/** What a status that is none of success means. */
final class BadStatus {
    private BadStatus() {}

    /**
     * The exception for it.
     *
     * @param said by the server in the body; may be empty
     * @param model that was asked for; may be empty
     */
    static ModelException of(Endpoint endpoint, int status, String said, String model, Duration retryAfter) {
        String where = endpoint + " answered with status " + status + (said.isEmpty() ? "" : ": " + said);
        return switch (status) {
            case 401, 403 ->
                new ModelException(
                        Kind.REFUSED,
                        where + "; it may want a key, or another one: set " + BearerKey.VARIABLE
                                + " where this command or the daemon is started; for agents also name it in"
                                + " agents.environment, and start the daemon anew with them (drover down, drover up --detach)");
            case 404 ->
                !model.isEmpty() && said.contains("model")
                        ? noModel(endpoint, Ids.printable(model))
                        : new ModelException(Kind.REFUSED, where + "; it may speak another protocol");
            case 429, 503 -> ModelException.passing(Kind.BUSY, where, retryAfter);
            // What stands between here and the server could not reach it, or not in time: it may just start anew.
            case 502, 504 -> ModelException.passing(Kind.SERVER_FAILED, where, retryAfter);
            default -> new ModelException(status == 499 || status >= 500 ? Kind.SERVER_FAILED : Kind.REFUSED, where);
        };
    }

    private static ModelException noModel(Endpoint endpoint, String model) {
        return new ModelException(
                Kind.NO_MODEL,
                "the model server at " + endpoint + " has no model '" + model + "'; "
                        + (endpoint.protocol() == Endpoint.Protocol.OLLAMA
                                ? "get it with: drover model pull " + model
                                : "see those it has with: drover model list"));
    }
}
