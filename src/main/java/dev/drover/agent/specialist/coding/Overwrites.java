package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Artifact;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What acceptance commands had made of changed files before these were put back.
 *
 * @param copies among the artifacts, by the path of the file
 */
record Overwrites(Map<String, Path> copies) {
    private static final int MAX_NAMES = 500;

    /** The artifacts of an outcome, and the copies. */
    List<Artifact> artifacts(Assignment assignment, Outcome outcome) throws IOException {
        var all = new ArrayList<>(outcome.artifacts());
        for (Map.Entry<String, Path> copy : copies.entrySet()) {
            all.add(new Artifact(
                    copy.getKey() + " (as it was when the commands had ended)",
                    assignment.artifactsName() + "/" + copy.getValue().getFileName(),
                    Optional.empty(),
                    Optional.of(Files.size(copy.getValue()))));
        }
        return all;
    }

    /** A sentence after a blank, or nothing. */
    String sentence() {
        return copies.isEmpty()
                ? ""
                : " While the commands ran, " + Ids.printable(String.join(", ", copies.keySet()), MAX_NAMES)
                        + " changed once more; that was taken back too, and a copy is among the artifacts.";
    }
}
