package dev.drover.conformance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;

/**
 * One thing that the protocol asks of an agent, and how it is seen.
 *
 * @param rule where it is asked for: {@code rule 7}, or the section of the protocol page
 * @param meaning what an agent that passes does, in one sentence
 */
public record Check(
        String name,
        String rule,
        Level level,
        String meaning,
        @JsonIgnore Trial trial) {
    /** Has a bench of its own, where no agent runs yet. */
    @FunctionalInterface
    public interface Trial {
        /** Returns when the agent did what it should; throws when it did not, or when that cannot be seen here. */
        void hold(Bench bench) throws IOException, InterruptedException;
    }

    static Check required(String name, String rule, String meaning, Trial trial) {
        return new Check(name, rule, Level.REQUIRED, meaning, trial);
    }

    static Check recommended(String name, String rule, String meaning, Trial trial) {
        return new Check(name, rule, Level.RECOMMENDED, meaning, trial);
    }
}
