package dev.drover.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns. The last column gives way when the line is too narrow, then the widest of the others. */
public final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    /** One entry of a row. */
    public record Cell(String text, Paint paint) {
        public Cell {
            text = Text.line(text);
        }

        public static Cell of(String text) {
            return new Cell(text, Paint.PLAIN);
        }
    }

    private final List<String> heads;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** A head that begins with {@code >} is that of a column of figures, which are aligned on the right. */
    public Table(String... heads) {
        this.heads = List.of(heads);
    }

    public Table row(Cell... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " for " + heads.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    public Table row(String... texts) {
        Cell[] cells = new Cell[texts.length];
        for (int i = 0; i < texts.length; i++) {
            cells[i] = Cell.of(texts[i]);
        }
        return row(cells);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, the head first. */
    public List<String> lines(Style style) {
        int[] widths = widths(style);
        List<String> lines = new ArrayList<>();
        List<Cell> head = new ArrayList<>();
        for (String text : heads) {
            head.add(new Cell(isRight(text) ? text.substring(1) : text, Paint.DIM));
        }
        lines.add(line(head, widths, style));
        rows.forEach(row -> lines.add(line(row, widths, style)));
        return lines;
    }

    private static boolean isRight(String head) {
        return head.startsWith(">");
    }

    private int[] widths(Style style) {
        int n = heads.size();
        int[] widths = new int[n];
        for (int i = 0; i < n; i++) {
            String head = heads.get(i);
            widths[i] = Text.width(head) - (isRight(head) ? 1 : 0);
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], Text.width(row.get(i).text()));
            }
        }
        int over = -style.width() + GAP.length() * (n - 1);
        for (int width : widths) {
            over += width;
        }
        over = shrink(widths, n - 1, over);
        while (over > 0) {
            int widest = 0;
            for (int i = 1; i < n; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
            over--;
        }
        return widths;
    }

    private static int shrink(int[] widths, int column, int over) {
        int by = Math.max(0, Math.min(over, widths[column] - NARROWEST));
        widths[column] -= by;
        return over - by;
    }

    private String line(List<Cell> cells, int[] widths, Style style) {
        var out = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String text = Text.fit(cell.text(), widths[i], style.ellipsis());
            boolean last = i == cells.size() - 1;
            int pad = widths[i] - Text.width(text);
            out.append(i == 0 ? "" : GAP);
            out.append(isRight(heads.get(i)) ? " ".repeat(pad) : "");
            out.append(style.paint(cell.paint(), text));
            out.append(isRight(heads.get(i)) || last ? "" : " ".repeat(pad));
        }
        return out.toString().stripTrailing();
    }
}
