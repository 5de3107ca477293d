package dev.drover.master;

import static dev.drover.master.SimulatedBus.law;

import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import dev.drover.master.core.Reports;
import dev.drover.master.core.Run;
import dev.drover.master.core.State;
import dev.drover.master.core.Task;
import dev.drover.message.Json;
import dev.drover.message.Strategy;
import dev.drover.message.TaskState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What must hold after every step, whatever happened. Folds the journal once more, beside the state under test. */
final class Laws {
    private final boolean throughJson;
    private final Set<String> requests = new TreeSet<>();
    private final Map<String, Integer> lastAttempt = new HashMap<>();
    private final Map<String, Integer> finishedRound = new HashMap<>();
    private final Map<String, String> finishedAs = new HashMap<>();
    private final Map<String, String> withdrawn = new HashMap<>();
    private State mirror = new State();

    Laws(boolean throughJson) {
        this.throughJson = throughJson;
    }

    /** After a step. */
    void check(List<Recorded> events, State state) {
        for (Recorded recorded : events) {
            Recorded read = throughJson ? throughJson(recorded) : recorded;
            checkSender(read.event());
            mirror.apply(read);
            note(read.event());
            check(read.event());
        }
        List<Object> is = Dump.of(state, requests);
        List<Object> replayed = Dump.of(mirror, requests);
        law(is.equals(replayed), "the state is not the replay of its journal:\n  " + Dump.difference(is, replayed));
        checkOut(state);
    }

    /** After a crash: what was not durable has not happened. */
    void rewind(List<Recorded> durable) {
        mirror = new State();
        withdrawn.clear();
        durable.forEach(recorded -> {
            mirror.apply(throughJson ? throughJson(recorded) : recorded);
            note(recorded.event());
        });
    }

    private void note(Event event) {
        if (event instanceof Event.PacketWithdrawn e) {
            withdrawn.put(e.packetId(), e.requestId());
        } else if (event instanceof Event.PacketGone e) {
            law(withdrawn.remove(e.packetId()) != null, e + " of what was not withdrawn, or for the second time");
        }
    }

    private void checkSender(Event event) {
        if (event instanceof Event.ResultReceived e) {
            Task task = mirror.task(e.requestId(), e.taskId());
            law(task.attempts() == e.attempt(), e + " counted for attempt " + task.attempts());
            law(
                    task.agentId().map(e.agentId()::equals).orElse(true),
                    e + " counted, but " + task.agentId() + " had claimed it");
        }
    }

    private void check(Event event) {
        switch (event) {
            case Event.RequestAccepted e -> requests.add(e.requestId());
            case Event.PacketIssued e -> {
                int before = lastAttempt.getOrDefault(e.packetId(), 0);
                law(e.attempt() > before, e + " does not come after attempt " + before);
                lastAttempt.put(e.packetId(), e.attempt());
                Run run = mirror.run(e.requestId()).orElseThrow();
                for (Task dependency : run.dependenciesOf(run.task(e.taskId()))) {
                    law(dependency.state() == TaskState.COMPLETED, e + " before " + dependency.id() + " completed");
                }
            }
            case Event.RequestFinished e -> {
                Run run = mirror.run(e.requestId()).orElseThrow();
                int before = finishedRound.getOrDefault(e.requestId(), 0);
                law(run.round() > before, e + " for the second time in round " + before);
                finishedRound.put(e.requestId(), run.round());
                law(run.tasks().stream().allMatch(t -> t.state().isFinal()), e + " with open tasks");
                law(!withdrawn.containsValue(e.requestId()), e + " though packets of it are ending: " + withdrawn);
                published(run);
            }
            default -> {}
        }
    }

    /** Whenever the result of a round is derived, it is the same text. */
    String published(Run run) {
        String text = Json.pretty(Reports.of(run));
        String before = finishedAs.putIfAbsent(run.id() + "/" + run.round(), text);
        law(before == null || before.equals(text), "two results of one round:\n" + before + text);
        return text;
    }

    private static void checkOut(State state) {
        Set<String> mutexes = new HashSet<>();
        Map<String, Integer> byType = new HashMap<>();
        Map<String, Integer> byRun = new HashMap<>();
        state.out().forEach((packet, out) -> {
            law(out.mutex().map(mutexes::add).orElse(true), "the mutex " + out.mutex() + " is held twice");
            int ofType = byType.merge(out.agentType(), 1, Integer::sum);
            law(
                    ofType <= Math.max(state.rules().maxOutstandingPerType(), 5),
                    ofType + " packets are out for " + out.agentType());
            byRun.merge(out.requestId(), 1, Integer::sum);
        });
        state.ending()
                .forEach((packet, left) -> law(
                        left.packet().mutex().map(mutexes::add).orElse(true),
                        "the mutex " + left.packet().mutex() + " is held by " + packet
                                + ", which is ending, and by another"));
        for (Run run : state.open()) {
            int out = byRun.getOrDefault(run.id(), 0);
            law(out == run.out(), run.id() + " counts " + run.out() + " packets that are out, there are " + out);
            int most = run.strategy() == Strategy.SEQUENTIAL
                    ? 1
                    : run.accepted().limits().flatMap(l -> l.maxAgents()).orElse(Integer.MAX_VALUE);
            law(out <= most, out + " packets of " + run.id() + " are out, the limit is " + most);
        }
    }

    private static Recorded throughJson(Recorded r) {
        byte[] line = Json.mapper().writerFor(Event.class).writeValueAsBytes(r.event());
        return new Recorded(r.seq(), r.at(), r.hash(), Json.read(line, Event.class));
    }

    Set<String> requests() {
        return requests;
    }
}
