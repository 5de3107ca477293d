package dev.drover.agent.specialist.project;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of TOML as is needed to read names out of a {@code pyproject.toml}: tables and strings on one line. */
final class Toml {
    private static final Pattern TABLE = Pattern.compile("^\\[{1,2}\\s*([^\\[\\]]{1,200}?)\\s*]{1,2}\\s*(?:#.*)?$");
    private static final Pattern STRING = Pattern.compile(
            "^([A-Za-z0-9_.-]{1,100}|\"[^\"]{1,100}\")\\s*=\\s*(?:\"([^\"\\\\]*)\"|'([^']*)')\\s*(?:#.*)?$");

    private Toml() {}

    /** Each table that is opened, with the strings in it; an unquoted, multi-line or escaped value is left out. */
    static Map<String, Map<String, String>> tables(String text) {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        String current = "";
        for (String line : text.lines().map(String::strip).toList()) {
            Matcher table = TABLE.matcher(line);
            Matcher string = STRING.matcher(line);
            if (table.matches()) {
                current = table.group(1);
                tables.putIfAbsent(current, new LinkedHashMap<>());
            } else if (string.matches()) {
                String value = string.group(2) == null ? string.group(3) : string.group(2);
                tables.computeIfAbsent(current, t -> new LinkedHashMap<>())
                        .put(string.group(1).replace("\"", ""), value);
            }
        }
        return tables;
    }
}
