package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.support.SafeFiles;
import java.util.Optional;

/**
 * A test that failed.
 *
 * @param name its full name, in the form that its runner uses
 * @param message what it said, shortened
 * @param place where, when that is a file of the workspace
 */
record FailedTest(String name, String message, Optional<Place> place) {
    private static final int MAX_NAME = 300;
    private static final int MAX_MESSAGE = 600;

    FailedTest {
        name = SafeFiles.shorten(name.strip(), MAX_NAME);
        message = SafeFiles.shorten(message.strip(), MAX_MESSAGE);
    }

    /**
     * A line of a file.
     *
     * @param file relative to the workspace
     * @param line counted from 1
     */
    record Place(String file, int line) {}
}
