package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import java.io.IOException;

/** What one capability does. Done again after a crash at any point, it finds what is there and adds nothing to it. */
interface Operation {
    /**
     * Does it.
     *
     * @throws Refusal when it ends otherwise than completed; nothing of the repository's refs has changed then
     */
    Outcome perform(Job job) throws IOException, InterruptedException;
}
