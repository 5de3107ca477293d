package dev.drover.conformance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * How one check went.
 *
 * @param seen what was seen instead, or why nothing could be seen; empty when it passed
 */
public record Outcome(
        String name, String rule, Level level, Status status, String meaning, Optional<String> seen, double seconds) {
    /** What came of it. */
    public enum Status {
        PASSED,
        FAILED,
        SKIPPED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Outcome of(Check check, Status status, Optional<String> seen, long nanos) {
        double seconds = Math.round(nanos / 1e8) / 10.0;
        return new Outcome(check.name(), check.rule(), check.level(), status, check.meaning(), seen, seconds);
    }

    /** Whether the agent does not conform because of it. */
    public boolean isFatal() {
        return status == Status.FAILED && level == Level.REQUIRED;
    }
}
