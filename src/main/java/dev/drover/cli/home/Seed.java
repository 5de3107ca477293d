package dev.drover.cli.home;

import dev.drover.bus.Home;
import dev.drover.bus.HomeAccess;
import dev.drover.council.CouncilKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The files that a new home begins with; they come with the program. */
public final class Seed {
    private static final String ROOT = "/seed/";

    private Seed() {}

    /** Makes the folder a home. What is already there is kept. */
    public static Home plant(Path dir) throws IOException {
        HomeAccess.createFolder(dir);
        Home home = new Home(dir.toRealPath());
        home.createFolders();
        for (String name : index()) {
            Path target = home.root().resolve(name);
            if (!Files.exists(target)) {
                HomeAccess.createFolder(Objects.requireNonNull(target.getParent()));
                try (InputStream in = open(ROOT + name)) {
                    Files.copy(in, target);
                }
            }
        }
        CouncilKey.create(home.keys());
        return home;
    }

    private static List<String> index() throws IOException {
        try (InputStream in = open(ROOT + "index.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Seed.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException(
                    "the program is incomplete: it has no " + resource + "; build it again with ./drover");
        }
        return in;
    }
}
