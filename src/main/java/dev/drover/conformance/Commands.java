package dev.drover.conformance;

import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Shell commands that the checks give to agents. */
final class Commands {
    private Commands() {}

    static String quoted(Path file) {
        return "'" + file.toString().replace("'", "'\\''") + "'";
    }

    /** Ends when the file is there. */
    static String until(Path file) {
        return "while [ ! -e " + quoted(file) + " ]; do sleep 0.1; done";
    }

    /** Writes down its own number and that of a child, then never ends by itself. */
    static String endless(Path pids) {
        return "sleep 300 & " + tellPids(pids) + "; wait";
    }

    /** The same, and does not end on TERM either. */
    static String stubborn(Path pids) {
        return "trap '' TERM; sleep 300 & " + tellPids(pids) + "; while :; do wait; sleep 1; done";
    }

    static String tellPids(Path pids) {
        Path hidden = pids.resolveSibling("." + pids.getFileName());
        return "echo $$ $! >" + quoted(hidden) + " && mv " + quoted(hidden) + " " + quoted(pids);
    }

    /** The processes of that list that still run, as text; empty when none does. */
    static String running(Path pids) throws IOException {
        return String.join(
                ", ",
                Stream.of(Files.readString(pids).strip().split(" +"))
                        .filter(pid -> isAlive(Long.parseLong(pid)))
                        .toList());
    }

    private static boolean isAlive(long pid) {
        Optional<ProcessId> process = ProcessId.of(pid);
        return process.isPresent() && process.get().isAlive();
    }
}
