package dev.drover.master;

import static dev.drover.master.SimulatedBus.law;

import dev.drover.bus.AttemptFile;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Packets;
import dev.drover.master.core.Recorded;
import dev.drover.master.core.Run;
import dev.drover.master.core.State;
import dev.drover.master.core.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What {@link Effects} does, in memory: in order for each key, and among the keys as it happens. */
final class SimulatedEffects {
    private final SimulatedBus bus;
    private final Laws laws;
    private final Consumer<Input> tell;
    private final Map<String, Queue<Runnable>> pending = new TreeMap<>();

    /** Names of withdrawn attempts that {@link Ender} waits for. */
    private final Set<String> ending = new TreeSet<>();

    SimulatedEffects(SimulatedBus bus, Laws laws, Consumer<Input> tell) {
        this.bus = bus;
        this.laws = laws;
        this.tell = tell;
    }

    void follow(List<Recorded> events, State state) {
        for (Recorded recorded : events) {
            switch (recorded.event()) {
                case Event.PacketIssued e -> {
                    State.Out out = state.out().get(e.packetId());
                    if (out != null && out.attempt() == e.attempt()) {
                        issue(e.requestId(), e.taskId(), e.packetId(), e.attempt());
                    }
                }
                case Event.RequestPlanned e -> state.run(e.requestId()).ifPresent(this::file);
                case Event.RequestFinished e -> state.run(e.requestId()).ifPresent(this::publish);
                case Event.RequestRefused e -> add(e.where(), () -> bus.intake.remove(e.where()));
                case Event.RequestRepeated e -> add(e.requestId(), () -> bus.intake.remove(e.intake()));
                case Event.ResultReceived e ->
                    add(
                            e.packetId(),
                            () -> keep(e.packetId(), e.attempt(), e.outcome().sha256()));
                case Event.ResultIgnored e -> add(e.file(), () -> bus.results.remove(e.file()));
                case Event.PacketWithdrawn e -> add(e.packetId(), () -> withdraw(name(e.packetId(), e.attempt())));
                case Event.PacketTakenBack e ->
                    add(e.packetId(), () -> bus.takenBack.remove(name(e.packetId(), e.attempt())));
                default -> {}
            }
        }
    }

    /** What {@link Recovery} does. */
    void recover(State state) {
        for (Run run : List.copyOf(state.open())) {
            if (!run.isFiled()) {
                file(run);
            }
            keepAll(run);
            if (run.finish().isPresent()) {
                publish(run);
            }
            for (Task task : run.tasks()) {
                if ((task.state().wire().equals("queued") || task.state().wire().equals("running"))
                        && !task.published()) {
                    find(run, task);
                }
            }
        }
        state.ending()
                .forEach((packetId, left) -> add(
                        packetId, () -> withdraw(name(packetId, left.packet().attempt()))));
        bus.queue.removeIf(name -> isOrphan(name, state));
        for (String name : List.copyOf(bus.claims.keySet())) {
            if (isOrphan(name, state)) {
                bus.claims.remove(name);
            }
        }
    }

    private static boolean isOrphan(String name, State state) {
        AttemptFile attempt = SimulatedBus.attempt(name);
        State.Out out = state.out().get(attempt.packetId());
        return (out == null || out.attempt() != attempt.attempt())
                && !state.ending().containsKey(attempt.packetId());
    }

    private void find(Run run, Task task) {
        String packet = Packets.idOf(run.id(), task.id());
        tell.accept(
                bus.isAnywhere(name(packet, task.attempts()))
                        ? new Input.Note(new Event.PacketPublished(run.id(), task.id(), packet, task.attempts()))
                        : new Input.TakenBack(
                                packet, task.attempts(), Optional.empty(), "never published", false, true));
    }

    private void issue(String requestId, String taskId, String packetId, int attempt) {
        add(packetId, () -> {
            bus.queue.add(name(packetId, attempt));
            tell.accept(new Input.Note(new Event.PacketPublished(requestId, taskId, packetId, attempt)));
        });
    }

    private void file(Run run) {
        String intake = run.accepted().intake();
        add(run.id(), () -> {
            bus.intake.remove(intake);
            tell.accept(new Input.Note(new Event.RequestFiled(run.id())));
        });
    }

    private void publish(Run run) {
        String text = laws.published(run);
        add(run.id(), () -> {
            keepAll(run);
            for (Task task : run.tasks()) {
                String name = name(Packets.idOf(run.id(), task.id()), task.attempts());
                law(
                        task.outcome().isEmpty() || bus.kept.containsKey(name) || bus.overwritten.contains(name),
                        "the result of " + run.id() + " names " + name + ", which was not kept");
            }
            bus.outbox.put(run.id(), text);
            tell.accept(new Input.Note(new Event.ResultPublished(run.id())));
        });
    }

    private void keepAll(Run run) {
        for (Task task : run.tasks()) {
            task.outcome().ifPresent(o -> keep(Packets.idOf(run.id(), task.id()), task.attempts(), o.sha256()));
        }
    }

    private void keep(String packetId, int attempt, String sha256) {
        String name = name(packetId, attempt);
        Input.Reported there = bus.results.get(name);
        if (there != null && there.outcome().sha256().equals(sha256)) {
            bus.kept.put(name, there);
            bus.results.remove(name);
        }
    }

    private void withdraw(String name) {
        if (bus.queue.remove(name)) {
            gone(name);
        } else {
            bus.claims.remove(name);
            bus.takenBack.remove(name);
            ending.add(name);
        }
    }

    /** What {@link Ender} notices. */
    void lookAtEnding() {
        List<String> ended =
                ending.stream().filter(name -> !bus.working.containsKey(name)).toList();
        ended.forEach(ending::remove);
        ended.forEach(this::gone);
    }

    private void gone(String name) {
        AttemptFile attempt = SimulatedBus.attempt(name);
        tell.accept(new Input.Gone(attempt.packetId(), attempt.attempt(), "it ended"));
    }

    private static String name(String packetId, int attempt) {
        return new AttemptFile(packetId, attempt).fileName();
    }

    private void add(String key, Runnable effect) {
        pending.computeIfAbsent(key, k -> new ArrayDeque<>()).add(effect);
    }

    boolean isPending(String key) {
        return pending.containsKey(key);
    }

    boolean isAnyPending() {
        return !pending.isEmpty();
    }

    void performSome(Random random) {
        for (int i = random.nextInt(6); i > 0 && !pending.isEmpty(); i--) {
            perform(new ArrayList<>(pending.keySet()).get(random.nextInt(pending.size())));
        }
    }

    void performAll() {
        while (!pending.isEmpty()) {
            perform(pending.keySet().iterator().next());
        }
    }

    private void perform(String key) {
        Queue<Runnable> waiting = pending.get(key);
        Runnable first = waiting == null ? null : waiting.poll();
        if (waiting != null && waiting.isEmpty()) {
            pending.remove(key);
        }
        if (first != null) {
            first.run();
        }
    }

    void forget() {
        pending.clear();
        ending.clear();
    }
}
