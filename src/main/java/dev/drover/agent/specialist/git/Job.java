package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Artifact;
import dev.drover.message.Evidence;
import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One packet at work on one repository: what it was told, and the commands that decided something so far. */
final class Job {
    private final Assignment assignment;
    private final Repository repository;
    private final List<Evidence> evidence = new ArrayList<>();

    private Job(Assignment assignment, Repository repository) {
        this.assignment = assignment;
        this.repository = repository;
    }

    static Job of(Assignment assignment) throws IOException, InterruptedException {
        return of(assignment, Map.of());
    }

    /** @param environment of git, which may say what repository is meant */
    static Job of(Assignment assignment, Map<String, String> environment) throws IOException, InterruptedException {
        return new Job(assignment, Repository.of(assignment, environment));
    }

    Assignment assignment() {
        return assignment;
    }

    Packet packet() {
        return assignment.packet();
    }

    Repository repository() {
        return repository;
    }

    /** A param of the packet; one that is blank counts as not given. */
    Optional<String> param(String name) {
        return Optional.ofNullable(packet().params().get(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** Whether a param says {@code true}, in so many words. */
    boolean isTrue(String name) {
        return param(name).filter("true"::equals).isPresent();
    }

    /** The name of the branch that the work of this request goes to, unless a param names another. */
    String requestBranch() {
        return RequestBranch.nameFor(packet());
    }

    /** Takes the command among those that the result shows. */
    Ran noted(Ran ran) {
        return noted(ran, Optional.empty());
    }

    Ran noted(Ran ran, Optional<String> tree) {
        Evidence e = ran.evidence();
        evidence.add(
                tree.isEmpty()
                        ? e
                        : new Evidence(
                                e.command(), e.exitCode(), e.durationSeconds(), e.outputSha256(), e.log(), tree));
        return ran;
    }

    Outcome withEvidence(Outcome outcome) {
        return outcome.evidence().isEmpty() ? outcome.withEvidence(evidence) : outcome;
    }

    /** A file for the time of the work, which no list of artifacts shows. Whoever writes it removes it. */
    Path scratch(String use) {
        return assignment.artifacts().resolve("." + packet().packetId() + "." + use);
    }

    /** Where an artifact of that name is written. */
    Path artifactFile(String fileName) {
        return assignment.artifacts().resolve(fileName);
    }

    Artifact artifact(String name, Path file) throws IOException {
        return new Artifact(
                name,
                assignment.artifactsName() + "/" + file.getFileName(),
                Optional.of(SafeFiles.sha256(file)),
                Optional.of(Files.size(file)));
    }
}
