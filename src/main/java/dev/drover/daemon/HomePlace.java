package dev.drover.daemon;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.DurableFiles;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.SmallFile;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where a home lay when a daemon last ran in it ({@code council/keys/home.json}), by which a copy is known: the
 * processes that a copy names work for the home that it was made from, and are none of its own.
 */
final class HomePlace {
    private static final Logger log = LoggerFactory.getLogger(HomePlace.class);
    private static final String FILE = "home.json";
    private static final int MAX_BYTES = 64 * 1024;

    private HomePlace() {}

    /** Gives up all claims to processes of another home, and notes the place. To be called under the home's lock. */
    static void settle(Home home) throws IOException {
        Path file = home.keys().resolve(FILE);
        byte[] here = Json.prettyBytes(Map.of("root", home.root().toString()));
        if (bytes(file).filter(was -> Arrays.equals(was, here)).isPresent()) {
            return;
        }
        Optional<Path> before = read(file);
        if (before.isPresent() && isOtherHome(before.get(), home)) {
            log.info(
                    "{} is a copy of {}; what agents had claimed there is issued again here",
                    home.root(),
                    before.get());
            for (Path agent : Folders.list(home.claimed())) {
                AgentIdentity.disown(agent);
            }
        }
        DurableFiles.project(file, here);
    }

    private static boolean isOtherHome(Path before, Home home) throws IOException {
        return Files.isRegularFile(before.resolve(Home.MARK)) && !Files.isSameFile(before, home.root());
    }

    private static Optional<byte[]> bytes(Path file) throws IOException {
        try {
            return SmallFile.read(file, MAX_BYTES);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Empty when nothing says so, or what says so was damaged. */
    private static Optional<Path> read(Path file) throws IOException {
        try {
            return bytes(file)
                    .map(bytes -> Json.read(bytes, JsonNode.class).path("root").asString(""))
                    .filter(root -> !root.isEmpty())
                    .map(Path::of);
        } catch (JacksonException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
