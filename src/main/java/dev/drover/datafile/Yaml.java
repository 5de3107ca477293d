package dev.drover.datafile;

import dev.drover.message.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A piece of a YAML file that knows its line, so that every complaint can name it. */
public sealed interface Yaml {
    /** Counted from 1. */
    int line();

    /** A scalar, as it is written; an empty one is the empty text. */
    record Text(int line, String value) implements Yaml {}

    /** A sequence. */
    record Items(int line, List<Yaml> values) implements Yaml {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A mapping. */
    record Fields(int line, Map<String, Yaml> values) implements Yaml {
        /** Refuses keys that mean nothing here: most often they are a slip of the pen for one that does. */
        public Fields only(Set<String> known) throws BrokenFileException {
            for (Map.Entry<String, Yaml> field : values.entrySet()) {
                if (!known.contains(field.getKey())) {
                    throw new BrokenFileException(
                            field.getValue().line(),
                            "'%s' is not a key here; use one of %s"
                                    .formatted(Ids.printable(field.getKey()), new TreeSet<>(known)));
                }
            }
            return this;
        }

        public Optional<Yaml> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        /** The text under this key; absent when the key is, or when nothing stands behind it. */
        public Optional<String> text(String key) throws BrokenFileException {
            Optional<Yaml> value = get(key);
            return value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(textOf(value.get(), "'" + key + "'").strip()).filter(text -> !text.isEmpty());
        }

        public String requiredText(String key) throws BrokenFileException {
            return text(key).orElseThrow(() -> new BrokenFileException(line, "'" + key + "' is missing; add it"));
        }

        /** The whole number under this key, which must lie in these bounds. */
        public Optional<Integer> number(String key, int min, int max) throws BrokenFileException {
            Optional<String> text = text(key);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            if (WHOLE_NUMBER.matcher(text.get()).matches()) {
                int number = Integer.parseInt(text.get());
                if (number >= min && number <= max) {
                    return Optional.of(number);
                }
            }
            throw new BrokenFileException(
                    lineOf(key),
                    "'%s' is '%s' but must be a whole number from %d to %d"
                            .formatted(key, Ids.printable(text.get()), min, max));
        }

        /** The texts under this key; a single text may stand there without being made a list. */
        public List<String> texts(String key) throws BrokenFileException {
            var texts = new ArrayList<String>();
            for (Yaml item : items(key)) {
                texts.add(textOf(item, "each item of '" + key + "'").strip());
            }
            return texts;
        }

        /** The items under this key; anything that is not a list counts as a list of one. */
        public List<Yaml> items(String key) {
            return switch (values.get(key)) {
                case null -> List.of();
                case Items items -> items.values();
                case Text text -> text.value().isBlank() ? List.of() : List.of(text);
                case Fields one -> List.of(one);
            };
        }

        /** The mapping under this key. */
        public Optional<Fields> fields(String key) throws BrokenFileException {
            if (items(key).isEmpty()) {
                return Optional.empty();
            }
            if (values.get(key) instanceof Fields fields) {
                return Optional.of(fields);
            }
            throw new BrokenFileException(lineOf(key), "'" + key + "' must be a mapping (key: value lines)");
        }

        /** The line of what stands under this key, or of the mapping. */
        public int lineOf(String key) {
            return get(key).map(Yaml::line).orElse(line);
        }
    }

    Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");

    /** The text, or a complaint that names what should have been one. */
    static String textOf(Yaml value, String what) throws BrokenFileException {
        if (value instanceof Text text) {
            return text.value();
        }
        throw new BrokenFileException(value.line(), what + " must be a text; put it in quotes if it has special signs");
    }
}
