package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.review.engine.Engines;
import dev.drover.message.Packet;
import dev.drover.message.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the task's parameters ask for.
 *
 * @param base the commit or branch that changes are counted from
 * @param gate findings as bad as this or worse make the task fail
 * @param writeBaseline what is found becomes the baseline
 * @param engines the engines and linters that may run; empty for the usual ones
 */
record Wishes(Optional<String> base, Optional<Severity> gate, boolean writeBaseline, Optional<Set<String>> engines) {
    /** A parameter that says nothing that can be done. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message);
        }
    }

    static Wishes of(Packet packet) throws Unclear {
        Map<String, String> params = packet.params();
        String baseline = params.getOrDefault("baseline", "");
        if (!baseline.isEmpty() && !baseline.equals("write")) {
            throw new Unclear(
                    "the parameter baseline is '" + baseline
                            + "'; 'write' writes the findings to the baseline, and without the parameter the one that is there is used");
        }
        Optional<Set<String>> engines =
                Optional.ofNullable(params.get("engines")).map(Wishes::names);
        if (!Engines.names().containsAll(engines.orElse(Set.of()))) {
            throw new Unclear("the parameter engines is '" + params.get("engines") + "'; it is 'none', or some of "
                    + String.join(", ", Engines.names()) + " with commas between");
        }
        return new Wishes(
                Optional.ofNullable(params.get("base")).filter(b -> !b.isBlank()),
                gate(params),
                !baseline.isEmpty(),
                engines);
    }

    private static Optional<Severity> gate(Map<String, String> params) throws Unclear {
        String gate = params.getOrDefault("gate", "");
        try {
            return gate.isBlank()
                    ? Optional.empty()
                    : Optional.of(Severity.of(gate.strip().toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new Unclear("the parameter gate is '" + gate + "'; it is one of critical, high, medium, low, info");
        }
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty() && !name.equals("none"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
