package dev.drover.master.core;

import dev.drover.message.DroverException;
import dev.drover.message.RequestStatus;
import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import dev.drover.message.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** An open request and its tasks. Confined to the owner of its {@link State}; readers elsewhere fold their own. */
public final class Run {
    /** How it ended, with the place of that event in the journal. */
    public record Finish(RequestStatus status, String summary, long seq, String hash, Instant at) {}

    private final Event.RequestAccepted accepted;
    private final Event.RequestPlanned plan;
    private final Instant acceptedAt;
    private final int round;
    private final LinkedHashMap<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, List<String>> dependents = new HashMap<>();
    private final Map<String, Integer> missing = new HashMap<>();
    private final TreeSet<String> unlocked = new TreeSet<>(Comparator.comparing(places::get));
    private final TreeSet<String> doomed = new TreeSet<>(Comparator.comparing(places::get));
    private int unfinished;
    private int out;
    private boolean filed;
    private Optional<String> cancelReason = Optional.empty();
    private Optional<Finish> finish = Optional.empty();

    Run(Event.RequestAccepted accepted, Event.RequestPlanned plan, Instant acceptedAt, int round) {
        this.accepted = accepted;
        this.plan = plan;
        this.acceptedAt = acceptedAt;
        this.round = round;
        for (TaskSpec spec : plan.tasks()) {
            places.put(spec.taskId(), places.size());
            tasks.put(spec.taskId(), Task.fresh(spec));
            missing.put(spec.taskId(), spec.dependencies().size());
            spec.dependencies().forEach(d -> dependents
                    .computeIfAbsent(d, id -> new ArrayList<>())
                    .add(spec.taskId()));
            if (spec.dependencies().isEmpty()) {
                unlocked.add(spec.taskId());
            }
        }
        unfinished = tasks.size();
    }

    /** The rest of an ended request. Its file is in its folder since the first round. */
    static Run resumed(Event.RequestReopened event, Instant at) {
        Run run = new Run(event.accepted(), event.planned(), at, event.round());
        run.filed = true;
        event.tasks().forEach((id, was) -> run.replace(Task.resumed(run.task(id).spec(), was)));
        return run;
    }

    static Run restored(RunImage was) {
        Run run = new Run(was.accepted(), was.plan(), was.acceptedAt(), was.round());
        run.filed = was.filed();
        run.cancelReason = was.cancelReason();
        run.finish = was.finish();
        was.tasks().forEach(run::replace);
        return run;
    }

    RunImage image() {
        return new RunImage(
                accepted, plan, acceptedAt, round, filed, cancelReason, finish, List.copyOf(tasks.values()));
    }

    public String id() {
        return accepted.requestId();
    }

    public Event.RequestAccepted accepted() {
        return accepted;
    }

    public Event.RequestPlanned plan() {
        return plan;
    }

    public Strategy strategy() {
        return plan.strategy();
    }

    public Instant acceptedAt() {
        return acceptedAt;
    }

    /** 1, and one more with each retry after it had ended. */
    public int round() {
        return round;
    }

    public Collection<Task> tasks() {
        return Collections.unmodifiableCollection(tasks.values());
    }

    public Task task(String taskId) {
        Task task = tasks.get(taskId);
        if (task == null) {
            throw new DroverException(
                    "request '" + id() + "' has no task '" + taskId + "'",
                    false,
                    Map.of("request_id", id(), "task_id", taskId));
        }
        return task;
    }

    public List<Task> dependenciesOf(Task task) {
        return task.spec().dependencies().stream().map(this::task).toList();
    }

    /** Packets of it that are queued or claimed. */
    public int out() {
        return out;
    }

    public boolean isAllFinal() {
        return unfinished == 0;
    }

    public boolean isFiled() {
        return filed;
    }

    /** Why no further task of it is started, when that is so. */
    public Optional<String> cancelReason() {
        return cancelReason;
    }

    public Optional<Finish> finish() {
        return finish;
    }

    void replace(Task task) {
        Task before = task(task.id());
        tasks.put(task.id(), task);
        unfinished += (task.state().isFinal() ? 0 : 1) - (before.state().isFinal() ? 0 : 1);
        out += (task.isOut() ? 1 : 0) - (before.isOut() ? 1 : 0);
        if (before.state().isFinal() && !task.state().isFinal()) {
            // While it was over, nobody counted what it depends on.
            missing.put(task.id(), (int) dependenciesOf(task).stream()
                    .filter(d -> d.state() != TaskState.COMPLETED)
                    .count());
        }
        if (task.state() == TaskState.PENDING && missing(task.id()) == 0) {
            unlocked.add(task.id());
        } else {
            unlocked.remove(task.id());
        }
        if (task.state().isFinal() && !before.state().isFinal()) {
            doomed.remove(task.id());
            dependents.getOrDefault(task.id(), List.of()).forEach(id -> dependencyEnded(id, task.state()));
        }
    }

    private void dependencyEnded(String id, TaskState how) {
        if (task(id).state().isFinal()) {
            return;
        }
        if (how != TaskState.COMPLETED) {
            doomed.add(id);
        } else if (missing.merge(id, -1, Integer::sum) == 0) {
            unlocked.add(id);
        }
    }

    private int missing(String id) {
        return missing.getOrDefault(id, 0);
    }

    /** The pending tasks whose dependencies have completed, in the order of the plan. */
    List<Task> unlocked() {
        return unlocked.stream().map(this::task).toList();
    }

    /** The first task that can never start, since something that it depends on did not complete. */
    Optional<Task> doomed() {
        return doomed.isEmpty() ? Optional.empty() : Optional.of(task(doomed.first()));
    }

    void filed() {
        filed = true;
    }

    void cancelled(String why) {
        cancelReason = Optional.of(why);
    }

    void finished(Finish how) {
        finish = Optional.of(how);
    }

    /** How many tasks are in that state. */
    public int count(TaskState state) {
        int n = 0;
        for (Task task : tasks.values()) {
            n += task.state() == state ? 1 : 0;
        }
        return n;
    }
}
