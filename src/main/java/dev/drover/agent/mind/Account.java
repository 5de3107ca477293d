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

    /** The knowledge that it was shown, as a sentence with a space before it; nothing when there was none. */
    String given();

    /** What it took, by the names that results have. */
    Map<String, Long> usage();

    /** The file with what was asked and answered; empty when there is none. */
    Optional<Artifact> artifact() throws IOException;
}
