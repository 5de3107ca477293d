package dev.drover.agent.specialist.review;

import dev.drover.message.Finding;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/** What is looked at. */
sealed interface Scope {
    /** Everything. */
    record Everything() implements Scope {}

    /**
     * What differs from a commit, with what is not committed yet.
     *
     * @param base the commit, in short
     * @param lines the changed lines of each file as it is now, counted from 1; empty for a new file
     */
    record Changed(String base, Map<String, Optional<BitSet>> lines) implements Scope {
        public Changed {
            lines = Map.copyOf(lines);
        }
    }

    /** It cannot be told; a person has to help. */
    record Unknown(String code, String message) implements Scope {}

    default boolean has(String file) {
        return !(this instanceof Changed changed) || changed.lines().containsKey(file);
    }

    /** A finding about a file as a whole belongs to the change only when the file is new. */
    default boolean has(Finding finding) {
        if (this instanceof Changed changed) {
            Optional<BitSet> some = Optional.of(new BitSet());
            Optional<BitSet> lines = changed.lines().getOrDefault(finding.file().orElse(""), some);
            return lines.isEmpty() || finding.line().filter(lines.get()::get).isPresent();
        }
        return true;
    }
}
