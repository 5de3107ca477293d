package dev.drover.agent.specialist.documentation.api;

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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiDocsTest {
    private static final String SHEEP = """
            package farm;

            import java.util.List;

            /**
             * A <b>sheep</b> with {@code wool}; see {@link java.util.List#of(Object)} &amp; its | kind. Second sentence.
             *
             * @param <T> of wool
             */
            public abstract class Sheep<T extends Comparable<? super T>> extends Animal implements Runnable, java.io.Serializable {
                /** How many legs. */
                public static final int LEGS = 4;
                protected String name;
                private int secret;
                int inside;

                /** Makes one. */
                protected Sheep(final String name, int... weights) throws java.io.IOException {}

                /** @return the {@link #name}. */
                public String name() { return name; }

                @Override public void run() {}

                /** Says it differently. */
                @Override public String toString() { return ""; }

                void hidden() {}

                private static class Secret { public void no() {} }

                /** Made of wool. */
                public static <K, V extends K> java.util.Map<K, List<V>> shear(K k, @Deprecated V[][] v) { return null; }

                /**
                 * A colour.
                 * @deprecated take another
                 */
                @Deprecated
                public enum Colour { /** As snow. */ WHITE, BLACK { }; public static final Colour USUAL = WHITE; }

                public interface Dog { void bark(int times); default boolean isTired() { return false; } int TEETH = 42; class Toy {} }

                protected record Place(int x, String y) { public static final Place HOME = null; }
            }

            class Animal { public void notThis() {} }
            """;

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void the_public_interface_is_listed_with_signatures_sentences_and_lines() throws Exception {
        bench.write("src/main/java/farm/Sheep.java", SHEEP)
                .write("src/main/java/farm/package-info.java", "/** All about {@code sheep}. More. */\npackage farm;\n")
                .write("src/test/java/farm/SheepTest.java", "package farm; public class SheepTest {}");
        Outcome outcome = run();
        assertEquals("""
                # API index

                <!-- drover:api:begin -->
                ## Public API

                5 types that others may use. Links lead to the lines on which things are declared.

                | package | types | what it is |
                | --- | ---: | --- |
                | [`farm`](#farm) | 5 | All about `sheep`. |

                ### farm

                All about `sheep`.

                #### Sheep

                [`public abstract class Sheep<T extends Comparable<? super T>> extends Animal implements Runnable, java.io.Serializable`](../src/main/java/farm/Sheep.java#L10) \s
                A sheep with `wool`; see `java.util.List.of(Object)` &amp; its \\| kind.

                | member | what it is |
                | --- | --- |
                | [`static int LEGS = 4`](../src/main/java/farm/Sheep.java#L12) | How many legs. |
                | [`protected String name`](../src/main/java/farm/Sheep.java#L13) |  |
                | [`protected Sheep(String name, int... weights) throws java.io.IOException`](../src/main/java/farm/Sheep.java#L18) | Makes one. |
                | [`String name()`](../src/main/java/farm/Sheep.java#L21) | Returns the `name`. |
                | [`String toString()`](../src/main/java/farm/Sheep.java#L26) | Says it differently. |
                | [`static <K, V extends K> java.util.Map<K, List<V>> shear(K k, V[][] v)`](../src/main/java/farm/Sheep.java#L33) | Made of wool. |

                #### Sheep.Colour

                [`public enum Colour`](../src/main/java/farm/Sheep.java#L39) \s
                **Deprecated.** A colour.

                | member | what it is |
                | --- | --- |
                | [`WHITE`](../src/main/java/farm/Sheep.java#L40) | As snow. |
                | [`BLACK`](../src/main/java/farm/Sheep.java#L40) |  |
                | [`static Colour USUAL`](../src/main/java/farm/Sheep.java#L40) |  |

                #### Sheep.Dog

                [`public interface Dog`](../src/main/java/farm/Sheep.java#L42)

                | member | what it is |
                | --- | --- |
                | [`void bark(int times)`](../src/main/java/farm/Sheep.java#L42) |  |
                | [`default boolean isTired()`](../src/main/java/farm/Sheep.java#L42) |  |
                | [`int TEETH = 42`](../src/main/java/farm/Sheep.java#L42) |  |

                #### Sheep.Dog.Toy

                [`class Toy`](../src/main/java/farm/Sheep.java#L42)

                #### Sheep.Place

                [`protected record Place(int x, String y)`](../src/main/java/farm/Sheep.java#L44)

                | member | what it is |
                | --- | --- |
                | [`static Place HOME`](../src/main/java/farm/Sheep.java#L44) |  |

                <!-- drover:api:end -->
                """, bench.read("docs/api.md"));
        assertEquals(
                List.of("docs/api.md"),
                outcome.artifacts().stream().map(Artifact::path).toList());
        assertTrue(
                outcome.summary()
                        .startsWith("Wrote the API index to docs/api.md: 5 types with 14 members in 1 package."),
                outcome.summary());
    }

    @Test
    void a_second_run_changes_nothing_and_says_what_came_from_the_cache() throws Exception {
        bench.write("a/Sheep.java", SHEEP);
        run();
        String first = bench.read("docs/api.md");
        Outcome second = run();
        assertEquals(first, bench.read("docs/api.md"));
        assertTrue(second.summary().startsWith("The API index in docs/api.md is up to date: "), second.summary());
        assertTrue(second.summary().contains("1 of 1 file came from the cache."), second.summary());
        assertEquals(1L, second.data().get("files.cached"));
        bench.write("a/Sheep.java", SHEEP.replace("Made of wool.", "Made of silk."));
        assertEquals(0L, run().data().get("files.cached"));
        assertTrue(bench.read("docs/api.md").contains("Made of silk."));
    }

    @Test
    void what_a_person_wrote_around_the_section_stays_byte_for_byte() throws Exception {
        bench.write("Sheep.java", SHEEP);
        Path page = Files.createDirectories(bench.workspace().resolve("docs")).resolve("api.md");
        byte[] words = "Ol\u00e9!\r\nno end".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(page, words);
        bench.write("Umlaut.java", "/** \u00dcber. */ public class Umlaut {}");
        run();
        String text = new String(Files.readAllBytes(page), StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("Ol\u00e9!\r\nno end\r\n\r\n<!-- drover:api:begin -->\r\n"), text);
        assertFalse(text.replace("\r\n", "").contains("\n"), "a line end of the other kind");
        assertTrue(text.contains("&#220;ber."), "text of another encoding than the page's");
        run();
        assertEquals(text, new String(Files.readAllBytes(page), StandardCharsets.ISO_8859_1));
    }

    @Test
    void of_a_module_only_exported_packages_are_public() throws Exception {
        bench.write("m/module-info.java", "module m { exports m.open; exports m.friends to n; }")
                .write("m/m/open/A.java", "package m.open; public class A {}")
                .write("m/m/friends/B.java", "package m.friends; public class B {}")
                .write("m/m/shut/C.java", "package m.shut; public class C {}")
                .write("other/D.java", "package other; public class D {}");
        run();
        String page = bench.read("docs/api.md");
        assertTrue(page.contains("#### A\n") && page.contains("#### D\n"), page);
        assertFalse(page.contains("class B") || page.contains("class C"), page);
    }

    @Test
    void java_that_does_not_parse_is_read_as_far_as_it_goes_and_named() throws Exception {
        String deep = "public class Deep { int a = " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + "; }";
        bench.write("Half.java", "public class Half { public void a() { int = ; } public void b() {} ")
                .write("Sound.java", "public class Sound {}")
                .write("Deep.java", deep)
                .write("Huge.java", "//" + "x".repeat(2 << 20) + "\npublic class Huge {}")
                .write("Markdown.java", "/// Counts `a|b` and *more*.\npublic class Markdown {}");
        Files.write(bench.workspace().resolve("Broken.java"), new byte[] {(byte) 0xff, 0, (byte) 0xfe, '{', '/', '*'});
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        String page = bench.read("docs/api.md");
        assertTrue(page.contains("`void a()`"), page);
        assertTrue(page.contains("#### Sound\n"), page);
        assertTrue(page.contains("Counts `a\\|b` and \\*more\\*.\n"), page);
        assertTrue(
                outcome.summary()
                        .contains(
                                "Not read: 2 files, such as (Deep.java nests deeper than 400 levels, so it is not read)"),
                outcome.summary());
        assertTrue(outcome.summary().contains("since they have syntax errors: 2."), outcome.summary());
    }

    @Test
    void names_that_mean_something_in_markdown_stay_names() throws Exception {
        bench.write("a|b](c) `d`/<e> #1?.java", "/** --> <!-- x -->. */ public class X {}");
        run();
        String page = bench.read("docs/api.md");
        assertTrue(page.contains("](../a%7Cb%5D%28c%29%20%60d%60/%3Ce%3E%20%231%3F.java#L1)"), page);
        String first = page;
        run();
        assertEquals(first, bench.read("docs/api.md"));
    }

    @Test
    void a_large_interface_gets_a_page_a_package_and_a_page_of_none_says_so() throws Exception {
        String methods = IntStream.range(0, 2500)
                .mapToObj(i -> "/** Method number " + i + ". */ public void method" + i + "(String argument) {}\n")
                .collect(Collectors.joining());
        bench.write("a/A.java", "package big.one; public class A {\n" + methods + "}")
                .write("b/B.java", "package big.two; public class B {\n" + methods + "}");
        Outcome outcome = run();
        assertEquals(
                List.of("docs/api/big.one.md", "docs/api/big.two.md", "docs/api.md"),
                outcome.artifacts().stream().map(Artifact::path).toList());
        assertTrue(bench.read("docs/api.md").contains("| [`big.one`](api/big.one.md) | 1 |  |\n"));
        assertTrue(bench.read("docs/api/big.two.md").contains("](../../b/B.java#L2500) | Method number 2498. |"));
        var pages = pages();
        assertEquals(0L, run().data().get("files.changed"));
        assertEquals(pages, pages());

        bench.write("docs/api/mine.md", "mine");
        Files.delete(bench.workspace().resolve("b/B.java"));
        Outcome without = run();
        assertTrue(bench.read("docs/api/big.two.md").contains("Nothing public is here any more"));
        assertEquals("mine", bench.read("docs/api/mine.md"));
        assertTrue(without.artifacts().stream().anyMatch(a -> a.path().equals("docs/api/big.two.md")));
        assertEquals(0L, run().data().get("files.changed"));
    }

    @Test
    void links_are_not_written_through() throws Exception {
        bench.write("A.java", "public class A {}");
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.createSymbolicLink(bench.workspace().resolve("docs"), outside);
        Outcome outcome = run();
        assertEquals("file_is_link", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().startsWith("docs in "), outcome.summary());
        try (Stream<Path> files = Files.list(outside)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void a_file_where_the_folder_should_be_blocks() throws Exception {
        bench.write("A.java", "public class A {}").write("docs", "mine");
        assertEquals("file_not_usable", run().error().orElseThrow().code());
        assertEquals("mine", bench.read("docs"));
    }

    @Test
    void a_folder_that_is_made_can_be_entered_by_those_who_may_read_the_page() throws Exception {
        bench.write("A.java", "public class A {}");
        run();
        String page = mode("docs/api.md");
        String folder = mode("docs");
        for (int i = 0; i < 9; i += 3) {
            assertEquals(page.charAt(i) == 'r', folder.charAt(i + 2) == 'x', page + " " + folder);
        }
    }

    @Test
    void with_nothing_to_index_no_page_is_made() throws Exception {
        bench.write("notes.txt", "x").write("Test.java", "class Test {}");
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertTrue(outcome.summary().startsWith("There is nothing to index"), outcome.summary());
        assertFalse(Files.exists(bench.workspace().resolve("docs")));
    }

    @Test
    void without_ctags_other_languages_are_said_to_be_missing() throws Exception {
        bench.shell().hide("ctags");
        bench.write("a.py", "def a(): pass\n");
        Outcome alone = run();
        assertEquals(ResultStatus.BLOCKED, alone.status());
        assertEquals("missing_tool", alone.error().orElseThrow().code());
        bench.write("A.java", "public class A {}");
        assertTrue(run().summary()
                .contains("Not indexed: 1 files in other languages, since Universal Ctags is not installed."));
    }

    @Test
    void other_languages_are_read_by_ctags_where_it_is_installed() throws Exception {
        Assumptions.assumeTrue(bench.shell().has("ctags"));
        bench.write("flock/a.py", """
                        class Sheep(Base):
                            def count(self, n: int = 3) -> int:
                                def inner(): pass
                                return n
                            def _hidden(self): pass
                        class _Private:
                            def open(self): pass
                        def shear(sheep, *, fast=False): pass
                        """)
                .write("flock/test_a.py", "def test_a(): pass\n")
                .write(
                        "b.go",
                        "package b\ntype Dog struct {}\nfunc (d *Dog) Bark(n int) error { return nil }\nfunc hidden() {}\n")
                .write("c.js", "export function shear(a, b) {}\nfunction hidden() {}\n")
                .write(
                        "e.rs",
                        "pub struct Ram;\nimpl Ram {\n  pub fn count(&self) -> u32 { 1 }\n  fn hidden(&self) {}\n}\n")
                .write(".ctags.d/evil.ctags", "--help\n");
        Outcome outcome = run();
        String page = bench.read("docs/api.md");
        assertTrue(page.contains("### Python in flock\n"), page);
        assertTrue(page.contains("[`count(self, n: int = 3) -> int`](../flock/a.py#L2)"), page);
        assertTrue(page.contains("[`shear(sheep, *, fast=False)`](../flock/a.py#L8)"), page);
        assertTrue(page.contains("[`Bark(n int) error`](../b.go#L3)"), page);
        assertTrue(page.contains("[`shear(a, b)`](../c.js#L1)"), page);
        assertTrue(page.contains("[`count(&self) -> u32`](../e.rs#L3)"), page);
        assertFalse(Stream.of("hidden", "inner", "_Private", "open(", "test_a").anyMatch(page::contains), page);
        assertEquals(1, outcome.evidence().size());
        assertTrue(outcome.evidence().getFirst().command().startsWith("ctags --options=NONE"));
        Outcome second = run();
        assertEquals(page, bench.read("docs/api.md"));
        assertEquals(List.of(), second.evidence(), "nothing had to be read again");
    }

    private Map<String, String> pages() throws IOException {
        var pages = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(bench.workspace().resolve("docs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                pages.put(file.toString(), Files.readString(file));
            }
        }
        return pages;
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(bench.workspace().resolve(path)));
    }

    private Outcome run() throws IOException, InterruptedException {
        return new DocumentationSpecialist().perform(bench.assignment("documentation", "api_docs"));
    }
}
