package dev.drover.cli.home;

import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Follows the journal that a daemon writes, from its end on. Confined to one thread. */
final class JournalTail {
    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final StringBuilder begun = new StringBuilder();
    private long offset;

    private JournalTail(Path file, long offset) {
        this.file = file;
        this.offset = offset;
    }

    /** Tells of what comes from now on. */
    static JournalTail ofNow(Home home) throws IOException {
        Path file = home.journal();
        return new JournalTail(file, Files.exists(file) ? Files.size(file) : 0);
    }

    /** The events that were written since the last call; empty when there is nothing new. */
    List<Recorded> next() throws IOException {
        List<Recorded> events = new ArrayList<>();
        if (!Files.exists(file) || Files.size(file) <= offset) {
            return events;
        }
        read();
        for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
            JsonNode line = Json.tree(begun.substring(0, end));
            begun.delete(0, end + 1);
            if (!line.path("event").stringValue("").equals("batch_end")) {
                events.add(new Recorded(
                        line.path("seq").longValue(),
                        Instant.parse(line.path("at").stringValue()),
                        line.path("hash").stringValue(),
                        Json.convert(line, Event.class)));
            }
        }
        return events;
    }

    /** Takes in at most one chunk, up to the last line that is whole, so that no character is cut in two. */
    private void read() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, channel.size() - offset));
            channel.position(offset);
            channel.read(chunk);
            int length = chunk.position();
            while (length > 0 && chunk.get(length - 1) != '\n') {
                length--;
            }
            begun.append(new String(chunk.array(), 0, length, StandardCharsets.UTF_8));
            offset += length;
        }
    }
}
