package dev.drover.model;

import java.util.List;
import java.util.function.Consumer;

/** A model server. Safe for use by any thread. */
public interface ModelClient {
    /**
     * Asks and waits for the whole answer.
     *
     * @param onText is given each piece of the answer as it comes, on the calling thread
     * @throws ModelException when there is none
     * @throws InterruptedException when the calling thread was interrupted; the server is told to stop
     */
    ChatAnswer chat(Chat chat, Consumer<String> onText) throws ModelException, InterruptedException;

    /** The models that the server has, in its own order. */
    List<ModelInfo> models() throws ModelException, InterruptedException;
}
