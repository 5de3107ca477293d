package dev.drover.master;

import static dev.drover.master.SimulatedBus.law;

import dev.drover.bus.AttemptFile;
import dev.drover.master.core.Core;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Outcome;
import dev.drover.master.core.Packets;
import dev.drover.master.core.Recorded;
import dev.drover.master.core.Run;
import dev.drover.master.core.State;
import dev.drover.master.core.Task;
import dev.drover.master.core.TaskSnapshot;
import dev.drover.message.Control;
import dev.drover.message.Failure;
import dev.drover.message.Rerun;
import dev.drover.message.ResultStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * The decision core among agents that die, hand back, answer late and twice, people who cancel and pause, and a daemon
 * that crashes: all from one seed, without a disk or a process. The shell around the core does what {@link Effects},
 * {@link Recovery} and {@link Reclaimer} do.
 */
final class Simulation {
    private static final int STEPS = 90;

    private final Random random;
    private final RandomRequests requests;
    private final SimulatedBus bus = new SimulatedBus();
    private final SimulatedEffects effects;
    private final Laws laws;
    private final List<Recorded> journal = new ArrayList<>();
    private final Map<String, Integer> reopened = new HashMap<>();
    private final Map<String, Input.Reopen> ended = new TreeMap<>();
    private final Set<Input> handedIn = new HashSet<>();
    private final List<Input> inputs = new ArrayList<>();
    private Core core;
    private int durable;
    private int arrived;
    private Optional<SimulatedSnapshot> snapshot = Optional.empty();
    private Instant now = Instant.parse("2026-11-01T10:00:00Z");

    Simulation(long seed) {
        random = new Random(seed);
        requests = new RandomRequests(random);
        laws = new Laws(seed % 50 == 0);
        core = new Core(new State(), this::record);
        effects = new SimulatedEffects(bus, laws, inputs::add);
        inputs.add(new Input.Note(new Event.RulesApplied(requests.rules())));
    }

    /** Lets things happen, then lets them come to their end. */
    void run() {
        for (int i = 0; i < STEPS; i++) {
            happen();
        }
        inputs.add(new Input.Controlled("c", Control.parse("*resume")));
        runOut();
        for (String id : laws.requests()) {
            law(
                    core.state().run(id).isEmpty(),
                    id + " never ended: " + core.state().run(id));
            law(bus.outbox.containsKey(id), id + " ended without a result");
        }
        law(bus.queue.isEmpty(), "packets of ended requests stay queued: " + bus.queue);
        law(bus.intake.isEmpty(), "files stay in the intake: " + bus.intake);
        law(bus.results.isEmpty(), "results were never taken in: " + bus.results.keySet());
    }

    private Recorded record(Instant at, Event event) {
        long seq = journal.size() + 1L;
        var recorded = new Recorded(seq, at, "hash-" + seq, event);
        journal.add(recorded);
        return recorded;
    }

    private void happen() {
        switch (random.nextInt(26)) {
            case 0, 1 -> arrive();
            case 2, 3, 4 -> agentClaims();
            case 5, 6, 7 -> agentAnswers();
            case 8 -> agentDies();
            case 9 -> reclaim();
            case 10 -> strayResult();
            case 11 -> control();
            case 12 -> now = now.plusMillis(random.nextInt(20_000));
            case 13 -> crash();
            case 14, 15 -> effects.performSome(random);
            case 16 -> lookAtResults();
            case 17 -> reopen();
            case 18 -> processesEnd();
            case 19 -> effects.lookAtEnding();
            case 20 -> snapshot = Optional.of(SimulatedSnapshot.of(journal.size(), core.state()));
            case 21 -> now = now.plusSeconds(random.nextInt(14_400) - 7_200L);
            case 22, 23 -> codeword();
            default -> takeIn();
        }
    }

