package dev.drover.agent.specialist.documentation.api;

import java.util.List;

/**
 * What a file offers to others.
 *
 * @param language as people write it
 * @param group the package, or where a language has none the file
 * @param about what the file says of the whole group, as Markdown; empty for nothing
 * @param exports packages that a module descriptor opens to everyone; only such a file has any
 * @param errors how many places could not be parsed
 */
public record ApiFile(
        String language, String group, String about, List<ApiType> types, List<String> exports, int errors) {
    public ApiFile {
        types = List.copyOf(types);
        exports = List.copyOf(exports);
    }
}
