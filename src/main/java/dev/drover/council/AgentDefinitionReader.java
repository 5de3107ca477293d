package dev.drover.council;

import dev.drover.datafile.BrokenFileException;
import dev.drover.datafile.Yaml;
import dev.drover.datafile.YamlReader;
import dev.drover.message.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one definition: YAML front matter between two lines {@code ---}, and below it the system prompt. Keys that it
 * does not know are left alone, so that the sub-agent files of coding CLIs load as they are.
 */
final class AgentDefinitionReader {
    /** Those files often hold prose with a colon unquoted, which YAML does not allow. */
    private static final Pattern PROSE =
            Pattern.compile("(name|description|model|tools|color)\\s*:\\s+([^\\s\"'|>\\[{&*!#].*)");

    private AgentDefinitionReader() {}

    static AgentDefinition read(String file, String text, Set<String> clis) throws BrokenFileException {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equals("---")) {
            throw new BrokenFileException(1, "it does not begin with front matter; put a line '---' above the keys");
        }
        int end = 1;
        while (end < lines.size() && !lines.get(end).stripTrailing().equals("---")) {
            end++;
        }
        if (end == lines.size()) {
            throw new BrokenFileException(1, "its front matter has no end; put a line '---' below the keys");
        }
        String yaml = String.join(
                "\n",
                lines.subList(1, end).stream()
                        .map(AgentDefinitionReader::quoted)
                        .toList());
        String prompt = String.join("\n", lines.subList(end + 1, lines.size())).strip();
        return definition(file, YamlReader.read(yaml, 2), prompt, clis);
    }

    private static String quoted(String line) {
        Matcher prose = PROSE.matcher(line.stripTrailing());
        if (!prose.matches()
                || !(prose.group(2).contains(": ") || prose.group(2).endsWith(":"))) {
            return line;
        }
        return prose.group(1) + ": '" + prose.group(2).replace("'", "''") + "'";
    }

    private static AgentDefinition definition(String file, Yaml.Fields keys, String prompt, Set<String> clis)
            throws BrokenFileException {
        String name = keys.get("name").isPresent() ? keys.requiredText("name") : stem(file);
        if (!Ids.isValid(name)) {
            throw new BrokenFileException(
                    keys.lineOf("name"),
                    "'%s' is not a name; it must match %s".formatted(Ids.printable(name), Ids.RULE));
        }
        String type = keys.text("type").orElse(name);
        if (!Ids.isValid(type)) {
            throw new BrokenFileException(
                    keys.lineOf("type"),
                    "'%s' is not a type; it must match %s".formatted(Ids.printable(type), Ids.RULE));
        }
        Optional<String> command = keys.text("command");
        DefinedBackend backend = DefinedBackend.read(keys, command, clis);
        return new AgentDefinition(
                name,
                keys.text("description").orElse(""),
                type,
                capabilities(keys),
                backend.backend(),
                backend.cli(),
                command,
                keys.text("model"),
                keys.text("endpoint"),
                ModelKeys.parameters(keys),
                ModelKeys.limits(keys),
                prompt,
                file);
    }

    /** What a sub-agent file of opencode is named by: it has no key for it. */
    private static String stem(String file) {
        return file.substring(0, Math.max(0, file.lastIndexOf('.')));
    }

    /** A list, or one text with commas, as tools are listed in the files of coding CLIs. */
    private static List<String> capabilities(Yaml.Fields keys) throws BrokenFileException {
        var capabilities = new ArrayList<String>();
        for (String item : keys.texts("capabilities")) {
            for (String capability : item.split(",")) {
                if (!Ids.isValid(capability.strip())) {
                    throw new BrokenFileException(
                            keys.lineOf("capabilities"),
                            "'%s' is not a capability; each must match %s"
                                    .formatted(Ids.printable(capability.strip()), Ids.RULE));
                }
                capabilities.add(capability.strip());
            }
        }
        return capabilities.stream().distinct().toList();
    }
}
