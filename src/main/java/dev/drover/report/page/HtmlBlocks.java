package dev.drover.report.page;

import java.util.List;

/** The blocks of a section as HTML. */
final class HtmlBlocks {
    /** With so many columns, words are rather not seen at first than broken. */
    private static final int MANY = 4;

    private final Markup out;
    private final HtmlInlines inlines;

    HtmlBlocks(Markup out, HtmlInlines inlines) {
        this.out = out;
        this.inlines = inlines;
    }

    void write(Block block) {
        switch (block) {
            case Block.Paragraph paragraph -> {
                out.open("p", "dir", "auto");
                inlines.write(paragraph.line());
                out.close().line();
            }
            case Block.Bullets bullets -> bullets(bullets);
            case Block.Preformatted text ->
                out.leaf("pre", text.text(), "dir", "ltr", "tabindex", "0").line();
            case Block.Fold fold -> fold(fold);
            case Block.Tiles tiles -> tiles(tiles);
            case Block.Grid grid -> grid(grid);
        }
    }

    private void bullets(Block.Bullets bullets) {
        out.open("ul").line();
        for (List<Inline> line : bullets.lines()) {
            out.open("li");
            inlines.write(line);
            out.close().line();
        }
        out.close().line();
    }

    private void fold(Block.Fold fold) {
        if (fold.open()) {
            out.open("details", "open", "open");
        } else {
            out.open("details");
        }
        out.open("summary");
        inlines.write(fold.title());
        out.close().line();
        fold.content().forEach(this::write);
        out.close().line();
    }

    private void tiles(Block.Tiles tiles) {
        out.open("dl", "class", "tiles").line();
        for (Block.Tile tile : tiles.tiles()) {
            out.open("div", "class", "tile " + tile.tone().style());
            out.leaf("dt", tile.label()).leaf("dd", tile.figure()).close().line();
        }
        out.close().line();
    }

    private void grid(Block.Grid grid) {
        boolean chart = grid.columns().stream().anyMatch(column -> column.kind() == Block.Column.Kind.BARS);
        out.open(
                "div",
                "class",
                "table" + (chart ? " chart" : "") + (grid.columns().size() > MANY ? " wide" : ""),
                "role",
                "region",
                "aria-label",
                grid.caption(),
                "tabindex",
                "0");
        out.open("table").line();
        out.leaf("caption", grid.caption()).line();
        out.open("thead").open("tr");
        for (Block.Column column : grid.columns()) {
            switch (column.kind()) {
                case WORDS -> out.leaf("th", column.title(), "scope", "col");
                case FIGURES -> out.leaf("th", column.title(), "scope", "col", "class", "figures");
                case BARS -> out.empty("td", "class", "bars");
            }
        }
        out.close().close().line();
        out.open("tbody").line();
        grid.rows().forEach(row -> row(grid, row));
        out.close().close().close().line();
    }

    private void row(Block.Grid grid, List<List<Inline>> row) {
        out.open("tr");
        for (int i = 0; i < row.size(); i++) {
            switch (grid.columns().get(i).kind()) {
                case WORDS -> out.open("td", "dir", "auto");
                case FIGURES -> out.open("td", "class", "figures");
                case BARS -> out.open("td", "class", "bars");
            }
            inlines.write(row.get(i));
            out.close();
        }
        out.close().line();
    }
}
