package dev.drover.agent.specialist.documentation.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.DocumentationSpecialist;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckLinksTest {
    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void dead_links_are_found_with_their_lines_and_sound_ones_are_not() throws Exception {
        bench.write("README.md", """
                        # The Farm
                        [sound](docs/guide.md) [spaces](docs/a%20b.md) [in brackets](<docs/a b.md>) ![picture](sheep.png)
                        [folder](docs) [folder](docs/) [up and down](docs/../docs/guide.md?x=1) [itself](#the-farm)
                        [gone](docs/gone.md)
                        a reference to [what is gone][ref] and a [shortcut]

                        [ref]: old/guide.md "Title"
                        [shortcut]: docs/guide.md
                        <img src="no.png"> <a href='docs/guide.md'>x</a>
                        `[code](no.md)` \\[escaped](no.md)

                            [indented](no.md)

                        ```
                        [fenced](no.md)
                        ```
                        <!-- [commented](no.md) -->
                        """)
                .write("docs/guide.md", "# Guide\n[back](../README.md#the-farm)\n")
                .write("docs/a b.md", "x")
                .write("sheep.png", "x");
        assertEquals(
                List.of(
                        "low links.dead README.md:4 The link to docs/gone.md leads to nothing.",
                        "low links.dead README.md:5 The link to old/guide.md leads to nothing; a file of that name is"
                                + " docs/guide.md.",
                        "low links.dead README.md:9 The link to no.png leads to nothing."),
                findings(run()));
    }

    @Test
    void headings_and_other_anchors_are_looked_for_where_the_link_leads() throws Exception {
        bench.write("a.md", """
                        [one](b.md#what-it-is) [two](b.md#what-it-is-1) [code](b.md#the-run-command--more)
                        [own](b.md#mine) [html](b.md#by-id) [umlaut](b.md#%C3%BCber-uns) [setext](b.md#setext-here)
                        [top](b.md#top) [none](b.md#) [lines](c.txt#L2) [part](c.txt#L1-L2)
                        [gone](b.md#nothing)
                        [case](b.md#What-It-Is)
                        [here](#not-here)
                        [late](c.txt#L1-L3)
                        """).write("b.md", """
                        # What it is
                        ## What it *is*
                        ## The `run` command & more
                        ### Named {#mine}
                        ## Über uns
                        <a id="by-id"></a>

                        Setext here
                        ---
                        """).write("c.txt", "1\n2\n");
        assertEquals(
                List.of(
                        "low links.anchor a.md:4 The link to b.md#nothing leads to a heading or anchor that b.md does not"
                                + " have.",
                        "low links.case a.md:5 The link to b.md#What-It-Is differs in case from #what-it-is of b.md.",
                        "low links.anchor a.md:6 The link to #not-here leads to a heading or anchor that this page does not"
                                + " have.",
                        "info links.line a.md:7 The link to c.txt#L1-L3 leads to line 3 of a file that has 2, so it is out"
                                + " of date."),
                findings(run()));
    }

    @Test
    void a_name_in_another_case_is_dead_where_case_matters() throws Exception {
        bench.write("README.md", "[x](docs/guide.md) [y](Docs)\n").write("docs/Guide.md", "x");
        assertEquals(
                List.of(
                        "low links.case README.md:1 The link to Docs differs in case from docs, so it is dead where case"
                                + " matters.",
                        "low links.case README.md:1 The link to docs/guide.md differs in case from docs/Guide.md, so it is"
                                + " dead where case matters."),
                findings(run()));
    }

    @Test
    void what_leads_out_of_the_project_is_counted_and_not_followed() throws Exception {
        bench.write("README.md", """
                [a](https://example.org/x) <https://example.org> [m](mailto:a@example.org) [p](//example.org/x)
                [up](../../issues) [root](/login) [later]({{url}}) [var](${base}/x)
                """);
        Outcome outcome = run();
        assertEquals(List.of(), findings(outcome));
        assertEquals(4L, outcome.data().get("links.external"));
        assertEquals(4L, outcome.data().get("links.unchecked"));
        assertTrue(
                outcome.summary()
                        .startsWith(
                                "No dead link among 0 that stay in the project, on 1 page. Not checked: 4 that lead out"
                                        + " of it and 4 that only a server or a program could follow."),
                outcome.summary());
    }

    @Test
    void html_is_read_for_links_to_files_and_for_anchors() throws Exception {
        bench.write("site/index.html", """
                        <!DOCTYPE html>
                        <TITLE><a href="no.html"></TITLE>
                        <script>var x = '<a href="no.html">';</SCRIPT>
                        <a href="other.html#here">x</a><img
                          src = gone.png >
                        <!-- <a href="no.html"> -->
                        <a href="other.html#there&amp;back">x</a> <a href="/site/gone.html">y</a> <a href='unclosed.html
                        """)
                .write("site/other.html", "<p id='here'>")
                .write("site/template.html", "<a href='no.html'>{{ x }}</a>")
                .write("site/based.html", "<base href='/x/'><a href='no.html'>");
        assertEquals(
                List.of(
                        "low links.dead site/index.html:5 The link to gone.png leads to nothing.",
                        "low links.dead site/index.html:7 The link to /site/gone.html leads to nothing.",
                        "low links.anchor site/index.html:7 The link to other.html#there&back leads to a heading or anchor"
                                + " that site/other.html does not have."),
                findings(run()));
    }

    @Test
    void a_link_to_what_git_ignores_is_dead_for_everyone_else() throws Exception {
        bench.repository();
        bench.write(".gitignore", "out/\n").write("out/report.html", "x").write("README.md", "[r](out/report.html)\n");
        List<String> findings = findings(run());
        assertEquals(1, findings.size());
        assertTrue(findings.getFirst().startsWith("low links.left-out README.md:1 "), findings.getFirst());
    }

    @Test
    void links_of_the_file_system_in_circles_end_nothing() throws Exception {
        bench.write("README.md", "[a](loop/loop/loop/x.md) [b](alias.md)\n").write("real.md", "x");
        Files.createSymbolicLink(bench.workspace().resolve("loop"), bench.workspace());
        Files.createSymbolicLink(bench.workspace().resolve("alias.md"), Path.of("real.md"));
        assertEquals(List.of(), findings(run()));
    }

    @Test
    void pages_of_generators_and_notes_are_no_dead_links() throws Exception {
        bench.write("README.md", "[a](guide) [b](guide.html) [c](sub/) a note[^1]\n\n[^1]: Text\n")
                .write("guide.md", "x")
                .write("sub/index.md", "x");
        assertEquals(List.of(), findings(run()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<", "[", "![", "[a](<", "a <!--", "<a ", "*a_ ", ">", "[a](b \"", "<![CDATA[", "`` ` ", "- "})
    void a_line_without_end_is_read_or_refused(String part) throws Exception {
        bench.write("README.md", part.repeat(400_000 / part.length()) + "\n\n[gone](no.md)\n")
                .write("b.md", "[x](no.md)");
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertTrue(findings(outcome).contains("low links.dead b.md:1 The link to no.md leads to nothing."));
    }

    /** Before each of its lines the parser would copy all those before it: some minutes for one page. */
    @ParameterizedTest
    @ValueSource(strings = {"`\n", "> `\n", "-1 2\n", "| a | b |\n"})
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_paragraph_of_very_many_lines_is_read_at_once_and_hides_nothing_behind_it(String line) throws Exception {
        int lines = 1_000_000 / line.length();
        bench.write(
                "README.md",
                line.repeat(lines) + "[in it](no.md)\n# A heading\n- [in a list](gone.md) [up](#a-heading)\n");
        Outcome outcome = run();
        assertEquals(
                List.of(
                        "low links.dead README.md:" + (lines + 1) + " The link to no.md leads to nothing.",
                        "low links.dead README.md:" + (lines + 3) + " The link to gone.md leads to nothing."),
                findings(outcome));
    }

    @Test
    void broken_encodings_and_huge_pages_are_read_or_named() throws Exception {
        Files.write(
                bench.workspace().resolve("latin.md"),
                "# Stra\u00dfe\n[x](gone.md)\n".getBytes(StandardCharsets.ISO_8859_1));
        bench.write("huge.md", "x".repeat(2 << 20));
        Outcome outcome = run();
        assertEquals(List.of("low links.dead latin.md:2 The link to gone.md leads to nothing."), findings(outcome));
        assertTrue(outcome.summary().contains("Not read: 1 file (huge.md: larger than"), outcome.summary());
    }

    @Test
    void the_page_for_people_is_beside_the_results_and_the_workspace_stays_as_it_is() throws Exception {
        bench.repository();
        bench.write("README.md", "[a|b](no|ne.md)\n");
        bench.commitAll();
        Outcome outcome = run();
        assertEquals("", bench.git("status", "--porcelain"));
        assertEquals(
                "bus/runs/aa/req1/tasks/t1/1/links.md",
                outcome.artifacts().getFirst().path());
        String page = Files.readString(bench.artifacts().resolve("links.md"));
        assertTrue(
                page.contains("| README.md:1 | low | `links.dead` | The link to no\\|ne.md leads to nothing. |"), page);
        Outcome second = run();
        assertEquals(
                page.lines().skip(3).toList(),
                Files.readString(bench.artifacts().resolve("links.md"))
                        .lines()
                        .skip(3)
                        .toList());
        assertTrue(second.summary().contains("1 of 1 file came from the cache."), second.summary());
        assertEquals(outcome.findings(), second.findings());
    }

    private static List<String> findings(Outcome outcome) {
        return outcome.findings().stream()
                .map(f -> f.severity().wire() + " " + f.rule() + " " + f.file().orElse("") + ":"
                        + f.line().orElse(0) + " " + f.message())
                .sorted(Comparator.comparing((String text) -> text.replaceFirst("^\\S+ \\S+ ", "")))
                .toList();
    }

    private Outcome run() throws IOException, InterruptedException {
        return new DocumentationSpecialist().perform(bench.assignment("documentation", "check_links"));
    }
}
