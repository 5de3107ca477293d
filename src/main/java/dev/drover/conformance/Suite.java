package dev.drover.conformance;

import dev.drover.conformance.Outcome.Status;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the checks, some at a time since most of them mostly wait, each in a home of its own. */
public final class Suite implements AutoCloseable {
    private static final int AT_ONCE = 6;

    private final Path folder;
    private final Subject subject;
    private final Duration patience;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Set<Bench> open = ConcurrentHashMap.newKeySet();

    /**
     * Prepares it.
     *
     * @param folder an empty folder for the homes
     * @param patience how long is waited for what an agent does as soon as it can, its start included
     */
    public Suite(Path folder, Subject subject, Duration patience) {
        this.folder = folder;
        this.subject = subject;
        this.patience = patience;
    }

    /** All checks there are. */
    public static List<Check> checks() {
        return Stream.of(
                        Identity.checks(),
                        Claiming.checks(),
                        Order.checks(),
                        Leases.checks(),
                        Running.checks(),
                        Results.checks(),
                        Stopping.checks(),
                        Odd.checks())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Those of the names; all when none is given.
     *
     * @throws DroverException when there is none of a name; the message lists those there are
     */
    public static List<Check> checks(List<String> names) {
        Set<String> known = checks().stream().map(Check::name).collect(Collectors.toSet());
        for (String name : names) {
            if (!known.contains(name)) {
                throw new DroverException("there is no check '" + name + "'; use one of "
                        + checks().stream().map(Check::name).collect(Collectors.joining(", ")));
            }
        }
        return checks().stream()
                .filter(check -> names.isEmpty() || names.contains(check.name()))
                .toList();
    }

    /** Makes the checks and tells each outcome, in their order, as soon as it and all before it are known. */
    public List<Outcome> run(List<Check> checks, Consumer<Outcome> each) throws InterruptedException {
        List<Future<Outcome>> running = new ArrayList<>();
        for (Check check : checks) {
            running.add(threads.submit(() -> make(check)));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> one : running) {
            try {
                outcomes.add(one.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a check could not be made", e.getCause());
            }
            each.accept(outcomes.getLast());
        }
        return outcomes;
    }

    private Outcome make(Check check) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Bench bench = Bench.open(folder.resolve(check.name()), subject, patience);
        open.add(bench);
        try {
            check.trial().hold(bench);
            return Outcome.of(check, Status.PASSED, Optional.empty(), System.nanoTime() - start);
        } catch (NotKept e) {
            return Outcome.of(check, Status.FAILED, said(e), System.nanoTime() - start);
        } catch (Skipped e) {
            return Outcome.of(check, Status.SKIPPED, said(e), System.nanoTime() - start);
        } catch (IOException | RuntimeException e) {
            // Whatever an agent leaves where the suite looks is the agent's doing.
            return Outcome.of(
                    check,
                    Status.FAILED,
                    Optional.of("what was found could not be used: " + e),
                    System.nanoTime() - start);
        } finally {
            bench.close();
            open.remove(bench);
        }
    }

    private static Optional<String> said(RuntimeException e) {
        return Optional.ofNullable(e.getMessage());
    }

    /** Ends everything that still runs, also when a person ends the suite half way. */
    @Override
    public void close() {
        threads.shutdownNow();
        open.forEach(Bench::close);
    }
}
