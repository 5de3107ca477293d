package dev.drover.master;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.drover.bus.DiskSpace;
import dev.drover.bus.Home;
import dev.drover.bus.Reserve;
import dev.drover.master.core.Event;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the room on the home's disk: below the low-water mark nothing new is opened, and when there is next to none
 * the reserve is given up, so that what runs can end. Safe for use by any thread.
 */
final class DiskGuard {
    private static final Logger log = LoggerFactory.getLogger(DiskGuard.class);
    private static final long MIB = 1L << 20;

    /** Of less, a start could not even say that it has started. */
    private static final long LEAST_TO_START = 256 * 1024;

    private final Home home;
    private final Reserve reserve;
    private final LongSupplier freeBytes;
    private final IntSupplier minFreeMb;
    private final Consumer<Event> report;

    @GuardedBy("this")
    private boolean reserveFailed;

    private volatile boolean low;

    DiskGuard(Home home, LongSupplier freeBytes, IntSupplier minFreeMb, Consumer<Event> report) {
        this.home = home;
        this.reserve = new Reserve(home);
        this.freeBytes = freeBytes;
        this.minFreeMb = minFreeMb;
        this.report = report;
    }

    /** Whether there is room enough to open something new. */
    boolean hasRoom() {
        return !low;
    }

    /** Looks before anything is written. */
    void start() {
        if (isFull(freeBytes.getAsLong())) {
            giveUpReserve();
        }
        long free = freeBytes.getAsLong();
        if (free < LEAST_TO_START) {
            throw new DroverException("the disk of " + home.root() + " is full (" + free / 1024
                    + " KiB are free), so the daemon does not start; make room there, then start it again: nothing was "
                    + "changed, and what waits goes on");
        }
        compare(free);
    }

    /** Looks again. Returns whether there is room for something new. */
    synchronized boolean look() {
        long free = freeBytes.getAsLong();
        if (isFull(free)) {
            giveUpReserve();
            free = freeBytes.getAsLong();
        } else if (!reserve.exists() && free >= enough() + 2 * Reserve.BYTES) {
            makeReserve();
            free = freeBytes.getAsLong();
        }
        compare(free);
        return hasRoom();
    }

    /** Something could not be written that must be. */
    synchronized void giveUpReserve() {
        // What it frees is for what runs, and no sign of room for something new.
        compare(freeBytes.getAsLong());
        try {
            if (reserve.giveUp()) {
                log.warn("the disk is full; {} was removed, so that running work can end", home.reserve());
                report.accept(trouble("the disk is full: the reserve " + home.name(home.reserve())
                        + " was given up so that running work can end; make room on the disk of " + home.root()));
            }
        } catch (IOException e) {
            log.warn("{} cannot be removed: {}", home.reserve(), e.toString());
        }
    }

    private synchronized void makeReserve() {
        try {
            reserve.make();
            reserveFailed = false;
        } catch (IOException e) {
            if (!reserveFailed) {
                reserveFailed = true;
                report.accept(trouble("there is no reserve for a full disk: " + home.reserve() + " cannot be made (" + e
                        + "); see that bus/ may be written"));
            }
        }
    }

    private synchronized void compare(long free) {
        boolean nowLow = low ? free < enough() : free < minFreeMb.getAsInt() * MIB;
        if (nowLow != low) {
            low = nowLow;
            report.accept(trouble(
                    low
                            ? free / MIB + " MiB of disk are free and " + minFreeMb.getAsInt()
                                    + " are asked for (bus.min_free_mb): nothing new is opened, requests wait in the inbox;"
                                    + " make room on the disk of " + home.root()
                            : "there is room again on the disk (" + free / MIB + " MiB): requests are taken in"));
        }
    }

    private static boolean isFull(long free) {
        return free < DiskSpace.FULL_BELOW_BYTES;
    }

    /** A little more than the mark, so that it is not passed to and fro all the time. */
    private long enough() {
        return minFreeMb.getAsInt() * MIB / 10 * 11;
    }

    private static Event trouble(String message) {
        return new Event.Trouble("disk", message);
    }
}
