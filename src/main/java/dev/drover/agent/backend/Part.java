package dev.drover.agent.backend;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Texts that are used together or not at all, such as an option and its value.
 *
 * @param with it is used only where this has a value
 * @param without it is used only where this has none
 */
record Part(Optional<Placeholder> with, Optional<Placeholder> without, List<Template> texts) {
    Part {
        texts = List.copyOf(texts);
    }

    /** The texts with their values; none when one of them has no value, or when they are for another case. */
    List<String> filled(Map<Placeholder, String> values) {
        if (with.filter(name -> !values.containsKey(name)).isPresent()
                || without.filter(values::containsKey).isPresent()) {
            return List.of();
        }
        List<String> filled =
                texts.stream().flatMap(text -> text.filled(values).stream()).toList();
        return filled.size() == texts.size() ? filled : List.of();
    }

    boolean uses(Placeholder name) {
        return texts.stream().anyMatch(text -> text.uses().contains(name));
    }
}
