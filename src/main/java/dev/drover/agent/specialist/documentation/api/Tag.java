package dev.drover.agent.specialist.documentation.api;

import dev.drover.message.Shortened;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One line of what Universal Ctags prints.
 *
 * @param scope what it stands in, with '.' between the parts whatever the language
 * @param signature parameters in parentheses
 * @param result the type that it has or returns
 * @param pattern the line of source, or the beginning of it
 */
record Tag(
        String path,
        int line,
        String name,
        String kind,
        String scope,
        String scopeKind,
        String access,
        String signature,
        String result,
        String pattern) {
    private static final int MAX = 300;
    private static final Pattern PUB = Pattern.compile("\\s*+pub\\s.*");
    private static final Pattern SEPARATOR = Pattern.compile("::|\\\\|/");

    /** Empty for lines that are about something else. */
    static Optional<Tag> of(JsonNode line) {
        String name = text(line, "name");
        if (!text(line, "_type").equals("tag") || name.isBlank()) {
            return Optional.empty();
        }
        String type = text(line, "typeref");
        return Optional.of(new Tag(
                line.path("path").asString(""),
                line.path("line").asInt(1),
                name,
                text(line, "kind"),
                SEPARATOR.matcher(text(line, "scope")).replaceAll("."),
                text(line, "scopeKind"),
                text(line, "access"),
                text(line, "signature"),
                type.substring(type.indexOf(':') + 1),
                text(line, "pattern").replaceFirst("^/\\^", "")));
    }

    /** Its name with what it stands in. */
    String fullName() {
        return scope.isEmpty() ? name : scope + "." + name;
    }

    boolean isUnnamed() {
        return name.toLowerCase(Locale.ROOT).startsWith("anonymous") || name.startsWith("__anon");
    }

    boolean isExported() {
        return pattern.startsWith("export ") || pattern.startsWith("module.exports");
    }

    boolean isPub() {
        return PUB.matcher(pattern).matches();
    }

    private static String text(JsonNode line, String field) {
        JsonNode value = line.path(field);
        return value.isString() ? Shortened.of(value.stringValue(), MAX) : "";
    }
}
