package dev.drover.report.page;

import java.util.List;
import java.util.Locale;

/** The pieces of a line as HTML. */
final class HtmlInlines {
    private static final int BAR_WIDTH = 1000;

    /** So that what took no time at all is seen. */
    private static final double NARROWEST = 4;

    private final Markup out;
    private final String base;

    HtmlInlines(Markup out, String base) {
        this.out = out;
        this.base = base;
    }

    void write(List<Inline> line) {
        line.forEach(this::write);
    }

    private void write(Inline inline) {
        switch (inline) {
            case Inline.Text text -> out.text(text.text());
            case Inline.Strong strong -> out.leaf("strong", strong.text());
            // The direction of a path or a command is that of its own characters and does not move what is beside it.
            case Inline.Code code -> out.leaf("code", code.text(), "dir", "ltr");
            case Inline.Badge badge ->
                out.leaf("span", badge.text(), "class", "badge " + badge.tone().style());
            case Inline.FileLink link -> out.leaf("a", link.text(), "href", base + Href.of(link.path()));
            case Inline.Jump jump -> out.leaf("a", jump.text(), "href", "#" + jump.section());
            case Inline.Bar bar -> bar(bar);
        }
    }

    private void bar(Inline.Bar bar) {
        out.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "bar",
                "viewBox",
                "0 0 " + BAR_WIDTH + " 10",
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true");
        out.empty("rect", "class", "track", "x", "0", "y", "0", "width", String.valueOf(BAR_WIDTH), "height", "10");
        for (Inline.Part part : bar.parts()) {
            double width = Math.max(NARROWEST, (part.to() - part.from()) * BAR_WIDTH);
            double from = Math.min(part.from() * BAR_WIDTH, BAR_WIDTH - width);
            out.empty(
                    "rect",
                    "class",
                    part.tone().style(),
                    "x",
                    figure(from),
                    "y",
                    "0",
                    "width",
                    figure(width),
                    "height",
                    "10");
        }
        out.close();
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
