package dev.drover.cli;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.Home;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A request that is ready to be dropped.
 *
 * @param file the name to drop it under; nothing else has it
 * @param hasWorkspace whether it names a folder to work in
 * @param warnings what it says that is ignored
 */
record Submission(
        String requestId, Priority lane, String file, boolean hasWorkspace, String json, List<String> warnings) {
    Submission {
        warnings = List.copyOf(warnings);
    }

    /** Drops it. Returns its place, which it leaves as soon as it is taken in. */
    Path drop(Home home) throws IOException {
        home.createFolders();
        Path target = home.lane(lane).resolve(file);
        DurableFiles.publish(target, json.getBytes(StandardCharsets.UTF_8));
        return target;
    }
}
