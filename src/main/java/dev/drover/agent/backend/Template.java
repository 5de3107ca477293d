package dev.drover.agent.backend;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders. Braces around anything but the name of a placeholder are text, as JSON has them.
 *
 * @param text as it is written
 * @param uses the placeholders in it
 */
record Template(String text, Set<Placeholder> uses) {
    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");

    Template {
        uses = Set.copyOf(uses);
    }

    static Template of(String text) {
        Set<Placeholder> uses = EnumSet.noneOf(Placeholder.class);
        NAME.matcher(text).results().forEach(found -> Placeholder.named(found.group(1))
                .ifPresent(uses::add));
        return new Template(text, uses);
    }

    /** A name in braces that is none, and so most often a slip of the pen. */
    static Optional<String> unknownIn(String text) {
        return NAME.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> Placeholder.named(name).isEmpty())
                .findFirst();
    }

    /** The text with all its values, each put in as it is; empty when one has none. */
    Optional<String> filled(Map<Placeholder, String> values) {
        if (!values.keySet().containsAll(uses)) {
            return Optional.empty();
        }
        return Optional.of(NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Placeholder.named(found.group(1))
                        .map(name -> String.valueOf(values.get(name)))
                        .orElse(found.group()))));
    }
}
