package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Finding;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * The findings that a project lives with, in a file of its tree. They are counted and not listed, and no gate minds them.
 *
 * @param problem why the file that is there was not used
 */
record Baseline(Set<String> fingerprints, Optional<String> problem) {
    static final String FILE = ".drover/review-baseline.json";
    private static final String FOLDER = ".drover";
    private static final int VERSION = 1;
    private static final int MAX_BYTES = 32 << 20;

    Baseline {
        fingerprints = Set.copyOf(fingerprints);
    }

    /** What stands in the file; an entry says in words what it is about, so that a change of the file can be reviewed. */
    private record Content(int version, List<Entry> findings) {}

    private record Entry(String fingerprint, String rule, Optional<String> file) {}

    static Baseline read(Path workspace) throws IOException {
        Path file = workspace.resolve(FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Baseline(Set.of(), Optional.empty());
        }
        Optional<byte[]> bytes = isInside(workspace) ? SafeFiles.read(file, MAX_BYTES) : Optional.empty();
        if (bytes.isEmpty()) {
            return unused("it is a link, no plain file, or larger than 32 MiB");
        }
        try {
            Content content = Json.read(bytes.get(), Content.class);
            if (content == null || content.version() != VERSION || content.findings() == null) {
                return unused("it is not a baseline of version " + VERSION);
            }
            var known = new HashSet<String>();
            content.findings().forEach(entry -> known.add(String.valueOf(entry.fingerprint())));
            return new Baseline(known, Optional.empty());
        } catch (JacksonException | NullPointerException e) {
            return unused("it is not JSON of that form");
        }
    }

    /** Writes what is known now in its place; whole or not at all. */
    static void write(Path workspace, List<Issue> issues) throws IOException {
        Path file = workspace.resolve(FILE);
        Path folder = workspace.resolve(FOLDER);
        Files.createDirectories(folder);
        if (!isInside(workspace)) {
            throw new IOException(folder + " is a link; the baseline is written into a folder of the workspace");
        }
        List<Entry> entries = issues.stream().map(Baseline::entry).toList();
        Path fresh = Files.createTempFile(folder, ".review-baseline", ".tmp");
        try {
            Files.write(fresh, Json.prettyBytes(new Content(VERSION, entries)));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    boolean knows(Issue issue) {
        return fingerprints.contains(issue.fingerprint());
    }

    private static Entry entry(Issue issue) {
        Finding finding = issue.finding();
        return new Entry(issue.fingerprint(), finding.rule(), finding.file());
    }

    private static boolean isInside(Path workspace) {
        return Files.isDirectory(workspace.resolve(FOLDER), LinkOption.NOFOLLOW_LINKS);
    }

    private static Baseline unused(String why) {
        return new Baseline(
                Set.of(),
                Optional.of(
                        "The baseline " + FILE + " was not used: " + why + ". Write it anew with baseline: write."));
    }
}
