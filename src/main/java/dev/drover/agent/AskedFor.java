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

/** The request that a packet belongs to, as it lies in its run folder. */
record AskedFor(Home home, Packet packet) {
    /** What the request may use; no limits when that cannot be read. */
    Limits limits() throws IOException {
        Path file = home.root().resolve(packet.runFolder()).resolve("request.json");
        if (!Files.isRegularFile(file)) {
            return Limits.NONE;
        }
        return Messages.request(Files.readAllBytes(file)) instanceof Parsed.Valid<Request> valid
                ? valid.value().limits().orElse(Limits.NONE)
                : Limits.NONE;
    }
}
