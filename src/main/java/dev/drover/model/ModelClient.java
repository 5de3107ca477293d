package dev.drover.model;

import java.util.List;

/** A model server. Safe for use by any thread. */
public interface ModelClient {
    /**
     * Asks and waits for the whole answer.
     *
     * @throws ModelException when there is none
     * @throws InterruptedException when the calling thread was interrupted; the server is told to stop
     */
    ChatAnswer chat(Chat chat) throws ModelException, InterruptedException;

    /** The models that the server has, in its own order. */
    List<ModelInfo> models() throws ModelException, InterruptedException;
}
