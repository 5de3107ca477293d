package dev.drover.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found, and that it is what the files say now. */
class KnowledgeTest {
    @TempDir
    private Path folder;

    private Written written;
    private Knowledge knowledge;

    @BeforeEach
    void write() throws IOException {
        written = new Written(folder.resolve("knowledge")).guides();
        knowledge = Knowledge.of(written.folder(), folder.resolve("index"));
    }

    /** There is but one. */
    private Path newestIndex() throws IOException {
        try (var files = Files.list(folder.resolve("index"))) {
            return files.filter(file -> file.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> sources(String words) throws IOException {
        return knowledge.find(words, 10).stream().map(Passage::source).toList();
    }

    @Test
    void a_passage_is_found_by_its_words_with_its_place_and_kind() throws IOException {
        Passage found = knowledge.find("how are refresh tokens rotated?", 5).getFirst();
        assertEquals("patterns/jwt.md#Expiry", found.source());
        assertEquals("Tokens for people who sign in: Expiry", found.title());
        assertEquals("An access token lives for minutes; a refresh token is rotated.", found.text());
        assertEquals(Kind.GUIDE, found.kind());
        assertTrue(found.score() > 0, found::toString);
        assertEquals(Kind.CONTEXT, knowledge.find("pytest", 5).getFirst().kind());
    }

    @Test
    void plans_and_drafts_are_no_knowledge() throws IOException {
        written.file("patterns/README.md", "# Plans\n\nsupercalifragilistic\n")
                .file("context/shop.draft.md", "# shop\n\nsupercalifragilistic\n")
                .file("patterns/deep/er.md", "# deep\n\nsupercalifragilistic\n");
        assertEquals(List.of(), sources("supercalifragilistic"));
        assertEquals(List.of("patterns/jwt.md#Expiry"), sources("rotated"));
    }

    @Test
    void what_was_drafted_from_another_workspace_is_not_given_where_it_is_not_true() throws IOException {
        Path context = written.folder().resolve("context");
        Path mine = Path.of("/src/tool");
        new ContextDraft(mine, "# tool\n\nThe tests run with pytest -q.\n").keep(context);
        new ContextDraft(Path.of("/src/other"), "# other\n\nThe tests run with pytest -x.\n").keep(context);
        Path other = context.resolve("other.md");
        Files.writeString(other, Files.readString(other) + "\nA person went on below the mark.\n");
        var byHand = "context/shop.md#Commands";
        assertEquals(
                Set.of(byHand, "context/tool.md#tool"),
                knowledge.find("pytest", Optional.of(mine), 10).stream()
                        .map(Passage::source)
                        .collect(Collectors.toSet()));
        assertEquals(
                List.of(byHand),
                knowledge.find("pytest", Optional.empty(), 10).stream()
                        .map(Passage::source)
                        .toList());
        assertEquals(3, knowledge.find("pytest", 10).size(), "a person who looks sees all");
    }

    @Test
    void what_worked_or_was_made_faster_in_another_workspace_is_left_out() throws IOException {
        var book = new LessonBook(written.folder().resolve("lessons"));
        for (String place : List.of("/src/tool", "/src/other")) {
            Optional<String> workspace = Optional.of(place);
            book.add(List.of(
                    new Lesson.Worked(
                            Instant.EPOCH,
                            place.length(),
                            "r",
                            "completed",
                            "done",
                            Optional.of("Ask the zephyr"),
                            workspace),
                    new Lesson.Optimized(
                            Instant.EPOCH,
                            place.length(),
                            "r",
                            "t",
                            new Lesson.Subject(
                                    "coding", "Make the zephyr fast", Optional.empty(), List.of(), workspace),
                            new Lesson.Resolution(1, "done", Optional.empty(), List.of()))));
        }
        assertEquals(
                Set.of("lessons/what-worked.jsonl#9", "lessons/optimizations.jsonl#9"),
                knowledge.find("zephyr", Optional.of(Path.of("/src/tool")), 10).stream()
                        .map(Passage::source)
                        .collect(Collectors.toSet()));
        assertEquals(List.of(), knowledge.find("zephyr", Optional.empty(), 10));
        List<Passage> all = knowledge.find("zephyr", 10);
        assertEquals(4, all.size(), "a person who looks sees all");
        assertFalse(all.toString().contains("/src/"), all::toString);
    }

    @Test
    void an_index_of_another_version_of_the_program_is_made_again() throws Exception {
        assertEquals(List.of("patterns/errors.md#Errors"), sources("happened"));
        Path old = newestIndex();
        try (var index = DriverManager.getConnection("jdbc:sqlite:" + old);
                var change = index.createStatement()) {
            change.executeUpdate("UPDATE piece SET title = 'as another version wrote it'");
            change.execute("PRAGMA user_version = 1");
        }
        assertEquals("Errors", knowledge.find("happened", 1).getFirst().title());
        assertNotEquals(old, newestIndex());
    }

    @Test
    void a_context_with_any_name_is_given_and_keeps_no_other_from_it() throws IOException {
        written.file("context/c#.md", "# c\n\nThe tests run with pytest -c.\n");
        assertEquals(
                Set.of("context/shop.md#Commands", "context/c#.md#c"),
                knowledge.find("pytest", Optional.empty(), 10).stream()
                        .map(Passage::source)
                        .collect(Collectors.toSet()));
    }

    @Test
    void what_has_one_word_of_many_in_common_with_a_task_is_not_given_to_it() throws IOException {
        Optional<Path> nowhere = Optional.empty();
        assertEquals(List.of("patterns/errors.md#Errors"), sources("Say that the coupon is void"));
        assertEquals(List.of(), knowledge.find("Say that the coupon is void", nowhere, 5));
        assertEquals(
                List.of("patterns/jwt.md#Expiry"),
                knowledge.find("Rotating of refreshing tokens", nowhere, 5).stream()
                        .map(Passage::source)
                        .toList());
        assertEquals(1, knowledge.find("errors", nowhere, 5).size(), "the only word is enough");
    }

    @Test
    void a_file_that_is_new_or_changed_or_gone_counts_at_once() throws IOException {
        assertEquals(List.of("patterns/errors.md#Errors"), sources("happened"));
        written.file("patterns/errors.md", "# Errors\n\nSay what occurred and how to go on now.\n")
                .file("patterns/new.md", "# New\n\nThis happened.\n");
        assertEquals(List.of("patterns/new.md#New"), sources("happened"));
        Files.delete(written.folder().resolve("patterns/new.md"));
        assertEquals(List.of(), sources("happened"));
    }

    @Test
    void a_change_within_one_tick_that_leaves_the_size_alone_is_seen() throws IOException {
        Path file = written.folder().resolve("patterns/errors.md");
        FileTime time = Files.getLastModifiedTime(file);
        assertEquals(List.of("patterns/errors.md#Errors"), sources("happened"));
        Files.writeString(file, Files.readString(file).replace("happened", "occurred"));
        Files.setLastModifiedTime(file, time);
        assertEquals(List.of("patterns/errors.md#Errors"), sources("occurred"));
    }

    @Test
    void passages_that_fit_equally_come_in_the_order_of_their_sources() throws IOException {
        for (String name : List.of("c", "a", "b")) {
            written.file("patterns/" + name + ".md", "# Same\n\nequally good\n");
        }
        List<String> expected = List.of("patterns/a.md#Same", "patterns/b.md#Same", "patterns/c.md#Same");
        assertEquals(expected, sources("equally"));
        written.file("patterns/a.md", "# Same\n\nequally good\n\n");
        assertEquals(expected, sources("equally"));
    }

    @Test
    void the_title_counts_more_than_the_text_and_the_limit_holds() throws IOException {
        written.file("patterns/x.md", "# Other\n\nA zebra.\n").file("patterns/y.md", "# Zebra\n\nAnother.\n");
        assertEquals(List.of("patterns/y.md#Zebra", "patterns/x.md#Other"), sources("zebra"));
        assertEquals(1, knowledge.find("zebra", 1).size());
        assertEquals(List.of(), knowledge.find("zebra", 0));
    }

    @Test
    void a_word_is_found_by_its_beginning_and_one_that_is_whole_comes_first() throws IOException {
        written.file("patterns/a.md", "# One\n\nUse argon2id.\n").file("patterns/b.md", "# Two\n\nUse argon2.\n");
        assertEquals(List.of("patterns/b.md#Two", "patterns/a.md#One"), sources("argon2"));
    }

    @Test
    void whatever_is_asked_is_no_syntax() throws IOException {
        for (String odd :
                List.of("\"", "* OR *", "title:rotated", "NEAR(", "rotated AND", "-rotated", "'; DROP TABLE piece")) {
            knowledge.find(odd, 5);
        }
        assertEquals(List.of("patterns/jwt.md#Expiry"), sources("(rotated* NOT \"zzz"));
    }

    @Test
    void links_and_pipes_and_files_without_end_are_left_alone() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside.md"), "# Secret\n\nzanzibar\n");
        Files.createSymbolicLink(written.folder().resolve("patterns/link.md"), outside);
        Path pipe = written.folder().resolve("patterns/pipe.md");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        written.file("patterns/huge.md", "# Huge\n\nzanzibar\n" + "x\n".repeat(1 << 20));
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("a.jsonl"), "{\"summary\": \"zanzibar\"}\n");
        Files.createSymbolicLink(written.folder().resolve("lessons"), other);
        assertEquals(List.of(), sources("zanzibar"));
    }

    @Test
    void an_index_that_was_removed_is_made_again() throws IOException {
        assertEquals(List.of("patterns/errors.md#Errors"), sources("happened"));
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertEquals(List.of("patterns/errors.md#Errors"), sources("happened"));
    }

    @Test
    void a_damaged_index_is_made_again_and_the_damaged_one_goes() throws IOException {
        sources("happened");
        Path first = folder.resolve("index/index-1.db");
        Files.writeString(first, "no database at all, ".repeat(1_000));
        assertEquals(List.of("patterns/errors.md#Errors"), sources("happened"));
        assertTrue(Files.notExists(first));
        Path second = folder.resolve("index/index-2.db");
        byte[] bytes = Files.readAllBytes(second);
        for (int i = 5_000; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Files.write(second, bytes);
        assertEquals(List.of("patterns/errors.md#Errors"), sources("happened"));
    }

    @Test
    void an_index_that_says_what_nobody_here_has_written_is_made_again() throws Exception {
        for (String damage : List.of("kind = 'RUMOUR'", "files = NULL")) {
            sources("happened");
            try (var index = DriverManager.getConnection("jdbc:sqlite:" + newestIndex());
                    var change = index.createStatement()) {
                assertTrue(change.executeUpdate("UPDATE piece SET " + damage) > 0);
            }
            assertEquals(List.of("patterns/errors.md#Errors"), sources("happened"), damage);
        }
    }

    @Test
    void where_there_can_be_no_index_it_is_in_memory() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path odd : List.of(file, file.resolve("below"), folder.resolve("why?journal_mode=wal"))) {
            List<Passage> found = Knowledge.of(written.folder(), odd).find("happened", 5);
            assertEquals("patterns/errors.md#Errors", found.getFirst().source());
        }
        assertTrue(Files.notExists(folder.resolve("why")));
    }

    @Test
    void a_home_without_knowledge_has_nothing_to_say() throws IOException {
        Knowledge none = Knowledge.of(folder.resolve("none"), folder.resolve("index"));
        assertEquals(List.of(), none.find("anything", 5));
        assertEquals(0, none.rebuild());
        assertEquals(4, knowledge.rebuild());
    }
}
