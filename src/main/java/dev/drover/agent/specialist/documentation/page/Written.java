package dev.drover.agent.specialist.documentation.page;

import dev.drover.message.Artifact;
import java.util.Optional;

/**
 * A page as it is now.
 *
 * @param name relative to the workspace
 * @param existed whether it was there before
 * @param changed whether it was written
 */
public record Written(String name, boolean existed, boolean changed, String sha256, long bytes) {
    /** A commit of the tasks before it takes what they name in this way. */
    public Artifact artifact(String title) {
        return new Artifact(title, name, Optional.of(sha256), Optional.of(bytes));
    }
}
