package dev.drover.agent.specialist.support;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls git in the workspace. Nothing here writes to the user's index: locks that git would take on the side are off,
 * and so is the file-system monitor, which is a program that the repository names.
 */
public final class Git {
    /** How {@code git check-ignore} ends. */
    private static final int IGNORED = 0;

    private static final int NOT_IGNORED = 1;

    private static final List<String> PROGRAM =
            List.of("git", "-c", "core.fsmonitor=false", "-c", "core.splitIndex=false", "-c", "gc.auto=0");
    // What the command prints comes first, and only then what it says of errors: neither gets into the other.
    private static final String APART =
            "i=$1; shift; { e=$(\"$@\" 2>&1 1>&3 3>&- <\"$i\"); } 3>&1; c=$?; printf %s \"$e\" >&2; exit $c";
    private static final String COUNT = "GIT_CONFIG_COUNT";
    private static final String FILTERS = "^filter\\..*\\.(clean|process|required)$";
    private static final Set<String> USERS = Set.of("system", "global");
    private static final int MAX_LIST_BYTES = 64 << 20;
    private static final Path NOTHING = Path.of("/dev/null");
    private static final int MAX_TEXT_BYTES = 64 << 10;
    private static final int MAX_SHOWN = 400;

    /** To this the number of the signal is added; with 128 git dies of itself, and 129 says that it was called wrongly. */
    private static final int SIGNALLED = 128;

    private static final int FIRST_SIGNAL = 130;
    private static final int LAST_SIGNAL = 159;

    private final Assignment assignment;
    private final Map<String, String> environment;

    public Git(Assignment assignment) {
        this(assignment, Map.of("LC_ALL", "C", "GIT_OPTIONAL_LOCKS", "0", "GIT_TERMINAL_PROMPT", "0"));
    }

    private Git(Assignment assignment, Map<String, String> environment) {
        this.assignment = assignment;
        this.environment = Map.copyOf(environment);
    }

    /** The same, but with an index of its own instead of the user's. */
    public Git withIndex(Path index) {
        return with(Map.of("GIT_INDEX_FILE", index.toString()));
    }

    /** The same with more in the environment of its commands. */
    public Git with(Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return new Git(assignment, all);
    }

    /**
     * The same without the filters for content that the repository's own configuration names, as {@code clean} and
     * {@code process}: to look at changed files, git would run these programs. Those of the user's own configuration
     * stay, also where the repository names others in their place.
     */
    public Git withoutItsFilters() throws IOException, InterruptedException {
        List<String> command = List.of("config", "--show-scope", "-z", "--get-regexp", FILTERS);
        Ran ran = data(command);
        Names said = Names.of(ran);
        // The exit code 1 says that there are none.
        if (ran.exitCode() > 1 || said.undecodable() > 0 || said.names().size() % 2 > 0) {
            throw new IOException("git cannot tell which filters the configuration of " + assignment.workspace()
                    + " names; run 'git " + String.join(" ", command) + "' there to see why");
        }
        Map<String, String> users = new HashMap<>();
        Set<String> its = new HashSet<>();
        for (int i = 0; i < said.names().size(); i += 2) {
            String entry = said.names().get(i + 1);
            int end = entry.indexOf('\n');
            String key = end < 0 ? entry : entry.substring(0, end);
            if (USERS.contains(said.names().get(i))) {
                users.put(key, end < 0 ? "true" : entry.substring(end + 1));
            } else {
                its.add(key);
            }
        }
        var more = new HashMap<String, String>();
        int count = Integer.parseInt(environment.getOrDefault(COUNT, "0"));
        for (String key : its) {
            more.put("GIT_CONFIG_KEY_" + count, key);
            more.put("GIT_CONFIG_VALUE_" + count++, users.getOrDefault(key, key.endsWith(".required") ? "false" : ""));
        }
        more.put(COUNT, String.valueOf(count));
        return with(more);
    }

    /**
     * Whether the workspace lies in a git work tree that regards it as content. A folder that the repository around it
     * ignores, such as a scratch folder, is not part of that repository.
     */
    public boolean isWorkTree() throws IOException, InterruptedException {
        return assignment.shell().has("git")
                && switch (run("check-ignore", "-q", "--", ".").exitCode()) {
                    case IGNORED -> false;
                    case NOT_IGNORED -> true;
                    // It is no work tree, or a broken one, of which the next command says more.
                    default -> text(run("rev-parse", "--is-inside-work-tree")).equals("true");
                };
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

    /** A path that the command printed, which may begin and end with blanks. */
    public static String path(Ran ran) throws IOException {
        return SafeFiles.outputTail(ran.output(), MAX_TEXT_BYTES).replaceFirst("\n$", "");
    }

    /** Runs a command that prints names that end with NUL. */
    public Names names(List<String> arguments) throws IOException, InterruptedException {
        Ran ran = data(arguments);
        if (ran.exitCode() != 0) {
            throw new IOException("git " + String.join(" ", arguments) + " ended with exit code " + ran.exitCode()
                    + " in " + assignment.workspace() + "; run it there to see why");
        }
        Names names = Names.of(ran);
        // Nothing refers to it, and it may be as long as the repository is large.
        Files.deleteIfExists(ran.output());
        return names;
    }

    /** Runs a command that prints fields that end with NUL; what it says of errors stands after the last of them. */
    public Ran data(List<String> arguments) throws IOException, InterruptedException {
        return data(NOTHING, arguments);
    }

    /** The same of one that reads a file as its standard input. */
    public Ran data(Path input, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", "-c", APART, "sh", input.toString()));
        command.addAll(PROGRAM);
        command.addAll(arguments);
        return finished(command);
    }

    private Ran finished(List<String> command) throws IOException, InterruptedException {
        Ran ran = assignment.shell().run(command, assignment.workspace(), environment);
        if (ran.timedOut()) {
            throw new CommandTimedOut(String.join(" ", command), ran);
        }
        if (ran.exitCode() >= FIRST_SIGNAL && ran.exitCode() <= LAST_SIGNAL) {
            throw new CommandKilled("git was killed by signal " + (ran.exitCode() - SIGNALLED) + " in "
                    + assignment.workspace() + ", at: " + Shortened.of(String.join(" ", command), MAX_SHOWN));
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

        /** The names that a command printed. */
        public static Names of(Ran ran) throws IOException {
            try (InputStream in = Files.newInputStream(ran.output())) {
                return split(in.readNBytes(MAX_LIST_BYTES));
            }
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
