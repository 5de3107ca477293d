package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.support.Durable;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases of one environment, a folder each, named by their content. One that is being copied has a name that
 * nothing ever links to; what a killed copy left is removed by the next. Used by the holder of the environment's lock.
 */
final class ReleaseStore {
    private static final Logger log = LoggerFactory.getLogger(ReleaseStore.class);
    private static final String PARTIAL = ".partial-";
    private static final Pattern RELEASE = Pattern.compile("[0-9a-f]{16}");

    private final Path folder;

    ReleaseStore(Path folder) {
        this.folder = folder;
    }

    /** Whether a folder of that name can have been made by a deployment. */
    static boolean isId(String name) {
        return RELEASE.matcher(name).matches();
    }

    Path folder(String release) {
        return folder.resolve(release);
    }

    boolean has(String release) {
        return isId(release) && Files.isDirectory(folder(release), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether what lies there is still what was copied: a program may write into its own folder. */
    boolean isUnchanged(String release) throws IOException {
        try {
            return Manifest.ofAll(folder(release)).release().equals(release);
        } catch (Refusal e) {
            return false;
        }
    }

    /**
     * Copies a release, durably, unless it is there.
     *
     * @param source the folder that the manifest's paths are below
     * @param inUse whether it is what users see now
     * @return the folder to which something else of that name was moved, or none
     */
    List<String> put(Manifest manifest, Path source, boolean inUse) throws IOException {
        removePartial();
        String release = manifest.release();
        List<String> movedAway = new ArrayList<>();
        if (Files.exists(folder(release), LinkOption.NOFOLLOW_LINKS)) {
            if (has(release) && isUnchanged(release)) {
                return movedAway;
            }
            if (inUse) {
                throw Refusal.failed(
                        "release_changed",
                        "The release " + release + " is live, but its folder " + folder(release)
                                + " has other content than was copied there. Undo that, or deploy another release.",
                        false);
            }
            movedAway.add(moveAway(release));
        }
        Path partial = folder.resolve(PARTIAL + release);
        try {
            copy(manifest, source, partial);
            if (!Manifest.ofAll(partial).sha256().equals(manifest.sha256())) {
                throw Refusal.failed(
                        "artifacts_changed",
                        "The artifacts changed while they were copied, so nothing was deployed. Let nothing else write"
                                + " there, and retry the request.",
                        true);
            }
            KillPoint.reach("deploy.copied");
            Files.move(partial, folder(release), StandardCopyOption.ATOMIC_MOVE);
            Durable.sync(folder);
            KillPoint.reach("deploy.stored");
        } catch (IOException e) {
            removeQuietly(partial, e);
            throw e;
        }
        return movedAway;
    }

    /**
     * What became of the releases beyond those that are kept.
     *
     * @param removed how many are gone
     * @param left why each of the others is not
     */
    record Pruned(int removed, List<IOException> left) {}

    /** Removes releases that are not to be kept, except for those that somebody wrote into. */
    Pruned prune(Collection<String> keep) throws IOException {
        int removed = 0;
        List<IOException> left = new ArrayList<>();
        for (Path path : list()) {
            String name = path.getFileName().toString();
            if (has(name) && !keep.contains(name) && isUnchanged(name)) {
                try {
                    // Under a name that counts as unfinished, so that a kill leaves no half of a release.
                    Path partial = folder.resolve(PARTIAL + name);
                    Files.move(path, partial, StandardCopyOption.ATOMIC_MOVE);
                    KillPoint.reach("deploy.pruning");
                    Durable.remove(partial);
                    removed++;
                } catch (IOException e) {
                    left.add(e);
                }
            }
        }
        return new Pruned(removed, List.copyOf(left));
    }

    /** What cannot be removed is in the way of nothing but a copy of the same release, which then says so. */
    private void removePartial() throws IOException {
        for (Path path : list()) {
            if (path.getFileName().toString().startsWith(PARTIAL)) {
                try {
                    Durable.remove(path);
                } catch (IOException e) {
                    log.warn("what a deployment left cannot be removed", e);
                }
            }
        }
    }

    private List<Path> list() throws IOException {
        List<Path> all = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(folder)) {
            entries.forEach(all::add);
        }
        return all;
    }

    private String moveAway(String release) throws IOException {
        for (int n = 1; ; n++) {
            Path free = folder.resolve(release + "-changed-" + n);
            if (Files.notExists(free, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(folder(release), free, StandardCopyOption.ATOMIC_MOVE);
                return free.getFileName().toString();
            }
        }
    }

    private static void copy(Manifest manifest, Path source, Path target) throws IOException {
        Files.createDirectory(target);
        Set<Path> folders = new java.util.TreeSet<>(Set.of(target));
        for (var entry : manifest.entries().entrySet()) {
            Path to = target.resolve(entry.getKey());
            Path from = source.resolve(entry.getKey());
            Path parent = entry.getValue().equals("d") ? to : Durable.folderOf(to);
            Files.createDirectories(parent);
            for (Path f = parent; !f.equals(target); f = Durable.folderOf(f)) {
                folders.add(f);
            }
            if (entry.getValue().startsWith("f")) {
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                if (Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
                    Durable.sync(to);
                }
                KillPoint.reach("deploy.copying");
            } else if (entry.getValue().startsWith("l")) {
                Files.createSymbolicLink(to, Files.readSymbolicLink(from));
            }
        }
        for (Path f : folders) {
            Durable.sync(f);
        }
    }

    private static void removeQuietly(Path partial, IOException because) {
        try {
            Durable.remove(partial);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
