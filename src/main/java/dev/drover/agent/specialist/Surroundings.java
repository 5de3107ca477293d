package dev.drover.agent.specialist;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What a specialist may use of the home beyond the folders of its assignment. */
public interface Surroundings {
    /**
     * The codeword that a person gave for this request. It is removed by this, so it is read once, and what reads it must
     * not pass it on: neither to a command nor into a result or a log.
     */
    Optional<String> takeCodeword() throws IOException;

    /** Folder for what specialists keep of contents they have worked on; may not exist yet. */
    Path caches();

    /** Folder for what is needed to undo edits that are under way, whoever makes them; may not exist yet. */
    Path edits();

    /** The file in which the home lists what was deployed; may not exist yet. */
    Path deployments();

    /** The file that a result calls by this name, relative to the home. */
    Path resolve(String name);

    Instant now();
}
