package dev.drover.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PageTest {
    private static final List<String> ATTACKS = List.of(
            "</script><script>alert(1)</script>",
            "</style><img src=x onerror=alert(1)>",
            "\"><svg onload=alert(1)>",
            "' onmouseover='alert(1)",
            "]]><!-- <![CDATA[",
            "&lt;b&gt; &amp; &#60;",
            "[click](javascript:alert(1)) ![x](http://evil.example/x.png)",
            "| cell | <details> `code` ``two`` **bold** # head",
            "http://evil.example www.evil.example @everyone #1",
            "\u202egnp.exe \u0000 \u001b[2J \ud800 \uffff",
            "```\n# out of the fence\n```");

    private static Page page(String text) {
        return new Page(
                text,
                text,
                Tone.HIGH,
                List.of(
                        new Block.Paragraph(Inline.text(text)),
                        new Block.Tiles(List.of(new Block.Tile("1", "one", Tone.GOOD)))),
                List.of(new Page.Section(
                        "a",
                        "Fixed",
                        List.of(
                                Block.paragraph(
                                        new Inline.Strong(text),
                                        new Inline.Code(text),
                                        new Inline.Badge(text, Tone.LOW),
                                        new Inline.FileLink(text, text),
                                        new Inline.Jump(text, "a")),
                                new Block.Bullets(List.of(Inline.text(text))),
                                new Block.Preformatted(text),
                                new Block.Fold(Inline.text(text), true, List.of()),
                                Block.Grid.of(text, "Words", ">Figures", "")
                                        .row(
                                                Inline.code(text),
                                                Inline.text(text),
                                                List.of(new Inline.Bar(
                                                        List.of(new Inline.Part(0.2, 0.5, Tone.INFO)))))))));
    }

    @Test
    void no_text_becomes_an_element_or_an_attribute() throws Exception {
        HtmlReader harmless = new HtmlReader(HtmlPage.write(page("harmless"), ""));
        List<String> elements =
                harmless.all("*").stream().map(Element::getTagName).toList();
        for (String attack : ATTACKS) {
            HtmlReader html = new HtmlReader(HtmlPage.write(page(attack), ""));
            assertEquals(
                    elements, html.all("*").stream().map(Element::getTagName).toList(), attack);
            assertTrue(
                    html.attributes("href").stream().allMatch(href -> href.matches("#[a-z]+|[A-Za-z0-9%._~/-]+")),
                    attack);
            assertEquals(List.of(), html.all("script"));
        }
    }

    @Test
    void the_text_is_there_as_it_was() throws Exception {
        String attack = "</p><script>alert('1') && \"2\"</script>";
        HtmlReader html = new HtmlReader(HtmlPage.write(page(attack), ""));
        assertEquals(attack, html.texts("title").getFirst());
        assertEquals(attack, html.texts("strong").getFirst());
        assertEquals(attack, html.texts("pre").getFirst());
    }

    @Test
    void a_page_needs_nothing_from_elsewhere_and_forbids_it() throws Exception {
        String text = HtmlPage.write(page("x"), "");
        HtmlReader html = new HtmlReader(text);
        assertTrue(text.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
        Element policy = html.all("meta").stream()
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .findFirst()
                .orElseThrow();
        assertEquals("default-src 'none'; style-src 'unsafe-inline'", policy.getAttribute("content"));
        assertEquals(List.of(), html.attributes("src"));
        assertEquals(List.of(), html.all("link"));
        assertFalse(HtmlPage.styleSheet().contains("url("));
        assertFalse(HtmlPage.styleSheet().contains("@import"));
        assertFalse(HtmlPage.styleSheet().contains("<"), "it would not be XML any more");
    }

    @Test
    void a_page_can_be_read_without_eyes() throws Exception {
        HtmlReader html = new HtmlReader(HtmlPage.write(page("x"), ""));
        assertEquals(1, html.all("main").size());
        assertEquals(1, html.all("h1").size());
        assertTrue(html.all("svg").stream()
                .allMatch(svg -> svg.getAttribute("aria-hidden").equals("true")));
        assertEquals(html.all("table").size(), html.all("caption").size());
        assertTrue(
                html.all("th").stream().allMatch(th -> th.getAttribute("scope").equals("col")));
        assertTrue(html.all("section").stream()
                .allMatch(section -> html.attributes("id").contains(section.getAttribute("aria-labelledby"))));
        assertTrue(html.all("a").stream()
                .map(a -> a.getAttribute("href"))
                .filter(href -> href.startsWith("#"))
                .allMatch(href -> html.attributes("id").contains(href.substring(1))));
    }

    @Test
    void every_tone_has_a_colour_by_day_and_by_night() {
        String css = HtmlPage.styleSheet();
        int night = css.indexOf("prefers-color-scheme: dark");
        for (Tone tone : Tone.values()) {
            assertTrue(css.contains("." + tone.style() + " {"), tone.style());
            String variable = "--" + tone.style().substring(2) + ":";
            assertTrue(css.indexOf(variable) < night, variable);
            assertTrue(css.indexOf(variable, night) > 0, variable);
        }
    }

    @Test
    void text_stands_out_from_its_ground_by_day_by_night_and_on_paper() {
        String css = HtmlPage.styleSheet();
        for (String theme : css.split("@media")) {
            Map<String, String> colours = new HashMap<>();
            Matcher variable = Pattern.compile("--([a-z]+): #([0-9a-f]{3,6});").matcher(theme);
            while (variable.find()) {
                colours.put(variable.group(1), variable.group(2));
            }
            if (colours.isEmpty()) {
                continue;
            }
            for (String ground : List.of("page", "card", "track")) {
                for (String ink : List.of("ink", "soft", "link")) {
                    assertContrast(colours, ink, ground);
                }
            }
            for (String tone : List.of("good", "critical", "high", "medium", "low", "info", "plain")) {
                assertContrast(colours, "on", tone);
            }
        }
    }

    /** Source of the formula and of the ratio for text: WCAG 2.2, success criterion 1.4.3. */
    private static void assertContrast(Map<String, String> colours, String ink, String ground) {
        double a = luminance(Objects.requireNonNull(colours.get(ink), ink));
        double b = luminance(Objects.requireNonNull(colours.get(ground), ground));
        double ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        assertTrue(ratio >= 4.5, () -> ink + " on " + ground + " of " + colours + " is " + ratio);
    }

    private static double luminance(String hex) {
        String full = hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex;
        double[] share = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double c = Integer.parseInt(full.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += share[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    @Test
    void a_bar_is_within_its_track_however_small_or_late() throws Exception {
        var bar = new Inline.Bar(List.of(new Inline.Part(1, 1, Tone.GOOD), new Inline.Part(-3, 7, Tone.GOOD)));
        HtmlReader html = new HtmlReader(HtmlPage.write(
                new Page(
                        "t",
                        "v",
                        Tone.GOOD,
                        List.of(),
                        List.of(new Page.Section("s", "S", List.of(Block.paragraph(bar))))),
                ""));
        for (Element rect : html.all("rect")) {
            double x = Double.parseDouble(rect.getAttribute("x"));
            double width = Double.parseDouble(rect.getAttribute("width"));
            assertTrue(x >= 0 && width > 0 && x + width <= 1000, x + " and " + width);
        }
    }

    @Test
    void in_markdown_no_text_becomes_anything_else() {
        for (String attack : ATTACKS) {
            String markdown = MarkdownPage.write(page(attack), "");
            String text = withoutCode(markdown);
            assertFalse(Pattern.compile("(?<!\\\\)<[A-Za-z/!]").matcher(text).find(), markdown);
            assertFalse(
                    Pattern.compile("(?<!\\\\)\\[click(?<!\\\\)\\]")
                            .matcher(text)
                            .find(),
                    markdown);
            assertFalse(text.contains("http://"), markdown);
            assertFalse(text.contains("www."), markdown);
            assertEquals(3, text.lines().filter(line -> line.startsWith("#")).count(), markdown);
            assertTrue(markdown.codePoints().noneMatch(c -> c == 0x202E || (c < ' ' && c != '\n')), markdown);
        }
    }

    /** Fenced blocks and code within lines show what stands in them, and links lead where Drover says. */
    private static String withoutCode(String markdown) {
        String lines =
                Pattern.compile("(?ms)^(`{3,})text\n.*?^\\1$").matcher(markdown).replaceAll("");
        return Pattern.compile("(?<![\\\\`])(`+)(?!`).*?(?<!`)\\1(?!`)")
                .matcher(lines)
                .replaceAll("")
                .replaceAll("\\]\\([A-Za-z0-9%._~/-]+\\)", "]");
    }

    @Test
    void a_fence_is_longer_than_any_in_it() {
        String markdown = MarkdownPage.write(page("````\nout"), "");
        assertTrue(markdown.contains("`````text\n````\nout\n`````\n"), markdown);
    }

    @Test
    void a_table_in_markdown_has_as_many_cells_in_each_line() {
        String markdown = MarkdownPage.write(page("a | b `|` c"), "");
        List<String> table =
                markdown.lines().filter(line -> line.startsWith("| ")).toList();
        assertEquals(3, table.size(), markdown);
        for (String line : table) {
            assertEquals(
                    4, line.replace("\\|", "").chars().filter(c -> c == '|').count(), line);
        }
    }

    @Test
    void a_line_does_not_begin_a_list_by_itself() {
        assertEquals("12\\. not an item", MarkdownInlines.atStart("12. not an item"));
        assertEquals("\\- nor this", MarkdownInlines.atStart("- nor this"));
        assertEquals("12 tests", MarkdownInlines.atStart("12 tests"));
    }

    @Test
    void links_lead_to_the_run_folder_from_wherever_the_page_lies() throws Exception {
        var page = new Page(
                "t",
                "v",
                Tone.GOOD,
                List.of(),
                List.of(new Page.Section(
                        "s", "S", List.of(Block.paragraph(new Inline.FileLink("log", "tasks/a/1/out put.log"))))));
        assertTrue(HtmlPage.write(page, "").contains("href=\"tasks/a/1/out%20put.log\""));
        assertTrue(HtmlPage.write(page, "file:///home/x/").contains("href=\"file:///home/x/tasks/a/1/out%20put.log\""));
        assertTrue(MarkdownPage.write(page, "").contains("[log](tasks/a/1/out%20put.log)"));
    }
}
