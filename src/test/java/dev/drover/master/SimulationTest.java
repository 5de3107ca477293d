package dev.drover.master;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random schedules, a million with {@code mvn -Psoak test -Dtest=SimulationTest}. {@code -Dseed=N} runs the
 * one, {@code -Dseeds=N} so many; a red run says which.
 */
class SimulationTest {
    private static final long SEEDS = 10_000;

    @Test
    void whatever_happens_every_request_ends_exactly_once_and_no_attempt_runs_twice() {
        Long one = Long.getLong("seed");
        long most = Long.getLong("seeds", SEEDS);
        (one == null ? LongStream.range(0, most) : LongStream.of(one))
                .parallel()
                .forEach(SimulationTest::run);
    }

    private static void run(long seed) {
        try {
            new Simulation(seed).run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    e.getMessage() + "\n  again with: mvn test -Dtest=SimulationTest -Dseed=" + seed, e);
        }
    }
}
