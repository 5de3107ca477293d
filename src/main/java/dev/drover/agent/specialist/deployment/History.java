package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.deployment.DeploymentEntry.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the log of an environment and its link say together.
 *
 * @param proven the releases that were live and passed, in the order of going back; the last is the newest
 * @param pending what was begun and not ended, since its agent died
 * @param last the last line
 */
record History(List<String> proven, Optional<DeploymentEntry> pending, Optional<DeploymentEntry> last) {
    History {
        proven = List.copyOf(proven);
    }

    static History of(List<DeploymentEntry> entries) {
        List<String> proven = new ArrayList<>();
        Optional<DeploymentEntry> pending = Optional.empty();
        for (DeploymentEntry e : entries) {
            switch (e.step()) {
                case BEGUN -> pending = Optional.of(e);
                case LIVE -> {
                    proven.remove(e.release());
                    if (e.previous().filter(proven::contains).isPresent()) {
                        // What stood behind it was left by hand before.
                        cutBackTo(proven, e.previous());
                    }
                    proven.add(e.release());
                    pending = Optional.empty();
                }
                case ROLLED_BACK -> {
                    cutBackTo(proven, e.previous());
                    pending = Optional.empty();
                }
                case UNDONE -> pending = Optional.empty();
                case BROKEN -> {
                    if (e.action() == Action.ROLLBACK) {
                        // What was left was left for a reason; the next one goes further back.
                        cutBackTo(proven, e.previous());
                    }
                    pending = Optional.empty();
                }
            }
        }
        return new History(proven, pending, entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast()));
    }

    /** Whether a release was current already before all that was begun and not ended, the latest included. */
    static boolean stoodBefore(List<DeploymentEntry> entries, String release) {
        Optional<String> before = Optional.empty();
        for (DeploymentEntry e : entries.reversed()) {
            if (e.step() != DeploymentEntry.Step.BEGUN) {
                break;
            }
            before = e.previous();
        }
        return before.equals(Optional.of(release));
    }

    /** With what a roll-back that was interrupted after its switch made true, and with what people switched by hand. */
    History seenWith(Optional<String> current) {
        List<String> now = new ArrayList<>(proven);
        if (current.isPresent()
                && pending.filter(e -> e.action() == Action.ROLLBACK).isPresent()) {
            if (current.equals(pending.get().previous())) {
                cutBackTo(now, current);
            }
        } else if (current.isPresent() && pending.isEmpty() && !isBroken()) {
            if (now.contains(current.get())) {
                cutBackTo(now, current);
            } else {
                now.add(current.get());
            }
        }
        return new History(now, pending, last);
    }

    /** What is to be current when the next deployment fails. */
    Optional<String> good() {
        return proven.isEmpty() ? Optional.empty() : Optional.of(proven.getLast());
    }

    /** What stood before {@link #good}. */
    Optional<String> before() {
        return proven.size() < 2 ? Optional.empty() : Optional.of(proven.get(proven.size() - 2));
    }

    private boolean isBroken() {
        return last.filter(e -> e.step() == DeploymentEntry.Step.BROKEN).isPresent();
    }

    private static void cutBackTo(List<String> proven, Optional<String> release) {
        while (!proven.isEmpty() && !Optional.of(proven.getLast()).equals(release)) {
            proven.removeLast();
        }
        if (proven.isEmpty()) {
            release.ifPresent(proven::add);
        }
    }
}
