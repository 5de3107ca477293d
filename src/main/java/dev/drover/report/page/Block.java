package dev.drover.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a section is made of. */
public sealed interface Block {
    record Paragraph(List<Inline> line) implements Block {
        public Paragraph {
            line = List.copyOf(line);
        }
    }

    record Bullets(List<List<Inline>> lines) implements Block {
        public Bullets {
            lines = List.copyOf(lines);
        }
    }

    /** Text in which each line counts, such as what a command wrote. */
    record Preformatted(String text) implements Block {
        private static final int MOST = 6000;

        public Preformatted {
            text = Visible.block(text, MOST);
        }
    }

    /** Something that is shown when the reader wants it, or from the beginning. */
    record Fold(List<Inline> title, boolean open, List<Block> content) implements Block {
        public Fold {
            title = List.copyOf(title);
            content = List.copyOf(content);
        }
    }

    /** Figures that are seen first. */
    record Tiles(List<Tile> tiles) implements Block {
        public Tiles {
            tiles = List.copyOf(tiles);
        }
    }

    record Tile(String figure, String label, Tone tone) {
        public Tile {
            figure = Visible.line(figure, 100);
            label = Visible.line(label, 100);
        }
    }

    /**
     * A table; a chart is one with a column of bars.
     *
     * @param caption what it shows
     */
    record Grid(String caption, List<Column> columns, List<List<List<Inline>>> rows) implements Block {
        public Grid {
            caption = Visible.line(caption, Inline.MOST);
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        /** An empty one. A title that begins with {@code >} is that of figures, one that is empty that of bars. */
        public static Grid of(String caption, String... titles) {
            return new Grid(caption, Arrays.stream(titles).map(Column::of).toList(), List.of());
        }

        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Grid row(List<Inline>... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
            }
            List<List<List<Inline>>> more = new ArrayList<>(rows);
            more.add(List.of(cells));
            return new Grid(caption, columns, more);
        }
    }

    record Column(String title, Kind kind) {
        enum Kind {
            WORDS,
            FIGURES,
            BARS
        }

        static Column of(String title) {
            if (title.isEmpty()) {
                return new Column(title, Kind.BARS);
            }
            return title.startsWith(">") ? new Column(title.substring(1), Kind.FIGURES) : new Column(title, Kind.WORDS);
        }
    }

    static Block paragraph(Object... pieces) {
        return new Paragraph(Inline.line(pieces));
    }
}
