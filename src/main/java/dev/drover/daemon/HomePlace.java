package dev.drover.daemon;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.DurableFiles;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Where a home lay when a daemon last ran in it ({@code council/keys/home.json}), by which a copy is known: the
 * processes that a copy names work for the home that it was made from, and are none of its own.
 */
final class HomePlace {
    private static final Logger log = LoggerFactory.getLogger(HomePlace.class);
    private static final String FILE = "home.json";

    private HomePlace() {}

    /** Gives up all claims to processes of another home, and notes the place. To be called under the home's lock. */
    static void settle(Home home) throws IOException {
        Path file = home.keys().resolve(FILE);
        String before = read(file);
        if (before.equals(home.root().toString())) {
            return;
        }
        if (!before.isEmpty() && isOtherHome(Path.of(before), home)) {
            log.info("{} is a copy of {}; what agents had claimed there is issued again here", home.root(), before);
            for (Path agent : Folders.list(home.claimed())) {
                AgentIdentity.disown(agent);
            }
        }
        DurableFiles.project(file, Json.prettyBytes(Map.of("root", home.root().toString())));
    }

    private static boolean isOtherHome(Path before, Home home) throws IOException {
        return Files.isRegularFile(before.resolve(Home.MARK)) && !Files.isSameFile(before, home.root());
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.isRegularFile(file)
                    ? Json.tree(Files.readString(file)).path("root").asString("")
                    : "";
        } catch (JacksonException e) {
            return "";
        }
    }
}
