package dev.drover.agent;

import dev.drover.bus.Home;
import dev.drover.message.Limits;
import dev.drover.message.Messages;
import dev.drover.message.Packet;
import dev.drover.message.Parsed;
import dev.drover.message.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The request that a packet belongs to, as it lies in its run folder. */
record AskedFor(Home home, Packet packet) {
    /**
     * What the request may use.
     *
     * @throws IOException when that cannot be read: work without limits is not what was asked for
     */
    Limits limits() throws IOException {
        return request().limits().orElse(Limits.NONE);
    }

    /** The folder that it names, links resolved; empty for a scratch folder. */
    Optional<Path> workspace() throws IOException {
        Optional<Path> named = request().workspace().map(Path::of);
        return named.isPresent() && Files.isDirectory(named.get())
                ? Optional.of(named.get().toRealPath())
                : Optional.empty();
    }

    private Request request() throws IOException {
        Path file = home.root().resolve(packet.runFolder()).resolve("request.json");
        if (Messages.request(Files.readAllBytes(file)) instanceof Parsed.Valid<Request> valid) {
            return valid.value();
        }
        throw new IOException(file + " is not the request any more, so nobody knows its limits");
    }
}
