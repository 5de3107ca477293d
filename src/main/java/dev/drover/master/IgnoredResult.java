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
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
                Content content = Content.read(file, MOST_BYTES);
                if (identity.isEmpty() || content.isOf(identity.get(), file)) {
                    move(file, content);
                }
            } catch (NoSuchFileException e) {
                // Someone who wanted the same was faster.
            }
        }
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

    private void move(Path file, Content content) throws IOException {
        Path folder = awaitedFor
                .or(() -> requestOf(content))
                .map(id -> home.run(id).resolve("late"))
                .orElseGet(() -> home.runs().resolve(".ignored"));
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
