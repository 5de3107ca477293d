package dev.drover.model;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks only while it has a slot. A {@link PatientClient} belongs around it and not in it, so that nobody keeps a slot
 * while it waits for a busy server.
 */
public final class SlottedClient implements ModelClient {
    private final ModelClient client;
    private final Slots slots;
    private final Duration limit;
    private final Consumer<Boolean> reading;

    /**
     * Asks through this client.
     *
     * @param limit how long to wait for a slot
     * @param reading told that a question is sent, and then {@code false} when no model can have read it
     */
    public SlottedClient(ModelClient client, Slots slots, Duration limit, Consumer<Boolean> reading) {
        this.client = client;
        this.slots = slots;
        this.limit = limit;
        this.reading = reading;
    }

    /**
     * Waits for a slot, then asks and waits for the whole answer.
     *
     * @throws ModelException when there is none; of the kind BUSY when no slot became free
     */
    @Override
    public ChatAnswer chat(Chat chat) throws ModelException, InterruptedException {
        try (Slots.Slot held = slots.take(limit)) {
            reading.accept(true);
            return client.chat(chat);
        } catch (ModelException e) {
            reading.accept(e.kind().mayHaveCost());
            throw e;
        }
    }

    /** The models that the server has; a look at the list takes no slot. */
    @Override
    public List<ModelInfo> models() throws ModelException, InterruptedException {
        return client.models();
    }
}
