package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Optional;

/** A page that stands among the artifacts, beside what the specialist wrote. */
final class Page {
    private Page() {}

    /** Writes it, and gives the outcome with it. */
    static Outcome added(Assignment assignment, Outcome done, String file, String markdown) throws IOException {
        byte[] bytes = markdown.getBytes(StandardCharsets.UTF_8);
        Files.write(assignment.artifacts().resolve(file), bytes);
        var artifacts = new ArrayList<>(done.artifacts());
        artifacts.add(new Artifact(
                file, assignment.artifactsName() + "/" + file, Optional.of(SafeFiles.sha256(bytes)), Optional.of((long)
                        bytes.length)));
        return done.withArtifacts(artifacts);
    }
}
