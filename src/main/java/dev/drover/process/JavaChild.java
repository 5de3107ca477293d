package dev.drover.process;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Started through {@link ProcessBuilder} and {@code setsid}: three programs are run for one command. */
final class JavaChild implements Child {
    private static final Duration GROUP_WITHIN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(1);

    private final Process process;

    private JavaChild(Process process) {
        this.process = process;
    }

    static JavaChild start(CommandSpec spec) throws IOException {
        var builder = new ProcessBuilder(List.of("setsid", "sh", "-c", Child.gate()));
        builder.directory(spec.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        builder.environment().put("DROVER_COMMAND", spec.command());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.output().toFile()));
        Process process = builder.start();
        awaitGroup(process);
        return new JavaChild(process);
    }

    /**
     * Until {@code setsid} has run there is no group to signal: a stop would find nothing to end, and a command whose
     * gate is open would run all the same.
     */
    private static void awaitGroup(Process process) throws IOException {
        long start = System.nanoTime();
        while (process.isAlive() && !leadsGroup(process.pid())) {
            if (System.nanoTime() - start > GROUP_WITHIN.toNanos()) {
                process.destroyForcibly();
                throw new IOException("the shell for the command did not come to lead a session within "
                        + GROUP_WITHIN.toSeconds() + " s; is setsid (of util-linux) in order?");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Where there is no {@code /proc}, {@code kill(2)} is asked, which must be linked first. */
    private static boolean leadsGroup(long pid) {
        return ProcStat.read(pid).map(stat -> stat.group() == pid).orElseGet(() -> Posix.groupExists(pid));
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void release() throws IOException {
        try (OutputStream gate = process.getOutputStream()) {
            gate.write('\n');
        }
    }

    @Override
    public OptionalInt await(Duration most) throws InterruptedException {
        return process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }
}
