package dev.drover.process;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A named place in the program at which it can be made to die, for {@code ./verify --chaos}: started with
 * {@code DROVER_KILL_AT=<name>[:n]} in its environment, a process sends itself SIGKILL when it comes to that place for
 * the n-th time. Without the variable a place costs nothing: the check is of a constant. Safe for use by any thread.
 */
public final class KillPoint {
    private static final String[] AT =
            System.getenv().getOrDefault("DROVER_KILL_AT", "").split(":", 2);
    private static final boolean ARMED = !AT[0].isEmpty();
    private static final long ARRIVAL = AT.length > 1 ? Long.parseLong(AT[1]) : 1;
    private static final AtomicLong arrivals = new AtomicLong();

    private KillPoint() {}

    /** Dies here, if this is the place and the time for it. Not by an exit of Java: nothing more of it is to run. */
    public static void reach(String name) {
        if (ARMED && AT[0].equals(name) && arrivals.incrementAndGet() == ARRIVAL) {
            Posix.signal(ProcessHandle.current().pid(), Posix.KILL);
        }
    }
}