    /** Every agent answers, codewords are given, every effect is done, time passes to the next timer, until nothing is left to happen. */
    private void runOut() {
        for (int round = 0; round < 2000; round++) {
            while (!bus.queue.isEmpty()) {
                agentClaims();
            }
            for (String name : List.copyOf(bus.claims.keySet())) {
                answer(name, random.nextInt(5) == 0 ? ResultStatus.BLOCKED : ResultStatus.COMPLETED);
            }
            reclaim();
            lookAtResults();
            if (random.nextBoolean()) {
                codeword();
            }
            effects.performAll();
            bus.dying().forEach(bus.working::remove);
            effects.lookAtEnding();
            boolean idle = inputs.isEmpty();
            while (!inputs.isEmpty()) {
                takeIn();
            }
            effects.performAll();
            if (idle && inputs.isEmpty()) {
                Optional<Instant> next = core.nextTimer();
                if (next.isEmpty() && bus.queue.isEmpty() && bus.claims.isEmpty() && bus.takenBack.isEmpty()) {
                    lookForMissing();
                    if (inputs.isEmpty()) {
                        return;
                    }
                }
                now = next.filter(now::isBefore).orElse(now);
                inputs.add(new Input.Tick());
            }
        }
        throw new AssertionError("it does not come to an end: " + core.state().out() + " queue " + bus.queue
                + " claims " + bus.claims + " taken back " + bus.takenBack);
    }

    private void arrive() {
        Input.Arrived request = arrived > 0 && random.nextInt(5) == 0 ? repeated() : requests.request(arrived++, now);
        bus.intake.put(request.intake(), request);
        inputs.add(request);
    }

    private final Map<String, Input.Arrived> sent = new TreeMap<>();

    private Input.Arrived repeated() {
        if (sent.isEmpty()) {
            return requests.request(arrived++, now);
        }
        Input.Arrived old = Objects.requireNonNull(sent.get(SimulatedBus.any(sent.keySet(), random)));
        String digest = random.nextBoolean() ? old.digest() : "other";
        String intake = "again-" + journal.size() + "-" + random.nextInt(1000);
        return new Input.Arrived(
                old.requestId(),
                digest,
                intake,
                old.file(),
                old.priority(),
                old.userRequest(),
                old.workspace(),
                old.autonomy(),
                old.limits(),
                old.plan());
    }

    /** The daemon takes in a batch, journals it, and acts on it once it is durable. */
    private void takeIn() {
        int most = 1 + random.nextInt(4);
        List<Recorded> batch = new ArrayList<>();
        for (int i = 0; i < most && !inputs.isEmpty(); i++) {
            Input input = inputs.removeFirst();
            if (input instanceof Input.Arrived a) {
                sent.putIfAbsent(a.requestId(), a);
            }
            List<Recorded> events = core.step(now, input);
            laws.check(events, core.state());
            batch.addAll(events);
        }
        if (batch.stream().anyMatch(r -> Effects.follow(r.event()))) {
            durable = journal.size();
        }
        for (Recorded r : batch) {
            if (r.event() instanceof Event.RequestFinished e) {
                core.state().run(e.requestId()).ifPresent(this::rememberEnd);
            }
        }
        effects.follow(batch, core.state());
    }

    private void rememberEnd(Run run) {
        Map<String, TaskSnapshot> tasks = new HashMap<>();
        run.tasks()
                .forEach(t -> tasks.put(t.id(), new TaskSnapshot(t.state(), t.attempts(), t.agentId(), t.outcome())));
        ended.put(run.id(), new Input.Reopen("retry", run.accepted(), run.plan(), run.round() + 1, tasks));
    }

    /** The daemon ends at once and another one starts: only what is durable has happened. */
    private void crash() {
        int keep = durable + random.nextInt(journal.size() - durable + 1);
        journal.subList(keep, journal.size()).clear();
        durable = journal.size();
        inputs.clear();
        handedIn.clear();
        effects.forget();
        snapshot = snapshot.filter(s -> s.line() <= journal.size());
        var state = new State();
        journal.forEach(state::apply);
        if (snapshot.isPresent()) {
            State fromSnapshot = snapshot.get().restart(journal);
            law(
                    fromSnapshot.image().equals(state.image())
                            && fromSnapshot.out().equals(state.out()),
                    "a start from " + snapshot.get() + " is not the replay:\n  " + fromSnapshot.image() + "\n  "
                            + state.image());
            state = fromSnapshot;
        }
        core = new Core(state, this::record);
        laws.rewind(journal);
        inputs.add(new Input.Note(new Event.DaemonStarted("1", 1, "boot")));
        effects.recover(state);
        Set<String> unfiled = state.unfiled().keySet();
        bus.intake.values().stream().filter(a -> !unfiled.contains(a.intake())).forEach(inputs::add);
    }

