package dev.drover.agent.mind;

import dev.drover.agent.specialist.Outcome;
import java.io.IOException;

/** What a model has to say of work that was done without it. */
interface Opinion {
    /** The outcome with what was asked and answered added to it; it never gets better or worse by that. */
    Outcome of(Outcome done, Asking asking) throws IOException, InterruptedException;
}
