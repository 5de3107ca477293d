package dev.drover.agent.specialist.documentation.page;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fenced code blocks of a Markdown text: what stands in them is an example and nothing else. A fence that is never
 * closed counts as none, so that it cannot hide the rest of a page.
 */
final class Fences {
    private static final int MIN_LENGTH = 3;
    private static final int MAX_INDENT = 3;

    /** Where blocks begin, and behind their last lines. */
    private final TreeMap<Integer, Integer> blocks = new TreeMap<>();

    private Fences() {}

    static Fences in(String text) {
        var fences = new Fences();
        // A search that found no closing fence need not be made again: time stays in proportion to the text.
        Map<Character, Integer> neverClosed = new HashMap<>();
        for (int line = 0; line < text.length(); line = lineEnd(text, line)) {
            int length = fenceLength(text, line, true);
            if (length > 0 && length < neverClosed.getOrDefault(fenceCharacter(text, line), Integer.MAX_VALUE)) {
                char character = fenceCharacter(text, line);
                int close = closing(text, lineEnd(text, line), character, length);
                if (close < 0) {
                    neverClosed.put(character, length);
                } else {
                    fences.blocks.put(line, lineEnd(text, close));
                    line = close;
                }
            }
        }
        return fences;
    }

    boolean contain(int offset) {
        Map.Entry<Integer, Integer> before = blocks.floorEntry(offset);
        return before != null && offset < before.getValue();
    }

    /** Where the next line begins. */
    static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    private static int closing(String text, int from, char character, int length) {
        for (int line = from; line < text.length(); line = lineEnd(text, line)) {
            if (fenceLength(text, line, false) >= length && fenceCharacter(text, line) == character) {
                return line;
            }
        }
        return -1;
    }

    /** How many fence characters the line begins with; 0 when it is no fence. */
    private static int fenceLength(String text, int line, boolean opening) {
        int start = indented(text, line);
        if (start - line > MAX_INDENT || start == text.length()) {
            return 0;
        }
        char character = text.charAt(start);
        int end = start;
        while ((character == '`' || character == '~') && end < text.length() && text.charAt(end) == character) {
            end++;
        }
        if (end - start < MIN_LENGTH) {
            return 0;
        }
        String rest = text.substring(end, lineEnd(text, end));
        boolean sound = opening ? character == '~' || rest.indexOf('`') < 0 : rest.isBlank();
        return sound ? end - start : 0;
    }

    private static char fenceCharacter(String text, int line) {
        return text.charAt(indented(text, line));
    }

    private static int indented(String text, int line) {
        int start = line;
        while (start < text.length() && text.charAt(start) == ' ' && start - line <= MAX_INDENT) {
            start++;
        }
        return start;
    }
}
