package dev.drover.agent.specialist.documentation;

import dev.drover.agent.specialist.support.SafeFiles;

/** Puts text from build files and file names into Markdown so that it stays text. */
final class Markdown {
    private static final int MAX_TEXT = 600;

    private Markdown() {}

    /** One paragraph: no line breaks, no HTML, so neither a comment nor a marker can come in this way. */
    static String text(String text) {
        String line = SafeFiles.shorten(oneLine(text), MAX_TEXT);
        return line.replace("\\", "\\\\")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("`", "\\`");
    }

    static String code(String text) {
        String line = SafeFiles.shorten(oneLine(text), MAX_TEXT).replace("|", "\\|");
        return line.contains("`") ? "`` " + line + " ``" : "`" + line + "`";
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
