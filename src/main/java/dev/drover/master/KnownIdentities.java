package dev.drover.master;

import dev.drover.bus.AgentIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who the agents are that were looked at before. They are looked at every second, and an identity that has not changed
 * is not read again. Not safe for use by several threads.
 */
final class KnownIdentities {
    private final Map<Path, Known> known = new HashMap<>();

    /** An identity, and what its file was like before it was read: one that changes meanwhile is read again. */
    private record Known(Stamp stamp, Optional<AgentIdentity> identity) {}

    private record Stamp(
            Object modified, long size, @Nullable Object key) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Stamp(a.lastModifiedTime(), a.size(), a.fileKey());
        }
    }

    /** The identity in an agent's folder, as {@link AgentIdentity#read} gives it. */
    Optional<AgentIdentity> read(Path folder) {
        Stamp now;
        try {
            now = Stamp.of(AgentIdentity.file(folder));
        } catch (IOException e) {
            known.remove(folder);
            return AgentIdentity.read(folder);
        }
        Known before = known.get(folder);
        if (before != null && before.stamp().equals(now)) {
            return before.identity();
        }
        Optional<AgentIdentity> identity = AgentIdentity.read(folder);
        known.put(folder, new Known(now, identity));
        return identity;
    }

    /** Forgets all folders but these. */
    void keep(Collection<Path> folders) {
        known.keySet().retainAll(folders);
    }
}
