package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.support.Durable;
import dev.drover.message.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/** A log of deployments, one JSON object a line, added to and never changed. */
public final class DeploymentLog {
    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_LINES = 200_000;

    private final Path file;

    public DeploymentLog(Path file) {
        this.file = file;
    }

    /**
     * What it holds.
     *
     * @param damaged how many lines are none, as a kill in the middle of one leaves
     */
    public record Read(List<DeploymentEntry> entries, int damaged) {
        public Read {
            entries = List.copyOf(entries);
        }
    }

    /** Nothing when there is no such file. */
    public Read read() throws IOException {
        List<DeploymentEntry> entries = new ArrayList<>();
        int damaged = 0;
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Read(entries, 0);
        }
        try (var in = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), StandardCharsets.UTF_8))) {
            var line = new StringBuilder();
            for (int c = in.read(); c >= 0 && entries.size() < MAX_LINES; c = in.read()) {
                if (c != '\n') {
                    if (line.length() <= MAX_LINE) {
                        line.append((char) c);
                    }
                } else if (!line.isEmpty()) {
                    damaged += add(line.toString(), entries) ? 0 : 1;
                    line.setLength(0);
                }
            }
        }
        return new Read(entries, damaged);
    }

    /** Durable when this returns. */
    void append(DeploymentEntry entry) throws IOException {
        Durable.appendLine(file, Json.bytes(entry));
    }

    private static boolean add(String line, List<DeploymentEntry> entries) {
        try {
            DeploymentEntry entry = Json.read(line.getBytes(StandardCharsets.UTF_8), DeploymentEntry.class);
            return entry != null && entries.add(entry);
        } catch (JacksonException e) {
            return false;
        }
    }
}
