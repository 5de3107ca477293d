package dev.drover.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Ends process groups for certain: TERM, grace, KILL, and then a look whether anything is left. */
public final class ProcessTree {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration KILL_TAKES = Duration.ofSeconds(10);

    /** A machine does not start as many processes in this time as there are numbers for. */
    private static final Duration NUMBERS_LAST = Duration.ofSeconds(1);

    private static final String HOME = "\0DROVER_HOME=";
    private static final Path PROC = Path.of("/proc");

    private ProcessTree() {}

    /**
     * Ends a process and the session that it opened, including members that moved to another group of the session.
     *
     * @param grace how long members may take after TERM before they are killed; zero kills at once
     * @return whether nothing of it is left
     */
    public static boolean end(ProcessId leader, Duration grace) {
        if (!leader.bootId().equals(ProcessId.currentBootId())) {
            return true;
        }
        if (!grace.isZero() && signalAll(leader, Posix.TERM) && isGone(leader, grace)) {
            return true;
        }
        signalAll(leader, Posix.KILL);
        return isGone(leader, KILL_TAKES);
    }

    /** Whether nothing is left of a process and its session. Signals nothing. */
    public static boolean isEnded(ProcessId leader) {
        return !leader.bootId().equals(ProcessId.currentBootId())
                || (!leader.isAlive() && groups(leader).isEmpty());
    }

    /**
     * Whether a process lives whose environment holds all the {@code markers}, given as {@code NAME=value}.
     *
     * @param home processes that work for another one ({@code DROVER_HOME}) do not count
     */
    public static boolean anyMarked(Path home, String... markers) {
        return !marked(home, markers).isEmpty();
    }

    /**
     * Kills what a finished leader left running in its session. Looks only at processes that were started after it, as
     * long as so few can have been that their numbers are higher: after each short command, all would cost too much.
     *
     * @param lived how long the leader lived
     */
    public static boolean endLeftovers(ProcessId leader, Duration lived) {
        boolean any = Posix.groupExists(leader.pid()) || lived.compareTo(NUMBERS_LAST) > 0 || isLater(leader);
        return !any || end(leader, Duration.ZERO);
    }

    /** The number given last (proc(5), loadavg); the lowest when that cannot be known. */
    private static long lastPid() {
        try {
            String text = Files.readString(PROC.resolve("loadavg"), StandardCharsets.US_ASCII)
                    .trim();
            return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Whether a process of the session may be there: one is, or the numbers began anew. */
    private static boolean isLater(ProcessId leader) {
        long last = lastPid();
        if (last == leader.pid()) {
            return false;
        }
        if (last < leader.pid()) {
            return true;
        }
        for (String name : Objects.requireNonNullElse(PROC.toFile().list(), new String[0])) {
            if (Character.isDigit(name.charAt(0)) && Long.parseLong(name) > leader.pid()) {
                Optional<ProcStat> stat = ProcStat.read(Long.parseLong(name));
                if (stat.filter(p -> p.session() == leader.pid() && !p.isZombie())
                        .isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Sends TERM to one process, if it is still that one; one that was stopped is continued, so that it can obey. */
    public static void requestStop(ProcessId process) {
        if (process.isAlive()) {
            Posix.signal(process.pid(), Posix.TERM);
            Posix.signal(process.pid(), Posix.CONT);
        }
    }

    /** Waits for the end of one process. Returns whether it has ended. */
    public static boolean awaitEnd(ProcessId process, Duration within) {
        return waitUntil(() -> !process.isAlive(), within);
    }

    /**
     * Kills every process whose environment holds all the markers: what escaped its session by starting another one.
     *
     * @param home processes that work for another one ({@code DROVER_HOME}) are left alone: a copy of a home has the same ids
     * @param markers {@code NAME=value} as it was set for the command
     * @return whether none is left
     */
    public static boolean endMarked(Path home, String... markers) {
        return waitUntil(
                () -> {
                    // Again each time: until all are gone, one may start another.
                    Set<Long> found = marked(home, markers);
                    found.forEach(pid -> Posix.signal(pid, Posix.KILL));
                    return found.isEmpty();
                },
                KILL_TAKES);
    }

    private static boolean signalAll(ProcessId leader, int signal) {
        boolean any = leader.isAlive() && Posix.signal(leader.pid(), signal);
        for (long group : groups(leader)) {
            any |= Posix.signalGroup(group, signal);
        }
        return any;
    }

    /** The groups to signal. A later process that was given the leader's number, and its own session, is not touched. */
    private static Set<Long> groups(ProcessId leader) {
        Set<Long> groups = new HashSet<>();
        for (ProcStat stat : all()) {
            if (stat.session() == leader.pid() || stat.group() == leader.pid()) {
                if (stat.pid() == leader.pid() && stat.start() != leader.start()) {
                    return Set.of();
                }
                if (!stat.isZombie()) {
                    groups.add(stat.group());
                }
            }
        }
        return groups;
    }

    private static boolean isGone(ProcessId leader, Duration within) {
        return waitUntil(() -> !leader.isAlive() && groups(leader).isEmpty(), within);
    }

    private static boolean waitUntil(java.util.function.BooleanSupplier condition, Duration within) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > within.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }

    private static Set<Long> marked(Path home, String... markers) {
        List<String> wanted = Arrays.stream(markers)
                .map(marker -> latin("\0" + marker + "\0"))
                .toList();
        long self = ProcessHandle.current().pid();
        Set<Long> found = new HashSet<>();
        for (ProcStat stat : all()) {
            if (stat.pid() != self && !stat.isZombie() && isMarked(stat.pid(), wanted, home)) {
                found.add(stat.pid());
            }
        }
        return found;
    }

    private static boolean isMarked(long pid, List<String> wanted, Path home) {
        try {
            byte[] read = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            String environment = "\0" + new String(read, StandardCharsets.ISO_8859_1);
            return wanted.stream().allMatch(environment::contains) && !isOfOther(home, environment);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it says that it works for another home, and that home is there. */
    private static boolean isOfOther(Path home, String environment) {
        int start = environment.indexOf(HOME);
        if (start < 0) {
            return false;
        }
        String latin = environment.substring(start + HOME.length(), environment.indexOf('\0', start + HOME.length()));
        try {
            Path theirs = Path.of(new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            return Files.exists(theirs) && !Files.isSameFile(theirs, home);
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /** The bytes of a text as a text of one character each, as environments are read here. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Set<ProcStat> all() {
        Set<ProcStat> all = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : entries) {
                ProcStat.read(Long.parseLong(entry.getFileName().toString())).ifPresent(all::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new IllegalStateException("the process list in /proc cannot be read", e);
        }
        return all;
    }
}
