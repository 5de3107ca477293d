package dev.drover.master;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.GivenCodewords;
import dev.drover.bus.Home;
import dev.drover.message.Control;
import dev.drover.message.Failure;
import dev.drover.message.Json;
import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps a codeword out of all that outlasts its message: what may hold one is neither quoted in a refusal nor kept as a
 * dead letter. In doubt a message counts as one that holds a codeword; it can be sent again.
 */
final class ControlSecrets {
    private static final int MOST_BYTES = 1 << 20;
    private static final String GONE = "(removed, since it may be a codeword; give it with: drover codeword give)";

    private ControlSecrets() {}

    /** Why it cannot be read, without the words of it that a parser stumbled over. */
    static Failure withoutQuotes(Content content) {
        Failure problem = content.problem().orElseThrow();
        return mayHoldOne(content.bytes())
                ? new Failure(
                        problem.code(),
                        "it is not one complete JSON object; it is not shown since it may hold a codeword, so give that"
                                + " with: drover codeword give REQUEST_ID",
                        problem.retryable())
                : problem;
    }

    /** Takes the codeword out of a message that was refused, and also the one that was kept from it. */
    static void remove(Path message, Home home) throws IOException {
        if (!Files.isRegularFile(message, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(message, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(MOST_BYTES);
        }
        if (!mayHoldOne(bytes)) {
            return;
        }
        String control = "*codeword:REQUEST_ID";
        if (Messages.control(bytes) instanceof Parsed.Valid<Control> valid
                && valid.value().verb() == Control.Verb.CODEWORD) {
            control = valid.value().wire();
            new GivenCodewords(home).remove(valid.value().target().orElseThrow());
        }
        // In place: half of it is no secret either, and a long name leaves no room for another beside it.
        Files.write(
                message,
                Json.prettyBytes(Map.of("control", control, "note", GONE)),
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS);
        DurableFiles.syncFile(message);
    }

    /** Whatever encoding it has, and also where the name is written with escapes. */
    private static boolean mayHoldOne(byte[] bytes) {
        String text =
                new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "").toLowerCase(Locale.ROOT);
        return text.contains("codeword") || text.contains("\\u") || bytes.length == MOST_BYTES;
    }
}
