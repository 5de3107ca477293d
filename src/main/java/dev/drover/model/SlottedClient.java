package dev.drover.model;

import java.time.Duration;
import java.util.List;

/**
 * Asks only while it has a slot. A {@link PatientClient} belongs around it and not in it, so that nobody keeps a slot
 * while it waits for a busy server.
 */
public final class SlottedClient implements ModelClient {
    private final ModelClient client;
    private final Slots slots;
    private final Duration limit;

    /**
     * Asks through this client.
     *
     * @param limit how long to wait for a slot
     */
    public SlottedClient(ModelClient client, Slots slots, Duration limit) {
        this.client = client;
        this.slots = slots;
        this.limit = limit;
    }

    /**
     * Waits for a slot, then asks and waits for the whole answer.
     *
     * @throws ModelException when there is none; of the kind BUSY when no slot became free
     */
    @Override
    public ChatAnswer chat(Chat chat) throws ModelException, InterruptedException {
        try (Slots.Slot held = slots.take(limit)) {
            return client.chat(chat);
        }
    }

    /** The models that the server has; a look at the list takes no slot. */
    @Override
    public List<ModelInfo> models() throws ModelException, InterruptedException {
        return client.models();
    }
}
