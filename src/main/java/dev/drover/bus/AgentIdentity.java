package dev.drover.bus;

import dev.drover.message.Ids;
import dev.drover.message.Json;
import dev.drover.process.KillPoint;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * Who an agent is, written to {@code bus/claimed/<agent_id>/agent.json} before its first claim (rule 11), so that
 * anyone can tell whether it still lives.
 *
 * @param start see {@link ProcessId}
 */
public record AgentIdentity(
        String agentId, String agentType, long pid, long start, String bootId, String version, Instant startedAt) {
    private static final String FILE = "agent.json";
    private static final String ELSEWHERE = "elsewhere";
    private static final int MAX_BYTES = 64 * 1024;

    /** What a file on disk leaves out is absent however the fields are declared. */
    public AgentIdentity {
        Objects.requireNonNull(agentId, "agent_id");
        Objects.requireNonNull(agentType, "agent_type");
        Objects.requireNonNull(bootId, "boot_id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(startedAt, "started_at");
    }

    public ProcessId process() {
        return new ProcessId(pid, start, bootId);
    }

    /** Writes it. Not synced: after a power failure the boot id differs and nothing in it holds any more. */
    public void write(Home home) throws IOException {
        Path folder = home.claimed(agentId);
        Files.createDirectories(folder);
        DurableFiles.project(folder.resolve(FILE), Json.bytes(this));
    }

    /** Shows that the agent lives, without making a file that is no more there. */
    public static void touch(Home home, String agentId, Instant now) throws IOException {
        try {
            Files.setLastModifiedTime(home.claimed(agentId).resolve(FILE), FileTime.from(now));
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(home.claimed(agentId) + ": someone removed the agent's folder");
        }
    }

    /** Reads that of the agent whose folder this is; empty when there is none that can be read. */
    public static Optional<AgentIdentity> read(Path folder) {
        return small(folder.resolve(FILE), AgentIdentity.class)
                .filter(AgentIdentity::isWhole)
                .filter(identity -> folder.endsWith(identity.agentId()));
    }

    /** Anyone may have written it, so nothing in it is relied upon that is not there. */
    private boolean isWhole() {
        return Stream.of(agentId, agentType, bootId, version, startedAt).allMatch(Objects::nonNull)
                && Ids.isValid(agentId)
                && Ids.isValid(agentType)
                && isProcess(process());
    }

    /** Whether it names one process: 0 and 1 and what is below them stand for others. */
    private static boolean isProcess(ProcessId process) {
        return process.pid() > 1 && process.pid() <= Integer.MAX_VALUE && process.bootId() != null;
    }

    /**
     * Says that an attempt begins, by a group file without a group: until it is removed, the agent is at the attempt,
     * though its claim be gone.
     */
    public static void hold(Path claim) throws IOException {
        Files.write(groupFile(claim), new byte[0]);
    }

    /** Whether the agent whose folder this is says that it is at that attempt. */
    public static boolean holds(Path folder, AttemptFile attempt) {
        return Files.exists(folder.resolve(attempt.groupFileName()), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Records the process group of an attempt's command before it runs. One that is unfinished says that the command
     * never began, so it need not be written in one step.
     */
    public static void writeGroup(Path claim, ProcessId leader) throws IOException {
        Files.write(groupFile(claim), Json.bytes(leader));
    }

    public static Optional<ProcessId> readGroup(Path folder, AttemptFile attempt) {
        return small(folder.resolve(attempt.groupFileName()), ProcessId.class).filter(AgentIdentity::isProcess);
    }

    /** The group of an attempt's command, whichever agent's folder names it. */
    public static Optional<ProcessId> findGroup(Home home, AttemptFile attempt) throws IOException {
        return Folders.list(home.claimed()).stream()
                .flatMap(folder -> readGroup(folder, attempt).stream())
                .findFirst();
    }

    /** The process groups of all commands that this agent's folder still names. */
    public static List<ProcessId> groups(Path folder) throws IOException {
        List<ProcessId> groups = new ArrayList<>();
        for (Path entry : Folders.list(folder)) {
            if (entry.toString().endsWith(AttemptFile.GROUP)) {
                small(entry, ProcessId.class).filter(AgentIdentity::isProcess).ifPresent(groups::add);
            }
        }
        return groups;
    }

    /**
     * Gives up the processes that an agent's folder names, since they belong to another home: from now on they count as
     * those of another boot, which have ended.
     */
    public static void disown(Path folder) throws IOException {
        Optional<AgentIdentity> was = read(folder);
        if (was.isPresent()) {
            AgentIdentity a = was.get();
            var none = new AgentIdentity(
                    a.agentId(), a.agentType(), a.pid(), a.start(), ELSEWHERE, a.version(), a.startedAt());
            DurableFiles.project(folder.resolve(FILE), Json.bytes(none));
        }
        for (Path entry : Folders.list(folder)) {
            Optional<ProcessId> group = entry.toString().endsWith(AttemptFile.GROUP)
                    ? small(entry, ProcessId.class).filter(AgentIdentity::isProcess)
                    : Optional.empty();
            if (group.isPresent()) {
                var none = new ProcessId(group.get().pid(), group.get().start(), ELSEWHERE);
                DurableFiles.project(entry, Json.bytes(none));
            }
        }
    }

    public static void deleteGroup(Path claim) throws IOException {
        Files.deleteIfExists(groupFile(claim));
    }

    /**
     * Removes an ended agent's folder, if nothing is left in it that anyone needs. The identity goes last: a folder
     * without one belongs to nobody who is known to have ended, and the rest would lie in it for ever.
     */
    public static boolean remove(Path folder) throws IOException {
        for (Path entry : Folders.list(folder)) {
            if (AttemptFile.of(entry).isPresent()) {
                return false;
            }
        }
        Path identity = folder.resolve(FILE);
        try (var entries = Files.list(folder)) {
            for (Path entry : entries.filter(e -> !e.equals(identity)).toList()) {
                Files.deleteIfExists(entry);
            }
        }
        KillPoint.reach("folder.emptied");
        Files.deleteIfExists(identity);
        Files.deleteIfExists(folder);
        return true;
    }

    private static Path groupFile(Path claim) {
        AttemptFile attempt = AttemptFile.of(claim)
                .orElseThrow(() -> new IllegalArgumentException(claim + " is not named like a claim"));
        return claim.resolveSibling(attempt.groupFileName());
    }

    private static <T> Optional<T> small(Path file, Class<T> type) {
        try {
            return SmallFile.read(file, MAX_BYTES).flatMap(bytes -> Optional.ofNullable(Json.read(bytes, type)));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
