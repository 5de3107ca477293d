package dev.drover.agent.backend;

import dev.drover.datafile.BrokenFileException;
import dev.drover.datafile.Yaml;
import dev.drover.message.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads texts with placeholders: one text, a list of texts that belong together, or a mapping that says with or without
 * which value they are used.
 */
final class PartReader {
    private PartReader() {}

    static List<Part> arguments(Yaml.Fields keys) throws BrokenFileException {
        var parts = new ArrayList<Part>();
        for (Yaml item : keys.items("arguments")) {
            parts.add(part(item, "each item of 'arguments'"));
        }
        return parts;
    }

    /** Parts of one text each, by the keys of this mapping. */
    static Map<String, Part> texts(Yaml.Fields keys, String key) throws BrokenFileException {
        var parts = new LinkedHashMap<String, Part>();
        Optional<Yaml.Fields> named = keys.fields(key);
        if (named.isPresent()) {
            for (Map.Entry<String, Yaml> field : named.get().values().entrySet()) {
                Part part = part(field.getValue(), "'" + Ids.printable(field.getKey()) + "'");
                if (part.texts().size() != 1) {
                    throw new BrokenFileException(field.getValue().line(), "one text must stand here, not a list");
                }
                parts.put(field.getKey(), part);
            }
        }
        return parts;
    }

    private static Part part(Yaml value, String what) throws BrokenFileException {
        if (value instanceof Yaml.Fields choice) {
            choice.only(Set.of("with", "without", "use"));
            Yaml use = choice.get("use")
                    .orElseThrow(() -> new BrokenFileException(choice.line(), "'use' is missing; add what is used"));
            return new Part(placeholder(choice, "with"), placeholder(choice, "without"), templates(use, what));
        }
        return new Part(Optional.empty(), Optional.empty(), templates(value, what));
    }

    private static List<Template> templates(Yaml value, String what) throws BrokenFileException {
        var templates = new ArrayList<Template>();
        for (Yaml text : value instanceof Yaml.Items items ? items.values() : List.of(value)) {
            String written = Yaml.textOf(text, what);
            Optional<String> unknown = Template.unknownIn(written);
            if (unknown.isPresent()) {
                throw new BrokenFileException(
                        text.line(),
                        "'{%s}' is not a placeholder; use one of %s"
                                .formatted(Ids.printable(unknown.get()), Placeholder.all()));
            }
            templates.add(Template.of(written));
        }
        return templates;
    }

    private static Optional<Placeholder> placeholder(Yaml.Fields choice, String key) throws BrokenFileException {
        Optional<String> name = choice.text(key);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Placeholder> placeholder = Placeholder.named(name.get());
        if (placeholder.isEmpty()) {
            throw new BrokenFileException(
                    choice.lineOf(key),
                    "'%s' is not a placeholder; use one of %s".formatted(Ids.printable(name.get()), Placeholder.all()));
        }
        return placeholder;
    }
}
