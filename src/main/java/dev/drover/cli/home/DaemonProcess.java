package dev.drover.cli.home;

import dev.drover.audit.ChainTail;
import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.HomeAccess;
import dev.drover.daemon.DaemonFile;
import dev.drover.message.DroverException;
import dev.drover.process.Launch;
import dev.drover.process.ProcessId;
import dev.drover.process.ProcessTree;
import dev.drover.process.Umask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The daemon of a home as a process: starting and ending it from outside. */
public final class DaemonProcess {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(5);

    private DaemonProcess() {}

    public static Path log(Home home) {
        return home.logs().resolve("daemon.log");
    }

    /**
     * Starts it in the background and returns when it watches the bus. One that runs already is left alone.
     *
     * @param note is told why it takes long, when it does
     */
    public static DaemonFile start(Home home, Consumer<String> note) throws IOException, InterruptedException {
        Optional<DaemonFile> running = DaemonFile.running(home);
        if (running.isPresent()) {
            return running.get();
        }
        HomeAccess.require(home);
        HomeAccess.createFolder(home.logs());
        List<String> command = new ArrayList<>(Launch.java());
        command.addAll(List.of(
                "-Xms24m",
                "-Xmn12m",
                "-Xmx144m",
                Umask.option(),
                DaemonMain.class.getName(),
                home.root().toString()));
        createLog(log(home));
        long logBefore = Files.exists(log(home)) ? Files.size(log(home)) : 0;
        ProcessId process = Launch.apart(command, System.getenv(), home.root(), log(home));
        var patience = new StartPatience(ChainTail.size(home.journal()));
        boolean told = false;
        long start = System.nanoTime();
        while (System.nanoTime() - start < patience.limit().toNanos()) {
            Optional<DaemonFile> ready = DaemonFile.running(home);
            if (ready.isPresent()) {
                return ready.get();
            }
            if (!process.isAlive()) {
                throw new DroverException(
                        "the daemon did not start: " + newLines(home, logBefore) + " (log: " + log(home) + ")");
            }
            if (!told && System.nanoTime() - start > StartPatience.WORTH_A_NOTE.toNanos()) {
                note.accept(patience.note());
                told = true;
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
        throw new DroverException("the daemon (process " + process.pid() + ") did not come up within "
                + patience.limit().toSeconds() + " s, and still runs; see " + log(home));
    }

    private static void createLog(Path log) throws IOException {
        if (Files.notExists(log)) {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** Ends the daemon, and its agents too unless they are kept. Returns whether anything ran. */
    public static boolean stop(Home home, boolean keepAgents) throws IOException {
        Optional<DaemonFile> daemon = DaemonFile.running(home);
        if (daemon.isPresent()) {
            ProcessTree.requestStop(daemon.get().process());
            if (!ProcessTree.awaitEnd(daemon.get().process(), STOP_WITHIN)) {
                throw new DroverException("the daemon (process " + daemon.get().pid() + ") did not end within "
                        + STOP_WITHIN.toSeconds() + " s; see " + log(home) + ", or kill it: nothing is lost by that");
            }
        }
        boolean stoppedAgents = !keepAgents && stopAgents(home);
        return daemon.isPresent() || stoppedAgents;
    }

    private static boolean stopAgents(Home home) throws IOException {
        List<AgentIdentity> agents = new ArrayList<>();
        for (Path folder : Folders.list(home.claimed())) {
            AgentIdentity.read(folder).filter(a -> a.process().isAlive()).ifPresent(agents::add);
        }
        agents.forEach(agent -> ProcessTree.requestStop(agent.process()));
        long start = System.nanoTime();
        while (agents.stream().anyMatch(a -> a.process().isAlive())
                && System.nanoTime() - start < STOP_WITHIN.toNanos()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        agents.stream().filter(a -> a.process().isAlive()).forEach(a -> ProcessTree.end(a.process(), Duration.ZERO));
        return !agents.isEmpty();
    }

    private static String newLines(Home home, long from) throws IOException {
        byte[] all = Files.readAllBytes(log(home));
        String text = new String(
                all,
                (int) Math.min(from, all.length),
                (int) Math.max(0, all.length - from),
                java.nio.charset.StandardCharsets.UTF_8);
        return text.strip();
    }
}
