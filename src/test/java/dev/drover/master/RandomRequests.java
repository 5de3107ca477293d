package dev.drover.master;

import dev.drover.flock.Dag;
import dev.drover.flock.Strategies;
import dev.drover.flock.StrategyChoice;
import dev.drover.master.core.Input;
import dev.drover.master.core.Rules;
import dev.drover.message.Edit;
import dev.drover.message.Limits;
import dev.drover.message.Priority;
import dev.drover.message.Rerun;
import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Requests and settings of every kind, from a seed. */
final class RandomRequests {
    private static final List<String> TYPES = List.of("coding", "testing", "review");
    private static final List<String> MUTEXES = List.of("db", "deploy");
    private static final List<Edit> EDITS = List.of(
            new Edit.Write("a.txt", "a\r\n", Optional.of("text"), Optional.empty()),
            new Edit.Replace("b.txt", "b", "", Optional.of(2)),
            new Edit.Patch("--- a/c\n+++ b/c\n"),
            new Edit.Delete("d.txt"),
            new Edit.Rename("e.txt", "f.txt"));

    private final Random random;

    RandomRequests(Random random) {
        this.random = random;
    }

    Rules rules() {
        return new Rules(1 + random.nextInt(5), 600, random.nextInt(3), 1L << random.nextInt(12));
    }

    Input.Arrived request(int number, Instant now) {
        String id = "r" + number;
        List<TaskSpec> tasks = tasks(now);
        StrategyChoice choice = Strategies.choose(Dag.of(tasks), pick(List.of(Strategy.values())));
        List<TaskSpec> arranged = Strategies.arrange(tasks, choice.strategy());
        List<TaskSpec> ordered = choice.strategy() == Strategy.SEQUENTIAL ? Strategies.order(arranged) : arranged;
        return new Input.Arrived(
                id,
                "digest-" + id,
                "intake-" + id,
                id + ".json",
                pick(List.of(Priority.values())),
                Optional.of("do " + id),
                Optional.empty(),
                Optional.empty(),
                sometimes(3, this::limits),
                new Input.PlannedWork(Optional.empty(), "given", choice.strategy(), choice.reason(), ordered));
    }

    private Limits limits() {
        return new Limits(
                sometimes(2, () -> 1 + random.nextInt(3)),
                sometimes(2, () -> 1 + random.nextInt(120)),
                Optional.empty(),
                Optional.empty());
    }

    private List<TaskSpec> tasks(Instant now) {
        int count = random.nextInt(7);
        int percent = random.nextInt(70);
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> dependencies = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                if (random.nextInt(100) < percent) {
                    dependencies.add("t" + j);
                }
            }
            tasks.add(new TaskSpec(
                    "t" + i,
                    Optional.of(pick(TYPES)),
                    Optional.empty(),
                    "act",
                    Optional.empty(),
                    Map.of(),
                    dependencies,
                    List.of(),
                    Optional.empty(),
                    sometimes(2, () -> random.nextInt(3)),
                    sometimes(4, () -> pick(List.of(Rerun.values()))),
                    sometimes(8, () -> now.plusMillis(random.nextInt(60_000))),
                    sometimes(4, () -> pick(MUTEXES)),
                    i % 3 == 1 ? EDITS : List.of(),
                    i % 3 == 1 ? List.of("make test") : List.of()));
        }
        return tasks;
    }

    private <T> Optional<T> sometimes(int oneIn, Supplier<T> what) {
        return random.nextInt(oneIn) == 0 ? Optional.of(what.get()) : Optional.empty();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
