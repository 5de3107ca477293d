package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Surroundings;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Evidence;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** The results of the tasks before this one, as far as they lie where the daemon puts them. */
final class InputEvidence {
    private static final int MAX_BYTES = 16 << 20;
    private static final int MOST = 8;
    private static final Pattern LOOK = Pattern.compile("(?s)(?:git|sh -c '[^']*' sh \\S+ git) .*");

    private InputEvidence() {}

    /** The whole results, in the order of the inputs; one that cannot be read is left out. */
    static List<PacketResult> results(Assignment assignment) {
        var results = new ArrayList<PacketResult>();
        for (TaskInput input : assignment.packet().inputs()) {
            read(assignment.surroundings(), input).ifPresent(results::add);
        }
        return results;
    }

    /** The commands of results that ran the project rather than looked at it, the latest few. */
    static List<Evidence> decisive(List<PacketResult> results) {
        List<Evidence> all = results.stream()
                .flatMap(result -> result.evidence().stream())
                .filter(e -> e.outputSha256().isPresent())
                .filter(e -> !LOOK.matcher(e.command()).matches())
                .toList();
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }

    private static Optional<PacketResult> read(Surroundings home, TaskInput input) {
        try {
            Path runs = home.resolve("bus/runs").toRealPath();
            Path file = home.resolve(input.result());
            Path folder = file.getParent();
            if (folder == null || !folder.toRealPath().startsWith(runs)) {
                return Optional.empty();
            }
            return SafeFiles.read(file, MAX_BYTES)
                    .map(bytes -> Json.read(bytes, PacketResult.class))
                    .filter(result -> result.taskId().equals(input.taskId()));
        } catch (IOException | InvalidPathException | JacksonException e) {
            // What was run before is worth telling and is not what the work depends on.
            return Optional.empty();
        }
    }
}
