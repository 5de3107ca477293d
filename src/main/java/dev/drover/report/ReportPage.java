package dev.drover.report;

import dev.drover.message.Severity;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.page.Block;
import dev.drover.report.page.HtmlPage;
import dev.drover.report.page.Inline;
import dev.drover.report.page.MarkdownPage;
import dev.drover.report.page.Page;
import dev.drover.report.page.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The report on a request, in the order in which a person wants to know: the verdict, what needs attention, what was not
 * done, then what was done, and at the end the proof. The same account gives the same bytes.
 */
public final class ReportPage {
    /** The files in the run folder. */
    public static final String MARKDOWN = "report.md";

    public static final String HTML = "report.html";

    private static final Set<String> TRADES =
            Set.of("testing", "review", "documentation", "coding", "deployment", "git");

    private ReportPage() {}

    /**
     * As one HTML file.
     *
     * @param base what links are relative to: empty for a page that lies in the run folder
     */
    public static String html(RunAccount run, String base) {
        return HtmlPage.write(page(run), base);
    }

    /** As Markdown; {@code base} as in {@link #html}. */
    public static String markdown(RunAccount run, String base) {
        return MarkdownPage.write(page(run), base);
    }

    static Page page(RunAccount run) {
        Verdict verdict = Verdict.of(run);
        List<Page.Section> sections = new ArrayList<>();
        FindingsSection.of(run).ifPresent(sections::add);
        UnfinishedSection.of(run).ifPresent(sections::add);
        TestsSection.of(run).ifPresent(sections::add);
        work(run, "review", "review", "Review").ifPresent(sections::add);
        work(run, "documentation", "documentation", "Documentation").ifPresent(sections::add);
        work(run, "coding", "changes", "Changes to the code").ifPresent(sections::add);
        CommitsSection.of(run).ifPresent(sections::add);
        work(run, "deployment", "deployment", "Deployment").ifPresent(sections::add);
        WorkSection.of(run, "other", "Other work", task -> !TRADES.contains(task.type()))
                .ifPresent(sections::add);
        TimelineSection.of(run).ifPresent(sections::add);
        EvidenceSection.of(run).ifPresent(sections::add);
        sections.add(PlacesSection.of(run));
        String title = run.asked().userRequest().orElse("Request " + run.requestId());
        return new Page(title, verdict.sentence(), verdict.tone(), about(run), sections);
    }

    private static Optional<Page.Section> work(RunAccount run, String type, String id, String title) {
        return WorkSection.of(run, id, title, task -> task.type().equals(type));
    }

    private static List<Block> about(RunAccount run) {
        List<Inline> line = new ArrayList<>(Inline.line("Request ", new Inline.Code(run.requestId())));
        run.asked().workspace().ifPresent(folder -> line.addAll(Inline.line(" on ", new Inline.Code(folder))));
        run.begun().ifPresent(at -> line.add(new Inline.Text(", begun on " + Words.moment(at))));
        int round = run.result().round();
        line.add(new Inline.Text(round > 1 ? ", round " + round + "." : "."));
        return List.of(new Block.Paragraph(line), new Block.Tiles(tiles(run)));
    }

    private static List<Block.Tile> tiles(RunAccount run) {
        List<Block.Tile> tiles = new ArrayList<>();
        int done = run.result().completedTasks();
        int total = run.result().totalTasks();
        tiles.add(new Block.Tile(done + " of " + total, "tasks done", done == total ? Tone.GOOD : Tone.MEDIUM));
        run.figure("tests.total").filter(n -> n > 0).ifPresent(n -> {
            long passed = run.figure("tests.passed").orElse(0L);
            boolean red = run.figure("tests.failed").orElse(0L) > 0;
            tiles.add(new Block.Tile(passed + " of " + n, "tests passed", red ? Tone.HIGH : Tone.GOOD));
        });
        long bad = count(run, Severity.CRITICAL) + count(run, Severity.HIGH);
        tiles.add(new Block.Tile(String.valueOf(bad), "critical or high findings", bad > 0 ? Tone.HIGH : Tone.GOOD));
        long rest = run.findings() - bad;
        tiles.add(new Block.Tile(String.valueOf(rest), "other findings", rest > 0 ? Tone.LOW : Tone.GOOD));
        Coverage.of(run).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("line"))
                .findFirst()
                .ifPresent(entry ->
                        tiles.add(new Block.Tile(Coverage.percent(entry.getValue()), "of lines covered", Tone.INFO)));
        long commits = run.tasks().stream()
                .map(TaskAccount::report)
                .filter(report -> report.commit().isPresent())
                .count();
        if (commits > 0) {
            tiles.add(new Block.Tile(String.valueOf(commits), commits == 1 ? "commit" : "commits", Tone.INFO));
        }
        tiles.add(new Block.Tile(Words.duration(run.took()), "from start to end", Tone.PLAIN));
        return tiles;
    }

    private static long count(RunAccount run, Severity severity) {
        return run.counts().getOrDefault(severity, 0L);
    }
}