    private void agentClaims() {
        if (!bus.queue.isEmpty()) {
            SimulatedBus.Working w = bus.claim(random, this::mutexOf);
            State.Out out = core.state().out().get(w.attempt().packetId());
            law(
                    (out != null && out.attempt() == w.attempt().attempt())
                            || effects.isPending(w.attempt().packetId()),
                    w + " begins what nobody waits for");
            boundedRuns(w.attempt());
            inputs.add(new Input.Claimed(w.attempt().packetId(), w.attempt().attempt(), w.agent()));
        }
    }

    /** What must not run twice is begun once, and once more for each time that a person asked for it. */
    private void boundedRuns(AttemptFile attempt) {
        for (Run run : core.state().open()) {
            for (Task task : run.tasks()) {
                boolean never = task.spec().rerun().equals(Optional.of(Rerun.NEVER));
                if (never && Packets.idOf(run.id(), task.id()).equals(attempt.packetId())) {
                    int most = 1 + reopened.getOrDefault(run.id(), 0) + takenUp(run.id(), task.id());
                    law(bus.begun(attempt.packetId()) <= most, attempt + " must not run twice and did");
                }
            }
        }
    }

    /** How often a task was taken up again in its request, since the codeword came that it asked for. */
    private int takenUp(String requestId, String taskId) {
        return (int) journal.stream()
                .filter(r -> r.event() instanceof Event.TaskTakenUp e
                        && e.requestId().equals(requestId)
                        && e.taskId().equals(taskId))
                .count();
    }

    private void agentAnswers() {
        if (!bus.claims.isEmpty()) {
            List<ResultStatus> all = List.of(ResultStatus.values());
            ResultStatus status = random.nextBoolean() ? ResultStatus.COMPLETED : all.get(random.nextInt(all.size()));
            answer(SimulatedBus.any(bus.claims.keySet(), random), status);
        }
    }

    private void answer(String name, ResultStatus status) {
        SimulatedBus.Working w = bus.working.get(name);
        if (w == null) {
            // Its agent died; the claim waits for being taken back.
            return;
        }
        Input.Reported result = result(name, w.attempt(), w.agent(), status);
        if (bus.results.put(name, result) != null) {
            bus.overwritten.add(name);
        }
        bus.published.put(name, result);
        bus.working.remove(name);
        if (random.nextInt(10) > 0) {
            bus.claims.remove(name);
        }
    }

    private Input.Reported result(String name, AttemptFile attempt, String agent, ResultStatus status) {
        String code = status == ResultStatus.BLOCKED && random.nextInt(4) > 0 ? "codeword_needed" : "code";
        Optional<Failure> error = status == ResultStatus.COMPLETED
                ? Optional.empty()
                : Optional.of(new Failure(code, "why", random.nextBoolean()));
        var outcome = new Outcome(
                status,
                "says " + agent,
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                1.0,
                error,
                "sha-" + random.nextLong());
        return new Input.Reported(name, attempt.packetId(), attempt.attempt(), agent, outcome);
    }

    private Optional<String> mutexOf(String packetId) {
        return Optional.ofNullable(core.state().out().get(packetId))
                .or(() ->
                        Optional.ofNullable(core.state().ending().get(packetId)).map(State.Ending::packet))
                .flatMap(State.Out::mutex);
    }

    /** An agent sees that its claim is gone, and ends the command. */
    private void processesEnd() {
        List<String> dying = bus.dying();
        if (!dying.isEmpty()) {
            bus.working.remove(dying.get(random.nextInt(dying.size())));
        }
    }

    private void agentDies() {
        if (!bus.working.isEmpty()) {
            bus.working.remove(SimulatedBus.any(bus.working.keySet(), random));
        }
    }

    /** Claims whose agents are gone: rename away, look for a result, then tell the master. */
    private void reclaim() {
        for (String name : List.copyOf(bus.claims.keySet())) {
            if (!bus.working.containsKey(name)) {
                bus.claims.remove(name);
                bus.takenBack.add(name);
            }
        }
        for (String name : List.copyOf(bus.takenBack)) {
            AttemptFile attempt = SimulatedBus.attempt(name);
            State.Out out = core.state().out().get(attempt.packetId());
            if (bus.results.containsKey(name) || out == null || out.attempt() != attempt.attempt()) {
                bus.takenBack.remove(name);
            } else {
                inputs.add(new Input.TakenBack(
                        attempt.packetId(),
                        attempt.attempt(),
                        Optional.of("gone"),
                        "its agent is gone",
                        true,
                        random.nextInt(10) > 0));
            }
        }
    }

