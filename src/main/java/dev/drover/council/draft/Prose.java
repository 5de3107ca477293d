package dev.drover.council.draft;

import java.util.Locale;

/** Words of people and models that go into a definition. */
final class Prose {
    static final String DESCRIPTION_LENGTHS = "10 to 300";
    private static final int SHORTEST_DESCRIPTION = 10;
    private static final int LONGEST_DESCRIPTION = 300;

    private Prose() {}

    /** In one line, with one blank for each run of blanks and line ends. */
    static String line(String text) {
        return text.replaceAll("[\\s\\u0085\\u2028\\u2029]+", " ").strip();
    }

    static boolean isDescription(String line) {
        return line.length() >= SHORTEST_DESCRIPTION && line.length() <= LONGEST_DESCRIPTION && isPlain(line);
    }

    /** Line ends as Unix has them; a line that could be taken for the end of front matter becomes a rule of stars. */
    static String prompt(String text) {
        return text.replace("\r\n", "\n")
                .replaceAll("(?m)^[ \\t]*(?:-{3,}|\\.{3})[ \\t]*$", "* * *")
                .strip();
    }

    /** Whether all of it can be seen: no control characters but the end of a line, and none that turn or hide text. */
    static boolean isPlain(String text) {
        return text.codePoints().allMatch(Prose::isSeen);
    }

    private static boolean isSeen(int c) {
        return c == '\n'
                || c == '\t'
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }

    /** What can stand after "You are": the description when it begins with an article; else nothing. */
    static String asRole(String description) {
        String article = description.toLowerCase(Locale.ROOT);
        return article.startsWith("a ") || article.startsWith("an ") || article.startsWith("the ")
                ? description.substring(0, 1).toLowerCase(Locale.ROOT) + description.substring(1)
                : "";
    }
}
