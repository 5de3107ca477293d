package dev.drover.planning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a pattern fits a request.
 *
 * @param threshold the least score at which it does
 * @param any rules of which each that holds adds its weight
 * @param all rules that must all hold; they add their weights too
 * @param none rules of which none may hold
 */
record Match(int threshold, List<Rule> any, List<Rule> all, List<Rule> none) {
    static final int USUAL_THRESHOLD = 4;

    /** Fits nothing: the pattern is used only when it is asked for by name, or as the fallback. */
    static final Match NOTHING = new Match(USUAL_THRESHOLD, List.of(), List.of(), List.of());

    Match {
        any = List.copyOf(any);
        all = List.copyOf(all);
        none = List.copyOf(none);
    }

    /** How well it fits, by which words, and the most telling kind among them. */
    record Score(int points, List<String> words, Rule.Kind kind) {}

    List<Rule> rules() {
        return Stream.of(any, all, none).flatMap(List::stream).toList();
    }

    /** Whether the text holds a command for it, however well the rest fits. */
    boolean isCommandedIn(RequestText text) {
        return Stream.of(any, all).flatMap(List::stream).anyMatch(rule -> rule.in(text)
                .filter(hit -> hit.kind().compareTo(Rule.Kind.COMMAND) >= 0)
                .isPresent());
    }

    /** Whether this word alone keeps it from fitting. */
    boolean isNeverWith(Token word) {
        return none.stream()
                .filter(rule -> rule.lead().isEmpty())
                .flatMap(rule -> rule.phrases().stream())
                .anyMatch(phrase -> phrase.stems().equals(List.of(word.stem())));
    }

    private static List<Rule.Kind> kinds(List<Rule.Hit> hits) {
        return hits.stream().map(Rule.Hit::kind).toList();
    }

    Optional<Score> score(RequestText text) {
        if (none.stream().anyMatch(rule -> rule.in(text).isPresent())) {
            return Optional.empty();
        }
        var hits = new ArrayList<Rule.Hit>();
        for (Rule rule : all) {
            Optional<Rule.Hit> hit = rule.in(text);
            if (hit.isEmpty()) {
                return Optional.empty();
            }
            hits.add(hit.get());
        }
        any.forEach(rule -> rule.in(text).ifPresent(hits::add));
        int points = hits.stream().mapToInt(Rule.Hit::score).sum();
        return points >= threshold && !hits.isEmpty()
                ? Optional.of(
                        new Score(points, hits.stream().map(Rule.Hit::text).toList(), Collections.max(kinds(hits))))
                : Optional.empty();
    }
}
