package dev.drover.cli.home;

import dev.drover.bus.Home;
import dev.drover.council.CouncilKey;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A key that git keeps is one that whoever has the repository can sign with. */
public final class KeyInGit {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private KeyInGit() {}

    /** Whether git tracks the home's key. Without a repository around the home, git is not asked. */
    public static boolean isTracked(Home home) throws IOException {
        if (!isInRepository(home.root())) {
            return false;
        }
        Path key = CouncilKey.file(home.keys());
        try {
            return Tool.run(
                            home.keys(),
                            Map.of(),
                            WITHIN,
                            List.of("git", "ls-files", "--error-unmatch", "--", key.toString()))
                    .ok();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git was asked", e);
        }
    }

    /**
     * Stops a start with such a key.
     *
     * @throws DroverException when git tracks it
     */
    static void refuse(Home home) throws IOException {
        if (isTracked(home)) {
            Path key = CouncilKey.file(home.keys());
            throw new DroverException(key + " is tracked by git, so whoever has the repository can sign in this home's "
                    + "name. Run: git -C " + home.keys() + " rm --cached " + key.getFileName()
                    + " and commit that; when the repository was shared, move the key, its public half and logs/ away "
                    + "and run: drover init " + home.root());
        }
    }

    private static boolean isInRepository(Path root) {
        for (Path dir = root; dir != null; dir = dir.getParent()) {
            if (Files.exists(dir.resolve(".git"))) {
                return Tool.find("git").isPresent();
            }
        }
        return false;
    }
}
