package dev.drover.agent.mind;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells whether words name a file that is not among some files. What has no form of a path is no name of a file. */
record NamedPaths(Set<String> paths) {
    private static final Pattern QUOTED = Pattern.compile("`([^`]{1,300})`");
    private static final Pattern WORD = Pattern.compile("[^\\s`\"'()\\[\\]{}<>,;:!?*=|]{2,300}");

    /** Two words with a slash between them, as in read/write, are no path. */
    private static final Pattern PAIR = Pattern.compile("[A-Za-z]{1,20}/[A-Za-z]{1,20}");

    private static final Pattern FILE = Pattern.compile("(?i)[^/]*\\.(?:adoc|bash|bat|c|cc|cfg|cjs|conf|cpp|cs|css|csv"
            + "|dart|env|erl|ex|exs|fs|go|gradle|graphql|h|hpp|html?|ini|ipynb|java|jpe?g|js|json|jsonl|jsx|kts?|lock|lua"
            + "|md|mjs|ml|mm|php|pl|png|proto|properties|ps1|py|r|rb|rs|rst|scala|scss|sh|sql|svelte|svg|swift|tf|toml"
            + "|tsx?|txt|vue|xml|ya?ml|zig)");

    NamedPaths {
        paths = Set.copyOf(paths);
    }

    /** Whether a line names a file that is none of them. */
    boolean isOtherIn(String line) {
        Matcher quoted = QUOTED.matcher(line);
        Set<String> said = quoted.results()
                .map(match -> plain(match.group(1)))
                .filter(text -> text.indexOf(' ') < 0
                        && (text.contains("/") || FILE.matcher(text).matches()))
                .collect(Collectors.toSet());
        WORD.matcher(QUOTED.matcher(line).replaceAll(" "))
                .results()
                .map(match -> plain(match.group()))
                .filter(word -> (word.contains("/") && !PAIR.matcher(word).matches())
                        || FILE.matcher(word).matches())
                .forEach(said::add);
        return said.stream().anyMatch(name -> !isAmong(name));
    }

    /** By its path, the end of it, or a folder that it is in. */
    private boolean isAmong(String name) {
        String folder = name.endsWith("/") ? name : name + "/";
        return paths.stream()
                .anyMatch(path -> path.equals(name) || path.endsWith("/" + name) || path.startsWith(folder));
    }

    private static String plain(String word) {
        String name = word.strip().replaceFirst("\\.+$", "");
        return name.startsWith("./") ? name.substring(2) : name;
    }
}
