package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.DiskShortage;
import dev.drover.cli.view.EventText;
import dev.drover.cli.view.JournalView;
import dev.drover.cli.view.Overview;
import dev.drover.cli.view.RunFold;
import dev.drover.cli.view.RunTable;
import dev.drover.cli.view.RunView;
import dev.drover.cli.view.Screen;
import dev.drover.cli.view.Style;
import dev.drover.cli.view.Terminal;
import dev.drover.master.Journal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Everything, as it happens. */
@Command(
        name = "watch",
        description = "Shows everything as it happens, until Ctrl-C: a live view in a terminal, a line for each event "
                + "elsewhere.",
        mixinStandardHelpOptions = true)
final class Watch implements Callable<Integer> {
    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration SAMPLE = Duration.ofSeconds(1);
    private static final int ENDED_KEPT = 5;

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        if (Terminal.isLive(System.getenv())) {
            live(where);
        } else {
            lines(where);
        }
        return Exit.DONE;
    }

    private void lines(Home where) throws IOException, InterruptedException {
        ZoneId zone = ZoneId.systemDefault();
        Style style = output.style();
        JournalView.Folded folded = JournalView.open(where.journal());
        Instant now = Clock.systemUTC().instant();
        folded.fold().runs().forEach(run -> output.line(RunTable.head(run, now, style)));
        while (!Thread.currentThread().isInterrupted()) {
            folded.tail().poll(line -> true, line -> {
                var recorded = Journal.recorded(line);
                EventText.of(recorded.event(), zone)
                        .ifPresent(text -> output.line(text.line(recorded.at(), zone, style)));
            });
            LockSupport.parkNanos(REDRAW.toNanos());
        }
    }

    private void live(Home where) throws IOException {
        JournalView.Folded folded = JournalView.open(where.journal());
        var screen = new Screen(output.out());
        Runtime.getRuntime().addShutdownHook(new Thread(screen::close, "cursor"));
        Overview.Look before = Overview.Look.now(where, System.nanoTime());
        Overview.Look look = before;
        DiskShortage disk = DiskShortage.of(where, System.getenv());
        Style style = output.style();
        Terminal.Size size = Terminal.size();
        while (!Thread.currentThread().isInterrupted()) {
            folded.tail().poll(line -> true, line -> folded.fold().apply(Journal.recorded(line)));
            if (System.nanoTime() - look.sample().nanos() >= SAMPLE.toNanos()) {
                before = look;
                look = Overview.Look.now(where, System.nanoTime());
                size = Terminal.size();
            }
            forgetOld(folded.fold());
            var fitting = new Style(style.colour(), style.unicode(), size.columns());
            screen.draw(block(where, folded.fold(), before, look, disk, fitting), size.rows());
            LockSupport.parkNanos(REDRAW.toNanos());
        }
    }

    private static List<String> block(
            Home where, RunFold fold, Overview.Look before, Overview.Look look, DiskShortage disk, Style style)
            throws IOException {
        Instant now = Clock.systemUTC().instant();
        List<String> lines = new ArrayList<>(
                Overview.of(where, fold, before, look, disk, now).lines(now, style));
        List<RunView> runs = new ArrayList<>(fold.runs());
        for (RunView run : runs.reversed()) {
            lines.add("");
            lines.addAll(
                    run.status().isEmpty()
                            ? RunTable.live(where, run, now, style)
                            : List.of(RunTable.head(run, now, style)));
        }
        return lines;
    }

    private static void forgetOld(RunFold fold) {
        List<String> ended = fold.runs().stream()
                .filter(RunView::isPublished)
                .map(RunView::id)
                .toList();
        ended.stream().limit(Math.max(0, ended.size() - ENDED_KEPT)).forEach(fold::forget);
    }
}
