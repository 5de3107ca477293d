package dev.drover.process;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Commands that are longer than the 128 KiB that Linux takes as one string of an environment (MAX_ARG_STRLEN). */
final class LongCommand {
    /** Above this a command is read from a file. */
    static final int MOST_BYTES = 100_000;

    private LongCommand() {}

    /** The command as it can be handed to a shell: itself, or one that reads it from a file beside its output. */
    static CommandSpec fitting(CommandSpec spec) throws IOException {
        byte[] bytes = spec.command().getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return spec;
        }
        Path script = spec.output().resolveSibling(spec.output().getFileName() + ".sh");
        try (var out = Channels.newOutputStream(FileChannel.open(
                script,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS))) {
            out.write(bytes);
        }
        String read = ". '" + script.toAbsolutePath().toString().replace("'", "'\\''") + "'";
        return new CommandSpec(
                read, spec.directory(), spec.environment(), spec.output(), spec.timeout(), spec.maxOutputBytes());
    }
}
