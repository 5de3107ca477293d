package dev.drover.council;

import dev.drover.datafile.YamlSource;
import dev.drover.message.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Takes the known settings out of YAML, with the line of each, and notes everything else as a fault. It walks the
 * tokens and builds no tree; anchors, aliases and tags are refused, so nothing can expand.
 */
final class SettingsYaml {
    private static final int MAX_FAULTS = 20;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final YAMLMapper MAPPER = new YAMLMapper(YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build());

    /** A value and its line, counted from 1. */
    record Entry(JsonNode value, int line) {}

    private final String file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private SettingsYaml(String file) {
        this.file = file;
    }

    static SettingsYaml read(String file, String text) {
        var yaml = new SettingsYaml(file);
        try (YAMLParser parser = (YAMLParser) MAPPER.createParser(new YamlSource(text))) {
            yaml.document(parser);
        } catch (Stop e) {
            return yaml;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            yaml.faults.add(file + ":" + line + ": not YAML: " + Ids.printable(oneLine(e.getOriginalMessage()), 300));
        }
        return yaml;
    }

    /** The known settings by key. */
    Map<String, Entry> entries() {
        return entries;
    }

    List<String> faults() {
        return faults;
    }

    private void document(YAMLParser parser) throws Stop {
        JsonToken first = next(parser);
        if (first == null) {
            return;
        }
        if (first == JsonToken.VALUE_NULL) {
            end(parser);
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            throw stop(parser, "the file must hold sections, such as a line 'agents:' and below it '  max: 10'");
        }
        while (next(parser) == JsonToken.PROPERTY_NAME) {
            section(parser, parser.currentName());
        }
        end(parser);
    }

    private void end(YAMLParser parser) throws Stop {
        if (next(parser) != null) {
            throw stop(parser, "a second document begins here; keep all settings in one");
        }
    }

    private void section(YAMLParser parser, String section) throws Stop {
        if (!SettingsTable.SECTIONS.containsKey(section)) {
            fault(parser, unknown(section));
            next(parser);
            skip(parser);
            return;
        }
        JsonToken value = next(parser);
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        if (value != JsonToken.START_OBJECT) {
            fault(parser, section + " is a section; write its settings below it, such as '" + sample(section) + "'");
            skip(parser);
            return;
        }
        while (next(parser) == JsonToken.PROPERTY_NAME) {
            setting(parser, section + "." + parser.currentName());
        }
    }

    private void setting(YAMLParser parser, String key) throws Stop {
        int line = line(parser);
        if (SettingsTable.find(key).isEmpty()) {
            fault(parser, unknown(key));
            next(parser);
            skip(parser);
            return;
        }
        if (entries.containsKey(key)) {
            fault(
                    parser,
                    key + " is there twice, first in line " + entries.get(key).line() + "; keep one");
        }
        next(parser);
        entries.put(key, new Entry(value(parser), line));
    }

    private JsonNode value(YAMLParser parser) throws Stop {
        return switch (parser.currentToken()) {
            case START_ARRAY -> {
                ArrayNode list = NODES.arrayNode();
                while (next(parser) != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case START_OBJECT -> {
                skip(parser);
                yield NODES.objectNode();
            }
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            default -> NODES.stringNode(parser.getString());
        };
    }

    private JsonToken next(YAMLParser parser) throws Stop {
        JsonToken token = parser.nextToken();
        if (token != null && (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null)) {
            throw stop(parser, "anchors (&), aliases (*) and tags (!) are not used in settings; write the value out");
        }
        return token;
    }

    private void skip(YAMLParser parser) throws Stop {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth > 0) {
                next(parser);
            }
        } while (depth > 0);
    }

    private static String unknown(String key) {
        String shown = Ids.printable(key);
        if (SettingsTable.find(key).isPresent()) {
            String section = key.substring(0, key.indexOf('.'));
            return shown + " must be written as a section: '" + sample(section) + "'";
        }
        List<String> known = new ArrayList<>();
        if (!key.contains(".")) {
            known.addAll(SettingsTable.SECTIONS.keySet());
        }
        SettingsTable.ALL.forEach(s -> known.add(s.key()));
        return "there is no setting " + shown + "; did you mean " + NearestKey.to(key, known) + "?";
    }

    private static String sample(String section) {
        Setting first = SettingsTable.ALL.stream()
                .filter(s -> s.section().equals(section))
                .findFirst()
                .orElseThrow();
        return section + ": { " + first.name() + ": " + Setting.yaml(first.defaultValue()) + " }";
    }

    private void fault(YAMLParser parser, String what) throws Stop {
        if (faults.size() == MAX_FAULTS) {
            throw new Stop();
        }
        faults.add(file + ":" + line(parser) + ": " + what);
    }

    private Stop stop(YAMLParser parser, String what) throws Stop {
        fault(parser, what);
        return new Stop();
    }

    private static int line(YAMLParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private static String oneLine(String message) {
        return message.lines().map(String::strip).collect(Collectors.joining(", "));
    }

    /** Nothing further in the file can be understood, or there is no use in listing more. */
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;

        Stop() {
            super("stop", null, false, false);
        }
    }
}
