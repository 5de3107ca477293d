package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a release consists of: the same paths, contents, modes and links give the same hash, wherever they lie and
 * whenever they were made.
 *
 * @param entries by path, with '/': {@code f} with mode and hash of a file, {@code l} with the target of a link,
 *     {@code d} for a folder without content
 */
record Manifest(Map<String, String> entries, long bytes) {
    private static final int MAX_ENTRIES = 200_000;
    private static final int ID_DIGITS = 16;

    Manifest {
        entries = java.util.Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    /** Of these files and folders below the root. */
    static Manifest of(Path root, List<String> paths) throws IOException {
        var collector = new Collector(root);
        for (String path : paths) {
            Path start = root.resolve(path).normalize();
            if (!Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
                throw Refusal.failed(
                        "artifact_missing",
                        "The artifact " + path + " is not in " + root + ". Check what the build writes, or correct"
                                + " build.artifacts in " + DeployFile.NAME + ".",
                        false);
            }
            if (Files.isSymbolicLink(start) || !SafeFiles.isRealFolder(root, Durable.folderOf(start))) {
                throw Refusal.failed(
                        "artifact_is_link",
                        "The artifact " + path + " is a link, or lies behind one, so it may be anything. Name what it"
                                + " leads to in build.artifacts of " + DeployFile.NAME + ".",
                        false);
            }
            Files.walkFileTree(start, collector);
        }
        return new Manifest(collector.entries, collector.bytes);
    }

    /** Of all that is in a folder. */
    static Manifest ofAll(Path root) throws IOException {
        var collector = new Collector(root);
        Files.walkFileTree(root, collector);
        return new Manifest(collector.entries, collector.bytes);
    }

    /** SHA-256 of all of it. */
    String sha256() {
        MessageDigest digest = digest();
        entries.forEach((path, what) -> {
            digest.update((path + '\0' + what + '\0').getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The name of its folder. */
    String release() {
        return release(sha256());
    }

    static String release(String sha256) {
        return sha256.substring(0, ID_DIGITS);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<String, String> entries = new TreeMap<>();
        private long bytes;

        Collector(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new java.nio.channels.ClosedByInterruptException();
            }
            try (var inside = Files.newDirectoryStream(folder)) {
                if (!folder.equals(root) && !inside.iterator().hasNext()) {
                    add(folder, "d");
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isSymbolicLink()) {
                add(file, "l " + link(file));
            } else if (attributes.isRegularFile()) {
                bytes += attributes.size();
                boolean runs = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                        .contains(PosixFilePermission.OWNER_EXECUTE);
                add(file, (runs ? "f x " : "f - ") + hash(file));
            } else {
                throw Refusal.failed(
                        "artifact_special",
                        "The artifact " + name(file) + " is a pipe, a socket or a device, which cannot be deployed."
                                + " Have the build not leave it there.",
                        false);
            }
            return FileVisitResult.CONTINUE;
        }

        private void add(Path file, String what) throws IOException {
            String name = name(file);
            if (!root.resolve(name).equals(file) || name.indexOf('\uFFFD') >= 0) {
                throw Refusal.failed(
                        "artifact_name", "The name of " + name + " is not UTF-8, so it cannot be recorded.", false);
            }
            if (entries.size() >= MAX_ENTRIES) {
                throw Refusal.failed(
                        "too_many_files",
                        "The artifacts have more than " + MAX_ENTRIES + " files. Pack them into an archive.",
                        false);
            }
            entries.put(root.relativize(file).toString(), what);
        }

        private String name(Path file) {
            String name = root.relativize(file).toString();
            return name.chars().anyMatch(Character::isISOControl) ? Ids.printable(name) : name;
        }

        /** A link may lead to another place in the release, and nowhere else. */
        private String link(Path file) throws IOException {
            Path target = Files.readSymbolicLink(file);
            Path inside = root.relativize(file).resolveSibling(target).normalize();
            if (target.isAbsolute() || inside.startsWith("..")) {
                throw Refusal.failed(
                        "artifact_link_outside",
                        "The link " + name(file) + " leads to " + Ids.printable(target.toString())
                                + ", out of the release. Have the build copy what it leads to.",
                        false);
            }
            return target.toString();
        }

        private static String hash(Path file) throws IOException {
            MessageDigest digest = digest();
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
