package dev.drover.cli.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * What one look found.
 *
 * @param topic what was looked at
 * @param message what is so
 * @param advice what to do now; empty when all is well
 */
public record Diagnosis(Level level, String topic, String message, Optional<String> advice) {
    /** How bad it is. */
    public enum Level {
        OK,
        /** Something works less well than it could, or may fail later. */
        WARNING,
        /** Something does not work. */
        PROBLEM;

        /** The word for it. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Diagnosis ok(String topic, String message) {
        return new Diagnosis(Level.OK, topic, message, Optional.empty());
    }

    static Diagnosis warning(String topic, String message, String advice) {
        return new Diagnosis(Level.WARNING, topic, message, Optional.of(advice));
    }

    static Diagnosis problem(String topic, String message, String advice) {
        return new Diagnosis(Level.PROBLEM, topic, message, Optional.of(advice));
    }
}
