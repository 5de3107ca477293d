package dev.drover.master;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.master.core.Packets;
import dev.drover.master.core.State;
import dev.drover.message.Messages;
import dev.drover.message.PacketResult;
import dev.drover.message.Parsed;
import dev.drover.message.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A result that does not count, on its way out of the outbox of the agents.
 *
 * @param name the file's name as the journal has it; one that is not UTF-8 is another on disk
 * @param identity of what was found wrong; another file of that name is another result
 * @param awaitedFor the request that waits for a result of that packet
 */
record IgnoredResult(Home home, String name, Optional<String> identity, Optional<String> awaitedFor) {
    /** Whatever the settings allow, no more than this is read. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    static IgnoredResult of(Home home, Event.ResultIgnored e, State state) {
        int dot = e.file().indexOf('.');
        String packetId = e.file().substring(0, Math.max(0, dot));
        return new IgnoredResult(
                home,
                e.file(),
                e.identity(),
                Optional.ofNullable(state.out().get(packetId)).map(State.Out::requestId));
    }

    /** Moves it to where people find it, unless that was done or another file has the name by now. */
    void keep() throws IOException {
        for (Path file : named()) {
            try {
                if (identity.isEmpty() || Content.marks(file).equals(identity.get())) {
                    move(file, awaitedFor);
                } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && digest(file).equals(identity.get())) {
                    move(file, awaitedFor.isPresent() ? awaitedFor : requestOf(Content.read(file, MOST_BYTES)));
                }
            } catch (NoSuchFileException | AccessDeniedException e) {
                // Someone who wanted the same was faster, or it is another file.
            }
        }
    }

    /** In pieces, since what has the name by now may be much larger than what was found wrong. */
    private static String digest(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        var piece = new byte[8192];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            int length = in.read(piece);
            for (int read = 0; length >= 0 && read <= MOST_BYTES; read += length, length = in.read(piece)) {
                digest.update(piece, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private List<Path> named() throws IOException {
        try {
            Path direct = home.results().resolve(name);
            if (Files.exists(direct, LinkOption.NOFOLLOW_LINKS)) {
                return List.of(direct);
            }
        } catch (InvalidPathException e) {
            // A name that cannot be written here can still be listed.
        }
        return Folders.list(home.results()).stream()
                .filter(file -> file.getFileName().toString().equals(name))
                .toList();
    }

    private void move(Path file, Optional<String> requestId) throws IOException {
        Path folder = requestId.map(id -> home.run(id).resolve("late")).orElseGet(() -> home.runs()
                .resolve(".ignored"));
        Files.createDirectories(folder);
        Path target = folder.resolve(file.getFileName());
        for (int n = 2; ; n++) {
            try {
                DurableFiles.moveToFree(file, target);
                return;
            } catch (FileAlreadyExistsException e) {
                target = folder.resolve(name.replaceAll("\\.json$", "") + "-" + n + ".json");
            }
        }
    }

    /** The request that it says it is for, if that is known here and the packet is one of that request. */
    private Optional<String> requestOf(Content content) {
        if (content.problem().isEmpty()
                && Messages.result(content.bytes()) instanceof Parsed.Valid<PacketResult> valid) {
            PacketResult result = valid.value();
            return Optional.of(result.requestId())
                    .filter(id -> name.startsWith(Packets.idOf(id, result.taskId()) + "."))
                    .filter(id -> Files.exists(home.run(id).resolve("accepted.json"), LinkOption.NOFOLLOW_LINKS));
        }
        return Optional.empty();
    }
}
