package dev.drover.master;

import dev.drover.master.core.Run;
import dev.drover.master.core.State;
import dev.drover.master.core.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** A state as a list of values in a fixed order, so that two states can be compared and a difference be read. */
final class Dump {
    private Dump() {}

    /** All of it, as far as the given requests are concerned. */
    static List<Object> of(State state, Collection<String> requestIds) {
        List<Object> all = new ArrayList<>();
        all.add(state.rules());
        all.add(state.isPaused());
        all.add(state.isDraining());
        all.add(new TreeMap<>(state.unfiled()));
        all.add(new TreeMap<>(state.out()));
        all.add(new TreeMap<>(state.ending()));
        for (String id : requestIds) {
            all.add(state.seen(id));
            state.run(id).ifPresent(run -> add(all, run));
        }
        all.add(state.open().stream().map(Run::id).toList());
        return all;
    }

    private static void add(List<Object> all, Run run) {
        all.add(run.id());
        all.add(run.round());
        all.add(run.accepted());
        all.add(run.acceptedAt());
        all.add(run.isFiled());
        all.add(run.cancelReason());
        all.add(run.finish());
        all.add(run.out());
        all.add(run.isAllFinal());
        for (Task task : run.tasks()) {
            all.add(task);
        }
    }

    /** The first place in which two dumps differ, for a message. */
    static String difference(List<Object> a, List<Object> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return a.get(i) + "\n  against " + b.get(i);
            }
        }
        return a.size() + " values against " + b.size();
    }
}
