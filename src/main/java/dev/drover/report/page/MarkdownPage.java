package dev.drover.report.page;

import java.util.List;

/** A page as Markdown, as GitHub and GitLab show it and as one reads it without either. */
public final class MarkdownPage {
    private final StringBuilder out = new StringBuilder(16 * 1024);
    private final MarkdownInlines inlines;

    private MarkdownPage(String base) {
        inlines = new MarkdownInlines(base);
    }

    /**
     * The page.
     *
     * @param base as in {@link HtmlPage#write}
     */
    public static String write(Page page, String base) {
        var markdown = new MarkdownPage(base);
        markdown.all(page);
        return markdown.out.toString();
    }

    private void all(Page page) {
        out.append("# ").append(MarkdownInlines.escape(page.title())).append("\n\n");
        out.append("**").append(MarkdownInlines.escape(page.verdict().strip())).append("**\n\n");
        page.about().forEach(block -> write(block, 3));
        for (Page.Section section : page.sections()) {
            out.append("## ").append(MarkdownInlines.escape(section.title())).append("\n\n");
            section.content().forEach(block -> write(block, 3));
        }
    }

    private void write(Block block, int level) {
        switch (block) {
            case Block.Paragraph paragraph ->
                out.append(inlines.write(paragraph.line())).append("\n\n");
            case Block.Bullets bullets -> {
                bullets.lines()
                        .forEach(line ->
                                out.append("- ").append(inlines.write(line)).append('\n'));
                out.append('\n');
            }
            case Block.Preformatted text -> fenced(text.text());
            case Block.Fold fold -> {
                out.append("#".repeat(Math.min(6, level)))
                        .append(' ')
                        .append(inlines.write(fold.title()))
                        .append("\n\n");
                fold.content().forEach(inner -> write(inner, level + 1));
            }
            case Block.Tiles tiles -> tiles(tiles);
            case Block.Grid grid -> grid(grid);
        }
    }

    private void tiles(Block.Tiles tiles) {
        for (Block.Tile tile : tiles.tiles()) {
            out.append("- ")
                    .append(MarkdownInlines.escape(tile.label()))
                    .append(": **")
                    .append(MarkdownInlines.escape(tile.figure()))
                    .append("**\n");
        }
        out.append('\n');
    }

    private void fenced(String text) {
        String fence = "`".repeat(Math.max(3, MarkdownInlines.longestTicks(text) + 1));
        out.append(fence)
                .append("text\n")
                .append(text)
                .append('\n')
                .append(fence)
                .append("\n\n");
    }

    private void grid(Block.Grid grid) {
        for (Block.Column column : grid.columns()) {
            String title = column.kind() == Block.Column.Kind.BARS ? " " : column.title();
            out.append("| ").append(MarkdownInlines.escape(title)).append(' ');
        }
        out.append("|\n");
        for (Block.Column column : grid.columns()) {
            out.append(column.kind() == Block.Column.Kind.FIGURES ? "| ---: " : "| --- ");
        }
        out.append("|\n");
        for (List<List<Inline>> row : grid.rows()) {
            row.forEach(cell -> out.append("| ").append(inlines.cell(cell)).append(' '));
            out.append("|\n");
        }
        out.append('\n');
    }
}
