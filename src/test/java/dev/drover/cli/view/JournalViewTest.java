package dev.drover.cli.view;

import static dev.drover.cli.view.Story.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.audit.ChainLine;
import dev.drover.master.Journal;
import dev.drover.message.RequestStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalViewTest {
    @TempDir
    private Path folder;

    private Path journal;

    @BeforeEach
    void write() throws IOException {
        journal = folder.resolve("master.jsonl");
        Story story = Story.begin().accepted("early", task("a", "coding"), task("b", "coding", "a"));
        for (int i = 0; i < 200; i++) {
            story.at(i)
                    .accepted("r" + i, task("a", "testing"))
                    .done("r" + i, "a", "testing-1")
                    .finished("r" + i, RequestStatus.COMPLETED);
        }
        story.done("early", "a", "coding-1").accepted("late", task("a", "coding"));
        story.write(journal);
    }

    private static List<String> ids(RunFold fold) {
        return fold.runs().stream().map(RunView::id).toList();
    }

    @Test
    void finds_what_is_open_however_long_ago_it_began() throws IOException {
        JournalView.Folded folded = JournalView.open(journal);
        assertEquals(List.of("early", "late"), ids(folded.fold()));
        assertEquals(1, folded.fold().run("early").orElseThrow().done());
    }

    @Test
    void goes_on_from_what_was_open_without_missing_or_repeating_anything() throws IOException {
        JournalView.Folded folded = JournalView.open(journal);
        Story.begin()
                .at(500)
                .done("early", "b", "coding-1")
                .finished("early", RequestStatus.COMPLETED)
                .accepted("later", task("a", "coding"))
                .write(journal);
        folded.tail().poll(line -> true, line -> folded.fold().apply(Journal.recorded(line)));
        assertEquals(List.of("early", "late", "later"), ids(folded.fold()));
        assertEquals("completed", folded.fold().run("early").orElseThrow().statusWord());
        assertEquals(2, folded.fold().run("early").orElseThrow().spans().size());
    }

    @Test
    void folds_one_request_alone() throws IOException {
        assertEquals(List.of("r7"), ids(JournalView.one(journal, "r7").fold()));
        assertTrue(JournalView.one(journal, "r").fold().runs().isEmpty());
    }

    @Test
    void answers_what_happened_last_from_the_end() throws IOException {
        var fold = new RunFold();
        JournalView.recent(journal, 3, fold);
        List<String> ids = ids(fold);
        assertTrue(ids.size() >= 3 && ids.size() < 200, () -> ids.size() + " requests were folded");
        assertEquals(List.of("r198", "r199", "late"), ids.subList(ids.size() - 3, ids.size()));
        assertEquals("completed", fold.run("r198").orElseThrow().statusWord());
    }

    @Test
    void answers_with_all_there_is_when_more_is_wanted() throws IOException {
        var fold = new RunFold();
        JournalView.recent(journal, 10_000, fold);
        assertEquals(202, fold.runs().size());
    }

    @Test
    void finds_the_last_lines_that_are_wanted() throws IOException {
        List<ChainLine> last = JournalView.last(journal, 2, JournalView::begins);
        assertEquals(
                List.of("r199", "late"),
                last.stream()
                        .map(line -> JournalView.requestId(line.text()).orElseThrow())
                        .toList());
        assertEquals(
                1,
                JournalView.last(journal, 5, JournalView.isAbout("r3").and(JournalView::begins))
                        .size());
    }

    @Test
    void is_not_misled_by_what_people_write() {
        String line =
                "{\"seq\":1,\"at\":\"2026-11-21T01:00:00Z\",\"event\":\"trouble\",\"message\":\"say \\\"request_id\\\":\\\"r1\\\"\"}";
        assertEquals("trouble", JournalView.event(line));
        assertTrue(JournalView.requestId(line).isEmpty());
        assertEquals("", JournalView.event("nonsense"));
    }
}
