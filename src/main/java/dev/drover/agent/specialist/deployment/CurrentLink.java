package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.support.Durable;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The one link that says which release of a folder is current. It always leads to a whole release, or is absent. */
final class CurrentLink {
    private static final String RELEASES = "releases";

    private final Path folder;
    private final Path link;

    CurrentLink(Path folder) {
        this.folder = folder;
        this.link = folder.resolve("current");
    }

    /** The release it leads to; empty when there is no link. */
    Optional<String> release() throws IOException {
        if (Files.notExists(link, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Path target = Files.isSymbolicLink(link) ? Files.readSymbolicLink(link) : link;
        String release =
                target.getFileName() == null ? "" : target.getFileName().toString();
        if (!target.equals(Path.of(RELEASES, release)) || !ReleaseStore.isId(release)) {
            throw Refusal.blocked(
                    "current_not_ours",
                    link + (Files.isSymbolicLink(link) ? " leads to " + target : " is no link")
                            + ", so it was not made by a deployment, and nothing was switched. To have Drover take this"
                            + " folder over, rename it (users find nothing there until the first release is"
                            + " deployed); else name another folder in " + DeployFile.NAME
                            + ". Then retry the request.");
        }
        return Optional.of(release);
    }

    /** Makes it lead to a release, in one step that outlasts a power failure. */
    void leadTo(String release) throws IOException {
        Path next = folder.resolve(".current.next");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, Path.of(RELEASES, release));
        KillPoint.reach("deploy.link_made");
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
        KillPoint.reach("deploy.switched");
        Durable.sync(folder);
    }

    void remove() throws IOException {
        Files.deleteIfExists(link);
        Durable.sync(folder);
    }
}
