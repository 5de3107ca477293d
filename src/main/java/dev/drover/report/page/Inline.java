package dev.drover.report.page;

import java.util.ArrayList;
import java.util.List;

/** A piece of a line. Whatever its text was, it is {@link Visible} from the moment it is made. */
public sealed interface Inline {
    /** Most characters of one piece that are shown. */
    int MOST = 1200;

    /** Words; a blank at either end stays. */
    record Text(String text) implements Inline {
        public Text {
            text = (text.startsWith(" ") ? " " : "") + Visible.line(text, MOST) + (text.endsWith(" ") ? " " : "");
        }
    }

    record Strong(String text) implements Inline {
        public Strong {
            text = Visible.line(text, MOST);
        }
    }

    /** A path, a command, a hash. */
    record Code(String text) implements Inline {
        public Code {
            text = Visible.line(text, MOST);
        }
    }

    /** A word on a coloured ground. */
    record Badge(String text, Tone tone) implements Inline {
        public Badge {
            text = Visible.line(text, 100);
        }
    }

    /**
     * A file of the run folder.
     *
     * @param path relative to the page; made of ids and names of Drover's own
     */
    record FileLink(String text, String path) implements Inline {
        public FileLink {
            text = Visible.line(text, MOST);
        }
    }

    /** A place on this page. */
    record Jump(String text, String section) implements Inline {
        public Jump {
            text = Visible.line(text, MOST);
        }
    }

    /**
     * A bar of a chart, which says nothing that the cells beside it do not say in figures.
     *
     * @param parts from left to right; what lies between them is empty
     */
    record Bar(List<Part> parts) implements Inline {
        public Bar {
            parts = List.copyOf(parts);
        }
    }

    /** Where a coloured part of a bar begins and ends, as shares of the whole from 0 to 1. */
    record Part(double from, double to, Tone tone) {
        public Part {
            from = Math.max(0, Math.min(1, from));
            to = Math.max(from, Math.min(1, to));
        }
    }

    static List<Inline> text(String text) {
        return List.of(new Text(text));
    }

    static List<Inline> code(String text) {
        return text.isEmpty() ? List.of() : List.of(new Code(text));
    }

    /** One after the other; strings are text. */
    static List<Inline> line(Object... pieces) {
        List<Inline> line = new ArrayList<>();
        for (Object piece : pieces) {
            if (piece instanceof Inline inline) {
                line.add(inline);
            } else {
                line.add(new Text(String.valueOf(piece)));
            }
        }
        return List.copyOf(line);
    }
}