    /** A packet that is awaited and nowhere was lost by its agent. */
    private void lookForMissing() {
        core.state().out().forEach((packetId, out) -> {
            boolean published = core.state().task(out.requestId(), out.taskId()).published();
            if (published && !bus.isAnywhere(new AttemptFile(packetId, out.attempt()).fileName())) {
                inputs.add(new Input.TakenBack(
                        packetId, out.attempt(), Optional.of("unknown"), "it vanished", true, true));
            }
        });
    }

    /** Results that nobody asked for: of an attempt that is over, a second time, or of another agent. */
    private void strayResult() {
        if (!bus.claims.isEmpty() && random.nextInt(4) == 0) {
            String name = SimulatedBus.any(bus.claims.keySet(), random);
            bus.results.putIfAbsent(name, result(name, SimulatedBus.attempt(name), "thief", ResultStatus.COMPLETED));
            return;
        }
        if (!bus.queue.isEmpty() && random.nextInt(8) == 0) {
            String name = SimulatedBus.any(bus.queue, random);
            bus.results.putIfAbsent(name, result(name, SimulatedBus.attempt(name), "thief", ResultStatus.COMPLETED));
            return;
        }
        if (bus.published.isEmpty()) {
            return;
        }
        Input.Reported old =
                Objects.requireNonNull(bus.published.get(SimulatedBus.any(bus.published.keySet(), random)));
        if (bus.results.containsKey(old.file())) {
            // Overwriting what was not kept yet would lose it, and that would be the doing of whoever overwrote it.
            return;
        }
        var attempt = new AttemptFile(old.packetId(), old.attempt());
        Input.Reported stray = random.nextBoolean()
                ? old
                : result(old.file(), attempt, random.nextBoolean() ? old.agentId() : "thief", ResultStatus.COMPLETED);
        bus.results.put(old.file(), stray);
        handedIn.remove(stray);
    }

    /** What {@link Results} does: who has claimed the packet is told first. */
    private void lookAtResults() {
        for (Input.Reported result : List.copyOf(bus.results.values())) {
            if (handedIn.add(result)) {
                String holder = bus.claims.getOrDefault(result.file(), result.agentId());
                if (bus.queue.contains(result.file())) {
                    inputs.add(new Input.BadResult(
                            result.file(), "unclaimed", result.outcome().sha256()));
                    continue;
                }
                if (!holder.equals(result.agentId())) {
                    inputs.add(new Input.Claimed(result.packetId(), result.attempt(), holder));
                }
                inputs.add(result);
            }
        }
    }

    private void control() {
        switch (random.nextInt(6)) {
            case 0 -> inputs.add(new Input.Controlled("c", Control.parse("*pause")));
            case 1, 2, 3 -> inputs.add(new Input.Controlled("c", Control.parse("*resume")));
            default -> controlOfOne("*cancel:");
        }
    }

    /** For a request that waits for one, or now and then for any. */
    private void codeword() {
        List<String> waiting = core.state().open().stream()
                .filter(run -> run.tasks().stream().anyMatch(t -> t.error()
                        .filter(e -> e.code().equals("codeword_needed"))
                        .isPresent()))
                .map(Run::id)
                .toList();
        if (!waiting.isEmpty()) {
            inputs.add(new Input.Controlled(
                    "c", Control.parse("*codeword:" + waiting.get(random.nextInt(waiting.size())))));
        } else if (random.nextInt(20) == 0) {
            controlOfOne("*codeword:");
        }
    }

    private void controlOfOne(String verb) {
        if (arrived > 0) {
            inputs.add(new Input.Controlled("c", Control.parse(verb + "r" + random.nextInt(arrived))));
        }
    }

    /** A person asks for the rest of an ended request, of which nothing runs any more. */
    private void reopen() {
        if (ended.isEmpty()) {
            return;
        }
        String id = SimulatedBus.any(ended.keySet(), random);
        if (core.state().run(id).isPresent() || effects.isAnyPending()) {
            return;
        }
        Input.Reopen input = Objects.requireNonNull(ended.get(id));
        for (SimulatedBus.Working w : bus.working.values()) {
            law(
                    input.planned().tasks().stream()
                            .noneMatch(t -> w.attempt().packetId().equals(Packets.idOf(id, t.taskId()))),
                    id + " had ended, but processes of " + w + " were alive");
        }
        reopened.merge(id, 1, Integer::sum);
        inputs.add(input);
    }
}
