package dev.drover.agent.backend;

import dev.drover.datafile.BrokenFileException;
import dev.drover.datafile.Yaml;
import dev.drover.message.Ids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;

/** Reads the part of a definition that says what the program prints. */
final class OutputFormReader {
    private static final Set<String> KEYS = Set.of("format", "rules", "error_starts", "schema");
    private static final Set<String> RULE_KEYS = Set.of(
            "when",
            "message",
            "append",
            "error_if",
            "error",
            "trouble",
            "input_tokens",
            "output_tokens",
            "cost_usd",
            "ends");

    private OutputFormReader() {}

    static OutputForm read(Yaml.Fields definition) throws BrokenFileException {
        Optional<Yaml.Fields> output = definition.fields("output");
        if (output.isEmpty()) {
            throw new BrokenFileException(
                    definition.lineOf("output"), "'output' is missing; add it, at least with 'format: text'");
        }
        Yaml.Fields keys = output.get().only(KEYS);
        OutputForm.Format format = format(keys);
        var rules = new ArrayList<Rule>();
        for (Yaml item : keys.items("rules")) {
            rules.add(rule(item));
        }
        boolean json = format == OutputForm.Format.JSONL || format == OutputForm.Format.JSON;
        if (json == rules.isEmpty()) {
            throw new BrokenFileException(
                    keys.lineOf("rules"),
                    json
                            ? "'rules' is missing; say where in the JSON the message stands"
                            : "'rules' are for JSON only");
        }
        return new OutputForm(format, rules, keys.texts("error_starts"), keys.text("schema"));
    }

    private static OutputForm.Format format(Yaml.Fields keys) throws BrokenFileException {
        String name = keys.requiredText("format");
        for (OutputForm.Format format : OutputForm.Format.values()) {
            if (format.wire().equals(name)) {
                return format;
            }
        }
        throw new BrokenFileException(
                keys.lineOf("format"),
                "'%s' is not a format; use one of %s"
                        .formatted(
                                Ids.printable(name),
                                Arrays.stream(OutputForm.Format.values())
                                        .map(OutputForm.Format::wire)
                                        .collect(Collectors.joining(", "))));
    }

    private static Rule rule(Yaml item) throws BrokenFileException {
        if (!(item instanceof Yaml.Fields keys)) {
            throw new BrokenFileException(item.line(), "each rule must be a mapping (key: value lines)");
        }
        keys.only(RULE_KEYS);
        return new Rule(
                when(keys),
                pointer(keys, "message"),
                flag(keys, "append"),
                pointer(keys, "error_if"),
                pointer(keys, "error"),
                pointer(keys, "trouble"),
                pointers(keys, "input_tokens"),
                pointers(keys, "output_tokens"),
                pointer(keys, "cost_usd"),
                flag(keys, "ends"));
    }

    private static Map<JsonPointer, String> when(Yaml.Fields keys) throws BrokenFileException {
        var when = new LinkedHashMap<JsonPointer, String>();
        Optional<Yaml.Fields> fields = keys.fields("when");
        if (fields.isPresent()) {
            for (Map.Entry<String, Yaml> field : fields.get().values().entrySet()) {
                String place = field.getKey();
                when.put(
                        compiled(
                                place.startsWith("/") ? place : "/" + place,
                                field.getValue().line()),
                        Yaml.textOf(field.getValue(), "'" + Ids.printable(place) + "'"));
            }
        }
        return when;
    }

    private static boolean flag(Yaml.Fields keys, String key) throws BrokenFileException {
        String flag = keys.text(key).orElse("false");
        if (!flag.equals("true") && !flag.equals("false")) {
            throw new BrokenFileException(keys.lineOf(key), "'" + key + "' must be true or false");
        }
        return flag.equals("true");
    }

    private static Optional<JsonPointer> pointer(Yaml.Fields keys, String key) throws BrokenFileException {
        Optional<String> place = keys.text(key);
        return place.isEmpty() ? Optional.empty() : Optional.of(compiled(place.get(), keys.lineOf(key)));
    }

    private static List<JsonPointer> pointers(Yaml.Fields keys, String key) throws BrokenFileException {
        var pointers = new ArrayList<JsonPointer>();
        for (String place : keys.texts(key)) {
            pointers.add(compiled(place, keys.lineOf(key)));
        }
        return pointers;
    }

    private static JsonPointer compiled(String place, int line) throws BrokenFileException {
        try {
            if (place.startsWith("/")) {
                return JsonPointer.compile(place);
            }
        } catch (IllegalArgumentException e) {
            throw noPointer(place, line);
        }
        throw noPointer(place, line);
    }

    private static BrokenFileException noPointer(String place, int line) {
        return new BrokenFileException(
                line,
                "'%s' is not a JSON Pointer; write the names on the way to it like /usage/input_tokens"
                        .formatted(Ids.printable(place)));
    }
}
