package dev.drover.agent.mind;

import dev.drover.message.Artifact;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What the work of a mind took so far. */
interface Account {
    /** Who does the work, by the name that people know. */
    String who();

    /** How many times it was asked. */
    int questions();

    /** What it took, by the names that results have. */
    Map<String, Long> usage();

    /** The file with what was asked and answered; empty when there is none. */
    Optional<Artifact> artifact() throws IOException;
}
