package dev.drover.agent.specialist.support;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls git in the workspace. Nothing here writes to the user's index: locks that git would take on the side are off,
 * and so is the file-system monitor, which is a program that the repository names.
 */
public final class Git {
    private static final List<String> PROGRAM =
            List.of("git", "-c", "core.fsmonitor=false", "-c", "core.splitIndex=false", "-c", "gc.auto=0");
    private static final int MAX_LIST_BYTES = 64 << 20;
    private static final int MAX_TEXT_BYTES = 64 << 10;

    private final Assignment assignment;
    private final Map<String, String> environment;

    public Git(Assignment assignment) {
        this(assignment, Map.of());
    }

    private Git(Assignment assignment, Map<String, String> more) {
        this.assignment = assignment;
        var all = new HashMap<>(Map.of("LC_ALL", "C", "GIT_OPTIONAL_LOCKS", "0", "GIT_TERMINAL_PROMPT", "0"));
        all.putAll(more);
        this.environment = Map.copyOf(all);
    }

    /** The same, but with an index of its own instead of the user's. */
    public Git withIndex(Path index) {
        return new Git(assignment, Map.of("GIT_INDEX_FILE", index.toString()));
    }

    /**
     * Whether the workspace lies in a git work tree that regards it as content. A folder that the repository around it
     * ignores, such as a scratch folder, is not part of that repository.
     */
    public boolean isWorkTree() throws IOException, InterruptedException {
        return assignment.shell().has("git")
                && text(run("rev-parse", "--is-inside-work-tree")).equals("true")
                && run("check-ignore", "-q", "--", ".").exitCode() != 0;
    }

    public Ran run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(arguments));
    }

    public Ran run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(PROGRAM);
        command.addAll(arguments);
        return finished(command);
    }

    /** What the command printed, without the space around it. */
    public static String text(Ran ran) throws IOException {
        return SafeFiles.outputTail(ran.output(), MAX_TEXT_BYTES).strip();
    }

    /** Runs a command that prints names that end with NUL. */
    public Names names(List<String> arguments) throws IOException, InterruptedException {
        // Both output streams go to one file, and a warning must not become part of a name.
        var command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>/dev/null", "sh"));
        command.addAll(PROGRAM);
        command.addAll(arguments);
        Ran ran = finished(command);
        if (ran.exitCode() != 0) {
            throw new IOException("git " + String.join(" ", arguments) + " ended with exit code " + ran.exitCode()
                    + " in " + assignment.workspace() + "; run it there to see why");
        }
        try (InputStream in = Files.newInputStream(ran.output())) {
            return Names.split(in.readNBytes(MAX_LIST_BYTES));
        }
    }

    private Ran finished(List<String> command) throws IOException, InterruptedException {
        Ran ran = assignment.shell().run(command, assignment.workspace(), environment);
        if (ran.timedOut()) {
            throw new CommandTimedOut(String.join(" ", command), ran);
        }
        return ran;
    }

    /**
     * File names as git printed them.
     *
     * @param undecodable how many were not UTF-8, and so cannot be named in a result
     */
    public record Names(List<String> names, int undecodable) {
        public Names {
            names = List.copyOf(names);
        }

        static Names split(byte[] bytes) {
            var names = new ArrayList<String>();
            int undecodable = 0;
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == 0) {
                    try {
                        names.add(StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes, start, i - start))
                                .toString());
                    } catch (CharacterCodingException e) {
                        undecodable++;
                    }
                    start = i + 1;
                }
            }
            return new Names(names, undecodable);
        }
    }
}
