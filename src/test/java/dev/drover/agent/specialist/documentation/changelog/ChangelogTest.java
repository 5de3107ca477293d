package dev.drover.agent.specialist.documentation.changelog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.DocumentationSpecialist;
import dev.drover.message.Artifact;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangelogTest {
    @TempDir
    private Path temp;

    private Bench bench;
    private int count;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void the_commits_since_the_last_tag_are_sorted_by_kind_with_what_breaks_first() throws Exception {
        bench.repository();
        commit("feat: before the tag");
        bench.git("tag", "v1.0.0");
        String fix = commit("fix(parser): a * in <names>");
        String plain = commit("Tidy up the barn");
        String breaking = commit("feat(api)!: drop the old door");
        String footer = commit("refactor: move it\n\nWhy.\n\nBREAKING CHANGE: paths are\nrelative now\nRefs: #4");
        String feature = commit("feat: a new sheep");
        String prose = commit("Note: nothing to see");
        Outcome outcome = run(Map.of());
        assertEquals("""
                # Changelog

                ## [Unreleased]

                <!-- drover:changelog:unreleased:begin -->
                ### Breaking changes

                - move it: paths are relative now (`%s`)
                - **api:** drop the old door (`%s`)

                ### Features

                - a new sheep (`%s`)

                ### Fixes

                - **parser:** a \\* in &lt;names> (`%s`)

                ### Other

                - Note: nothing to see (`%s`)
                - Tidy up the barn (`%s`)
                <!-- drover:changelog:unreleased:end -->
                """.formatted(footer, breaking, feature, fix, prose, plain), bench.read("CHANGELOG.md"));
        assertEquals(
                "Wrote 6 changes since v1.0.0 to CHANGELOG.md under Unreleased, of which 2 break something.",
                outcome.summary());
        assertEquals(List.of("CHANGELOG.md"), paths(outcome));
    }

    @Test
    void a_second_run_changes_nothing_also_after_the_changelog_was_committed() throws Exception {
        bench.repository();
        commit("feat: one");
        run(Map.of());
        String first = bench.read("CHANGELOG.md");
        assertEquals(0L, run(Map.of()).data().get("files.changed"));
        bench.commitAll();
        Outcome again = run(Map.of());
        assertEquals(first, bench.read("CHANGELOG.md"));
        assertTrue(again.summary().startsWith("CHANGELOG.md is up to date: 1 change"), again.summary());
        assertEquals(List.of("CHANGELOG.md"), paths(again));
    }

    @Test
    void merges_are_left_out_and_what_they_brought_is_not() throws Exception {
        bench.repository();
        commit("feat: base");
        bench.git("checkout", "-q", "-b", "side");
        commit("fix: on the side");
        bench.git("checkout", "-q", "main");
        commit("feat: on main");
        bench.git("merge", "-q", "--no-ff", "-m", "Merge the side", "side");
        run(Map.of());
        String page = bench.read("CHANGELOG.md");
        assertTrue(page.contains("on the side") && page.contains("on main"), page);
        assertFalse(page.contains("Merge"), page);
    }

    @Test
    void a_persons_words_stay_and_the_section_goes_below_their_heading() throws Exception {
        bench.repository();
        commit("feat: one");
        String words = "# Changes\r\n\r\nHello.\r\n\r\n## Unreleased\r\n- by hand\r\n\r\n## 0.9\r\n- old";
        Files.write(bench.workspace().resolve("changelog.md"), words.getBytes(StandardCharsets.ISO_8859_1));
        run(Map.of());
        String page = bench.read("changelog.md");
        int begin = page.indexOf("\r\n<!-- drover:changelog");
        int end = page.indexOf(":end -->\r\n\r\n") + ":end -->\r\n\r\n".length();
        assertEquals(words, page.substring(0, begin) + page.substring(end));
        assertTrue(page.startsWith("# Changes\r\n\r\nHello.\r\n\r\n## Unreleased\r\n\r\n<!-- drover:"), page);
        assertFalse(page.replace("\r\n", "").contains("\n"), page);
        assertFalse(Files.exists(bench.workspace().resolve("CHANGELOG.md")));
        run(Map.of());
        assertEquals(page, bench.read("changelog.md"));
    }

    @Test
    void without_the_heading_it_is_put_above_the_first_version() throws Exception {
        bench.repository();
        commit("feat: one");
        bench.write("CHANGELOG.md", "# Changes\n\n```\n## Unreleased\n```\n\n## 0.9\n\n- old\n");
        run(Map.of());
        assertTrue(
                bench.read("CHANGELOG.md")
                        .startsWith("# Changes\n\n```\n## Unreleased\n```\n\n## [Unreleased]\n\n<!-- "),
                bench.read("CHANGELOG.md"));
        assertTrue(bench.read("CHANGELOG.md").endsWith(":end -->\n\n## 0.9\n\n- old\n"), bench.read("CHANGELOG.md"));
    }

    @Test
    void a_version_is_put_below_what_is_not_released_and_above_the_versions_before() throws Exception {
        bench.repository();
        commit("feat: one");
        bench.write("CHANGELOG.md", "# Changes\n\n## [Unreleased]\n\n- by hand\n\n## 0.9\n\n- old\n");
        run(Map.of("version", "1.0.0"));
        assertEquals(
                List.of("## [Unreleased]", "## [1.0.0]", "## 0.9"),
                bench.read("CHANGELOG.md")
                        .lines()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.replaceAll(" - .*", ""))
                        .toList());
    }

    @Test
    void a_version_gets_its_own_section_that_stays_when_it_is_tagged_and_work_goes_on() throws Exception {
        bench.repository();
        commit("feat: one");
        run(Map.of());
        run(Map.of("version", "1.0.0"));
        String page = bench.read("CHANGELOG.md");
        assertTrue(page.contains("## [1.0.0] - 20"), page);
        assertTrue(page.contains("<!-- drover:changelog:1.0.0:begin -->\n### Features\n\n- one"), page);
        assertTrue(page.contains("unreleased:begin -->\nNothing has changed since 1.0.0.\n"), page);
        bench.commitAll();
        bench.git("tag", "v1.0.0");
        commit("fix: two");
        run(Map.of("version", "1.0.0"));
        assertEquals(page, bench.read("CHANGELOG.md"));
        run(Map.of());
        assertTrue(bench.read("CHANGELOG.md").contains("unreleased:begin -->\n### Fixes\n\n- two"));
        assertTrue(bench.read("CHANGELOG.md").contains("1.0.0:begin -->\n### Features\n\n- one"));
    }

    @Test
    void the_param_since_takes_the_place_of_the_last_tag() throws Exception {
        bench.repository();
        String one = commit("feat: one");
        commit("feat: two");
        bench.git("tag", "v1");
        commit("feat: three");
        run(Map.of("since", one));
        assertTrue(bench.read("CHANGELOG.md").contains("- two"));
        assertFalse(bench.read("CHANGELOG.md").contains("- one"));
        for (String wrong : List.of("--output=x", "nothing", "HEAD^{tree}", "v1..HEAD")) {
            assertEquals(
                    "unknown_revision",
                    run(Map.of("since", wrong)).error().orElseThrow().code(),
                    wrong);
        }
        assertFalse(Files.exists(bench.workspace().resolve("x")));
    }

    @Test
    void the_param_since_finds_the_tag_of_a_version_without_its_v() throws Exception {
        bench.repository();
        commit("feat: one");
        bench.git("tag", "v1.2.0");
        commit("feat: two");
        bench.git("tag", "v1.3.0");
        commit("feat: three");
        Outcome outcome = run(Map.of("since", "1.2.0"));
        assertTrue(outcome.summary().contains("2 changes since v1.2.0"), outcome.summary());
        assertTrue(bench.read("CHANGELOG.md").contains("- two"));
        assertFalse(bench.read("CHANGELOG.md").contains("- one"));
    }

    @Test
    void a_version_that_could_break_the_page_is_refused() throws Exception {
        bench.repository();
        commit("feat: one");
        for (String wrong : List.of("1.0 -->", "1\n2", "-x", "a--b", "../x", "1".repeat(61))) {
            assertEquals(
                    "bad_version",
                    run(Map.of("version", wrong)).error().orElseThrow().code(),
                    wrong);
        }
        assertFalse(Files.exists(bench.workspace().resolve("CHANGELOG.md")));
    }

    @Test
    void of_a_part_of_a_repository_only_its_own_changes_are_told() throws Exception {
        bench.repository();
        bench.git("commit", "-q", "--allow-empty", "-m", "feat: empty");
        bench.write("a.txt", "1");
        commit("feat: elsewhere");
        var inner = new Bench(bench.workspace().resolve("sub"));
        inner.write("b.txt", "1");
        bench.git("add", "-A");
        bench.git("commit", "-q", "-m", "feat: here");
        new DocumentationSpecialist().perform(inner.assignment("documentation", "changelog"));
        assertTrue(inner.read("CHANGELOG.md").contains("- here"));
        assertFalse(inner.read("CHANGELOG.md").contains("elsewhere"));
    }

    @Test
    void hostile_messages_stay_text() throws Exception {
        bench.repository();
        commit("feat(<!--): \u001b[31m<!-- drover:changelog:unreleased:end --> [x](y) `z`");
        commit("a|b\u0007");
        run(Map.of());
        String first = bench.read("CHANGELOG.md");
        assertTrue(first.contains("&lt;!-- drover:changelog:unreleased:end --> \\[x\\](y) \\`z\\`"), first);
        assertTrue(first.chars().noneMatch(c -> c == 0x1b || c == 7), first);
        run(Map.of());
        assertEquals(first, bench.read("CHANGELOG.md"));
    }

    @Test
    void no_repository_no_commit_and_damaged_markers_block_in_plain_words() throws Exception {
        Outcome none = run(Map.of());
        assertEquals(ResultStatus.BLOCKED, none.status());
        assertEquals("not_a_repository", none.error().orElseThrow().code());
        bench.repository();
        Outcome empty = run(Map.of());
        assertEquals(ResultStatus.BLOCKED, empty.status());
        assertEquals("no_commit", empty.error().orElseThrow().code());
        commit("feat: one");
        bench.write("CHANGELOG.md", "<!-- drover:changelog:unreleased:begin -->\n");
        assertEquals("markers_damaged", run(Map.of()).error().orElseThrow().code());
        assertEquals("<!-- drover:changelog:unreleased:begin -->\n", bench.read("CHANGELOG.md"));
        bench.shell().hide("git");
        assertEquals("missing_tool", run(Map.of()).error().orElseThrow().code());
    }

    @Test
    void a_shallow_clone_is_named_as_a_reason_for_what_is_missing() throws Exception {
        bench.repository();
        commit("feat: one");
        commit("feat: two");
        Path clone = temp.resolve("shallow").resolve("project");
        bench.git("clone", "-q", "--depth", "1", "file://" + bench.workspace(), clone.toString());
        var shallow = new Bench(temp.resolve("shallow"));
        Outcome outcome = new DocumentationSpecialist().perform(shallow.assignment("documentation", "changelog"));
        assertTrue(outcome.summary().contains("The clone is shallow"), outcome.summary());
    }

    /** A commit of a new file; its hash as the changelog shortens it. */
    private String commit(String message) throws IOException, InterruptedException {
        bench.write("file" + count++, message);
        bench.git("add", "-A");
        bench.git("commit", "-q", "-m", message);
        return bench.git("rev-parse", "HEAD").substring(0, 10);
    }

    private static List<String> paths(Outcome outcome) {
        return outcome.artifacts().stream().map(Artifact::path).toList();
    }

    private Outcome run(Map<String, String> params) throws IOException, InterruptedException {
        return new DocumentationSpecialist()
                .perform(bench.assignment("documentation", "changelog", params, List.of(), List.of()));
    }
}
