package dev.drover.process;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** {@code kill(2)}, which Java has no API for when a whole group is meant. */
final class Posix {
    static final int TERM = 15;
    static final int KILL = 9;

    /** The one number here that systems differ in (Linux 18, BSD and macOS 19). */
    static final int CONT = System.getProperty("os.name", "").equals("Linux") ? 18 : 19;

    private static final int EXISTS = 0;

    private Posix() {}

    /** Signals every process of the group. Returns false when there is none left, or none that may be signalled. */
    static boolean signalGroup(long group, int signal) {
        if (group <= 1) {
            throw new IllegalArgumentException("refusing to signal process group " + group);
        }
        return kill(Math.toIntExact(-group), signal);
    }

    static boolean signal(long pid, int signal) {
        if (pid <= 1) {
            throw new IllegalArgumentException("refusing to signal process " + pid);
        }
        return kill(Math.toIntExact(pid), signal);
    }

    static boolean groupExists(long group) {
        return signalGroup(group, EXISTS);
    }

    private static boolean kill(int target, int signal) {
        try {
            return (int) Holder.KILL_HANDLE.invokeExact(target, signal) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("kill(" + target + ", " + signal + ") could not be called", e);
        }
    }

    private static final class Holder {
        static final MethodHandle KILL_HANDLE = Libc.function("kill", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    }
}
