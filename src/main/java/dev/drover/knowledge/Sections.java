package dev.drover.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts Markdown at its headings, and a section that is too long at a line. */
final class Sections {
    private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})[ \\t]+(.{0,200}?)[ \\t]*#*");
    private static final int MAX_LINE = 2_000;
    private static final int MAX_PIECES = 500;

    private final String name;
    private final Kind kind;
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final StringBuilder body = new StringBuilder();
    private String document = "";
    private String heading = "";

    private Sections(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    static List<Piece> pieces(String name, String text, Kind kind) {
        var sections = new Sections(name, kind);
        String fence = "";
        for (String line : text.lines().toList()) {
            String stripped = line.strip();
            Matcher matcher = HEADING.matcher(line);
            if (fence.isEmpty() && matcher.matches()) {
                sections.begin(matcher.group(1).length(), matcher.group(2));
                continue;
            }
            if (fence.isEmpty() && (stripped.startsWith("```") || stripped.startsWith("~~~"))) {
                fence = stripped.substring(0, 3);
            } else if (!fence.isEmpty() && stripped.startsWith(fence)) {
                fence = "";
            }
            if (!stripped.startsWith(ContextDraft.MARK)) {
                sections.add(line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line);
            }
        }
        sections.end();
        return sections.pieces;
    }

    private void begin(int level, String text) {
        end();
        heading = text;
        if (level == 1 && document.isEmpty()) {
            document = text;
        }
    }

    private void add(String line) {
        if (body.length() + line.length() > Piece.MAX_TEXT) {
            end();
        }
        body.append(line).append('\n');
    }

    private void end() {
        String text = body.toString().strip();
        body.setLength(0);
        if (text.isEmpty() || pieces.size() >= MAX_PIECES) {
            return;
        }
        int before = places.merge(heading, 1, Integer::sum);
        String place = heading.isEmpty() ? "" : "#" + heading;
        String title = document.isEmpty() ? withoutFolder() : document;
        pieces.add(Piece.of(
                name + place + (before == 1 ? "" : (place.isEmpty() ? "#" : "-") + before),
                heading.isEmpty() || heading.equals(title) ? title : title + ": " + heading,
                text,
                kind));
    }

    private String withoutFolder() {
        return name.substring(name.indexOf('/') + 1, name.length() - ".md".length());
    }
}
