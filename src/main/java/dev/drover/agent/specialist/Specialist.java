package dev.drover.agent.specialist;

import dev.drover.message.Packet;
import java.io.IOException;

/** Does the work of packets that carry no command of their own. Stateless; one instance serves all packets. */
public interface Specialist {
    /** Whether it can do packets that name this capability without a model. */
    boolean canDo(String capability);

    /** Whether it can do this packet without a model: by the capability that the packet names. */
    default boolean canDo(Packet packet) {
        return packet.capability().filter(this::canDo).isPresent();
    }

    /**
     * Does the work.
     *
     * @throws IOException when the workspace cannot be read or written; the task fails and may be tried again
     * @throws InterruptedException when the worker was told to stop; commands under way are ended by then
     */
    Outcome perform(Assignment assignment) throws IOException, InterruptedException;
}
