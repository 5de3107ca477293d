package dev.drover.planning;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stems that the patterns know, used to find the commands in a request and to forgive slips of the pen.
 *
 * @param stems by word: every word that some rule asks for, and its stem; a stem stands for itself too
 * @param leads the stems that a command can begin with
 */
record Vocabulary(Map<String, String> stems, Set<String> leads) {
    private static final int SHORTEST_SWAP = 4;
    private static final int SHORTEST_LOSS = 5;
    private static final int SHORTEST_CHANGE = 7;

    Vocabulary {
        stems = Map.copyOf(stems);
        leads = Set.copyOf(leads);
    }

    static Vocabulary of(Iterable<TaskPattern> patterns) {
        var stems = new HashMap<String, String>();
        var leads = new HashSet<String>();
        for (TaskPattern pattern : patterns) {
            pattern.match().rules().forEach(rule -> {
                rule.phrases().forEach(phrase -> put(phrase, stems));
                rule.lead().forEach(phrase -> leads.add(phrase.stems().getFirst()));
            });
            pattern.tasks().forEach(task -> {
                task.onlyIf().forEach(phrase -> put(phrase, stems));
                task.refusable().forEach(phrase -> put(phrase, stems));
            });
        }
        return new Vocabulary(stems, leads);
    }

    private static void put(Phrase phrase, Map<String, String> stems) {
        phrase.stems().forEach(stem -> stems.put(stem, stem));
        for (String word : Words.of(phrase.text())) {
            String stem = Stems.of(word);
            if (phrase.stems().contains(stem)) {
                stems.put(word, stem);
            }
        }
    }

    /** Remembers what it found for a word, since long requests repeat their words. */
    final class Corrector {
        private final Map<String, String> known = new HashMap<>();

        String stem(String word) {
            return known.computeIfAbsent(word, raw -> {
                String stem = Stems.of(raw);
                return stems.containsKey(stem) || raw.length() < SHORTEST_SWAP
                        ? stem
                        : nearest(raw, stem).orElse(stem);
            });
        }
    }

    /** The one stem that is a single slip away; none when there are several, since guessing would then mislead. */
    private Optional<String> nearest(String raw, String stem) {
        var found = new HashSet<String>();
        stems.forEach((word, meant) -> {
            if (isSlip(raw, word) || isSlip(stem, word)) {
                found.add(meant);
            }
        });
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    /** One letter lost, added or changed, or two neighbours swapped; the first letter is hardly ever the wrong one. */
    static boolean isSlip(String written, String meant) {
        int shorter = Math.min(written.length(), meant.length());
        int longer = Math.max(written.length(), meant.length());
        if (shorter < SHORTEST_SWAP || longer - shorter > 1 || written.charAt(0) != meant.charAt(0)) {
            return false;
        }
        int at = 1;
        while (at < shorter && written.charAt(at) == meant.charAt(at)) {
            at++;
        }
        if (longer > shorter) {
            String rest = written.length() > meant.length() ? written.substring(at + 1) : written.substring(at);
            String wanted = meant.length() > written.length() ? meant.substring(at + 1) : meant.substring(at);
            return longer >= SHORTEST_LOSS && rest.equals(wanted);
        }
        if (at == shorter) {
            return false;
        }
        if (written.substring(at + 1).equals(meant.substring(at + 1))) {
            return longer >= SHORTEST_CHANGE;
        }
        return at + 1 < shorter
                && written.charAt(at) == meant.charAt(at + 1)
                && written.charAt(at + 1) == meant.charAt(at)
                && written.substring(at + 2).equals(meant.substring(at + 2));
    }
}
