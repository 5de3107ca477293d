package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.Git;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Artifact;
import dev.drover.message.Json;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Makes what is deployed, and knows it again. */
final class Builder {
    private static final String NOTE = "release.json";
    private static final int MAX_NOTE_BYTES = 64 * 1024;

    private final Assignment assignment;
    private final Commands commands;
    private final DeployFile.Build build;

    Builder(Assignment assignment, Commands commands, DeployFile file) throws Refusal {
        this.assignment = assignment;
        this.commands = commands;
        this.build = file.build()
                .orElseThrow(() -> Refusal.blocked(
                        "no_build",
                        DeployFile.NAME + " has no build, so nobody knows what a release consists of. Add one, such as"
                                + " build: {command: make dist, artifacts: [dist]}, and retry the request."));
    }

    /**
     * What a build leaves for the tasks after it.
     *
     * @param release id of what was built
     */
    record Note(String release, String sha256, long files, long bytes, List<String> artifacts) {
        /** What a file on disk leaves out is absent however the fields are declared. */
        Note {
            java.util.Objects.requireNonNull(release, "release");
            java.util.Objects.requireNonNull(sha256, "sha256");
        }
    }

    /** Runs the build command, if there is one. */
    void run() throws IOException, InterruptedException {
        if (build.command().isEmpty()) {
            return;
        }
        Commands.Result result =
                commands.run(build.command().get(), Map.of(), Duration.ofSeconds(build.timeoutSeconds()));
        if (!result.passed()) {
            throw Refusal.failed("build_failed", "The build " + result.saying() + ". Nothing was deployed.", false);
        }
    }

    /** What lies there now. */
    Manifest manifest() throws IOException {
        Manifest manifest = Manifest.of(assignment.workspace(), build.artifacts());
        if (manifest.entries().isEmpty()) {
            throw Refusal.failed(
                    "artifact_missing",
                    "The artifacts " + build.artifacts() + " are empty. Check what the build writes.",
                    false);
        }
        return manifest;
    }

    /** Leaves a note of what was built, by which a later task knows it again. */
    Artifact note(Manifest manifest) throws IOException {
        byte[] bytes = Json.prettyBytes(new Note(
                manifest.release(), manifest.sha256(), manifest.entries().size(), manifest.bytes(), build.artifacts()));
        Files.write(assignment.artifacts().resolve(NOTE), bytes);
        return new Artifact(
                NOTE, assignment.artifactsName() + "/" + NOTE, Optional.of(SafeFiles.sha256(bytes)), Optional.of((long)
                        bytes.length));
    }

    /** What an earlier task of the request built. */
    Optional<Note> built() throws IOException {
        for (TaskInput input : assignment.packet().inputs()) {
            for (Artifact artifact : input.artifacts()) {
                if (artifact.name().equals(NOTE)) {
                    Path file = assignment.surroundings().resolve(artifact.path());
                    Optional<byte[]> bytes = SafeFiles.read(file, MAX_NOTE_BYTES)
                            .filter(b -> artifact.sha256().equals(Optional.of(SafeFiles.sha256(b))));
                    try {
                        return Optional.of(Json.read(bytes.orElseThrow(() -> damaged(artifact)), Note.class));
                    } catch (JacksonException e) {
                        throw damaged(artifact);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Refusal damaged(Artifact artifact) {
        return Refusal.failed(
                "build_note_changed",
                artifact.path() + " is not what the build left there, so nobody knows what was built. Send the request"
                        + " again.",
                false);
    }

    /** The commit that is checked out, with {@code +changes} when files differ from it; empty without git. */
    static Optional<String> commit(Assignment assignment) throws IOException, InterruptedException {
        var git = new Git(assignment);
        if (!git.isWorkTree()) {
            return Optional.empty();
        }
        var head = git.run("rev-parse", "--verify", "-q", "HEAD");
        if (head.exitCode() != 0) {
            return Optional.empty();
        }
        boolean changed = !Git.text(git.run("status", "--porcelain", "--untracked-files=no"))
                .isEmpty();
        return Optional.of(Git.text(head) + (changed ? "+changes" : ""));
    }
}
