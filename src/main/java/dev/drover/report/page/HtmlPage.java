package dev.drover.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A page as one HTML file that needs nothing else: no script, no font, no picture from anywhere. It is well-formed XML
 * too, so any XML parser can read it.
 */
public final class HtmlPage {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private final Markup out = new Markup();
    private final HtmlBlocks blocks;

    private HtmlPage(String base) {
        blocks = new HtmlBlocks(out, new HtmlInlines(out, base));
    }

    /**
     * The page.
     *
     * @param base what the paths of links are relative to: empty for a page in the run folder, else the folder's URI
     *     with a slash at its end
     */
    public static String write(Page page, String base) {
        var html = new HtmlPage(base);
        html.all(page);
        return html.out.toString();
    }

    private void all(Page page) {
        out.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
        head(page);
        out.open("body").line();
        banner(page);
        contents(page);
        out.open("main", "id", "main").line();
        page.sections().forEach(this::section);
        out.close().line();
        out.close().line();
        out.close().line();
    }

    private void head(Page page) {
        out.open("head").line();
        out.empty("meta", "charset", "utf-8").line();
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .line();
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        out.empty("meta", "name", "color-scheme", "content", "light dark").line();
        out.empty("meta", "name", "referrer", "content", "no-referrer").line();
        out.leaf("title", page.title()).line();
        out.open("style").line().raw(styleSheet()).close().line();
        out.close().line();
    }

    private void banner(Page page) {
        out.leaf("a", "To the findings", "class", "skip", "href", "#main").line();
        out.open("header", "class", page.tone().style()).line();
        out.leaf("h1", page.title()).line();
        out.leaf("p", page.verdict(), "class", "verdict").line();
        page.about().forEach(blocks::write);
        out.close().line();
    }

    private void contents(Page page) {
        out.open("nav", "aria-label", "Contents").open("ul");
        for (Page.Section section : page.sections()) {
            out.open("li")
                    .leaf("a", section.title(), "href", "#" + section.id())
                    .close();
        }
        out.close().close().line();
    }

    private void section(Page.Section section) {
        String title = section.id() + "-title";
        out.open("section", "id", section.id(), "aria-labelledby", title).line();
        out.leaf("h2", section.title(), "id", title).line();
        section.content().forEach(blocks::write);
        out.close().line();
    }

    static String styleSheet() {
        try (InputStream in = HtmlPage.class.getResourceAsStream("/report/report.css")) {
            return new String(Objects.requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The paths of all style classes that a tone may have; for the test that each of them is styled. */
    static List<String> toneStyles() {
        return java.util.Arrays.stream(Tone.values()).map(Tone::style).toList();
    }
}
