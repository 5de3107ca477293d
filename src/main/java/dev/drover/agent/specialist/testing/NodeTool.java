package dev.drover.agent.specialist.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The test library that a script starts, where the script does nothing else, so that options can be added to it. */
enum NodeTool {
    NODE,
    JEST,
    VITEST,
    MOCHA,
    OTHER;

    private static final Pattern SEVERAL = Pattern.compile("[&|;<>`$(){}\\n]");
    private static final Pattern SETTING = Pattern.compile("^(?:cross-env|npx|[A-Z_][A-Z0-9_]*=\\S*)$");

    static NodeTool of(String script) {
        if (SEVERAL.matcher(script).find()) {
            return OTHER;
        }
        List<String> words = new ArrayList<>(List.of(script.strip().split("\\s+")));
        while (!words.isEmpty() && SETTING.matcher(words.getFirst()).matches()) {
            words.removeFirst();
        }
        String program = words.isEmpty() ? "" : words.getFirst();
        return switch (program.substring(program.lastIndexOf('/') + 1)) {
            case "node" -> words.contains("--test") ? NODE : OTHER;
            case "jest" -> JEST;
            case "react-scripts" -> words.contains("test") ? JEST : OTHER;
            case "vitest" -> VITEST;
            case "mocha" -> MOCHA;
            default -> OTHER;
        };
    }

    /** The script with options for {@code node --test}, which have to stand before the files. */
    static String withNodeOptions(String script, List<String> options) {
        return script.replaceFirst("--test(?=\\s|$)", "--test " + Matcher.quoteReplacement(String.join(" ", options)));
    }

    /** What selects one test, as further arguments of the script; empty where the library cannot. */
    Optional<List<String>> selecting(String fullName, String file) {
        String titles = fullName.replace(" > ", " ");
        return switch (this) {
            case JEST, VITEST -> {
                var arguments = new ArrayList<String>();
                if (!file.isEmpty()) {
                    arguments.add(file);
                }
                arguments.addAll(List.of("-t", "^" + escaped(titles) + "$"));
                yield Optional.of(arguments);
            }
            case MOCHA -> Optional.of(List.of("--fgrep", titles));
            case NODE, OTHER -> Optional.empty();
        };
    }

    static String escaped(String text) {
        return text.replaceAll("([\\\\.+*?()|\\[\\]{}^$/])", "\\\\$1");
    }
}
