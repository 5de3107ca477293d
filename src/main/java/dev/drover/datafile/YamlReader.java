package dev.drover.datafile;

import dev.drover.message.Ids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one YAML document into {@link Yaml}. Anchors, aliases and tags are refused, so nothing can expand beyond what
 * stands in the file; depth and number of values are bounded.
 */
public final class YamlReader {
    static final int MAX_DEPTH = 16;
    static final int MAX_VALUES = 20_000;
    private static final int MAX_MESSAGE = 300;
    private static final Pattern PLACE = Pattern.compile("in .*, line \\d+, column \\d+:?");

    private static final YAMLFactory FACTORY = YAMLFactory.builder().build();

    private final YAMLParser parser;
    private final int firstLine;
    private int values;

    private YamlReader(YAMLParser parser, int firstLine) {
        this.parser = parser;
        this.firstLine = firstLine;
    }

    /**
     * The mapping that the text is.
     *
     * @param firstLine number of the text's first line in its file
     */
    public static Yaml.Fields read(String text, int firstLine) throws BrokenFileException {
        try (var parser = (YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), new YamlSource(text))) {
            return new YamlReader(parser, firstLine).document();
        } catch (JacksonException e) {
            var at = e.getLocation();
            int line = at == null ? 0 : Math.max(0, at.getLineNr());
            throw new BrokenFileException(line == 0 ? 0 : line + firstLine - 1, "it is not valid YAML: " + cause(e));
        }
    }

    private Yaml.Fields document() throws BrokenFileException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new BrokenFileException(0, "it is empty; write it, or remove the file");
        }
        Yaml root = value(token, 0);
        if (parser.nextToken() != null) {
            throw new BrokenFileException(line(), "a second document begins here; keep one to a file");
        }
        if (root instanceof Yaml.Fields fields) {
            return fields;
        }
        throw new BrokenFileException(root.line(), "it must be a mapping (key: value lines)");
    }

    private Yaml value(@Nullable JsonToken token, int depth) throws BrokenFileException {
        int line = line();
        if (token == null) {
            throw new BrokenFileException(line, "the file ends in the middle of a value");
        }
        values++;
        if (depth > MAX_DEPTH || values > MAX_VALUES) {
            throw new BrokenFileException(
                    line, "it is nested deeper than %d or has more than %d values".formatted(MAX_DEPTH, MAX_VALUES));
        }
        refuseReferences(line);
        return switch (token) {
            case START_OBJECT -> fields(line, depth);
            case START_ARRAY -> items(line, depth);
            case VALUE_NULL -> new Yaml.Text(line, "");
            default -> new Yaml.Text(line, String.valueOf(parser.getString()));
        };
    }

    private void refuseReferences(int line) throws BrokenFileException {
        if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
            throw new BrokenFileException(
                    line,
                    "anchors (&), aliases (*) and tags (!) are not read; write the value out, or put it in quotes");
        }
    }

    private Yaml fields(int line, int depth) throws BrokenFileException {
        Map<String, Yaml> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = String.valueOf(parser.currentName());
            int keyLine = line();
            if (fields.put(key, value(parser.nextToken(), depth + 1)) != null) {
                throw new BrokenFileException(
                        keyLine, "the key '" + Ids.printable(key) + "' stands here twice; keep one");
            }
        }
        return new Yaml.Fields(line, Collections.unmodifiableMap(fields));
    }

    private Yaml items(int line, int depth) throws BrokenFileException {
        List<Yaml> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, depth + 1));
        }
        return new Yaml.Items(line, items);
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr()) + firstLine - 1;
    }

    /**
     * What is wrong, without where: a message of the parser names the construct that it was in and the cause, and after
     * each of them the place, with the line of the file and a mark below it.
     */
    private static String cause(JacksonException e) {
        List<String> said = new ArrayList<>();
        boolean quoting = false;
        for (String line : String.valueOf(e.getOriginalMessage()).lines().toList()) {
            String part = line.strip();
            if (PLACE.matcher(part).matches()) {
                quoting = true;
            } else if (quoting) {
                quoting = !part.equals("^");
            } else if (!part.isEmpty()) {
                said.add(part);
            }
        }
        return Ids.printable(String.join(", ", said), MAX_MESSAGE);
    }
}
