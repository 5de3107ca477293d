package dev.drover.agent.specialist.documentation.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A language that Universal Ctags reads well enough to tell what is public in it. Of Ruby, for one, it does not tell
 * which methods are private.
 */
enum TagLanguage {
    PYTHON("Python", "py pyi", "class", "function member"),
    JAVASCRIPT("JavaScript", "js mjs cjs jsx", "class", "function generator method getter setter"),
    TYPESCRIPT(
            "TypeScript",
            "ts tsx mts cts",
            "class interface enum namespace",
            "function generator method alias constant"),
    GO("Go", "go", "struct interface type talias", "func const var methodSpec"),
    RUST("Rust", "rs", "struct enum interface", "function method typedef"),
    C_HEADER("C++", "h hh hpp hxx", "class struct union enum", "prototype function typedef"),
    PHP("PHP", "php", "class interface trait", "function"),
    C_SHARP("C#", "cs", "class interface struct enum", "method property");

    /** What people call it, and Universal Ctags too. */
    final String title;

    private final String extensions;
    private final String types;
    private final String members;

    /** Words with spaces between them: of file names, and of the kinds that Universal Ctags tells apart. */
    TagLanguage(String title, String extensions, String types, String members) {
        this.title = title;
        this.extensions = extensions;
        this.types = types;
        this.members = members;
    }

    static Optional<TagLanguage> of(String path) {
        if (path.endsWith(".min.js")) {
            return Optional.empty();
        }
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (TagLanguage language : values()) {
            if (has(language.extensions, extension)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether others may use it, by the rules and customs of the language; what it stands in is not looked at.
     *
     * @param exports whether its file says what it exports
     */
    boolean isPublic(Tag tag, boolean exports) {
        return switch (this) {
            case PYTHON -> tag.access().equals("public");
            case JAVASCRIPT, TYPESCRIPT ->
                !tag.isUnnamed()
                        && !tag.access().equals("private")
                        && !tag.pattern().contains("#" + tag.name())
                        && (!exports || !tag.scope().isEmpty() || tag.isExported());
            case GO -> Character.isUpperCase(tag.name().codePointAt(0));
            case RUST -> tag.isPub() || tag.scopeKind().equals("interface");
            case C_HEADER, PHP -> tag.access().isEmpty() || tag.access().equals("public");
            case C_SHARP -> tag.access().equals("public") || tag.access().equals("protected");
        };
    }

    boolean isType(Tag tag) {
        return has(types, tag.kind());
    }

    /** Whether it is a part of types, or stands outside of any. */
    boolean isMember(Tag tag) {
        return has(members, tag.kind());
    }

    /** What a caller reads. */
    String signature(Tag tag) {
        String result =
                switch (this) {
                    case PYTHON -> tag.result().isEmpty() ? "" : " -> " + tag.result();
                    case GO -> tag.result().isEmpty() ? "" : " " + tag.result();
                    default -> "";
                };
        String before = this == C_HEADER && !tag.result().isEmpty() ? tag.result() + " " : "";
        return isType(tag) ? tag.kind() + " " + tag.name() : before + tag.name() + tag.signature() + result;
    }

    private static boolean has(String words, String word) {
        return List.of(words.split(" ")).contains(word);
    }
}
