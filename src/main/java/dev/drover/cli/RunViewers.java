package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.EventText;
import dev.drover.cli.view.RunTable;
import dev.drover.cli.view.RunView;
import dev.drover.cli.view.Screen;
import dev.drover.cli.view.Style;
import dev.drover.cli.view.Terminal;
import dev.drover.cli.view.Text;
import dev.drover.master.core.Recorded;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The ways to watch a run. */
final class RunViewers {
    private RunViewers() {}

    /** Shows nothing. */
    static Following.Viewer silent() {
        return new Following.Viewer() {
            @Override
            public void news(Recorded event) {
                // Only the end is wanted.
            }

            @Override
            public void look(Optional<RunView> view) {
                // Only the end is wanted.
            }
        };
    }

    /** A line for each event. */
    static Following.Viewer plain(PrintWriter out, String requestId, ZoneId zone, Style style) {
        return new Following.Viewer() {
            @Override
            public void news(Recorded event) {
                if (!EventText.isEcho(event.event())) {
                    EventText.of(event.event(), zone)
                            .map(text -> text.about().equals(requestId) ? text.about("request") : text)
                            .ifPresent(text -> out.println(text.line(event.at(), zone, style)));
                    out.flush();
                }
            }

            @Override
            public void look(Optional<RunView> view) {
                // Everything was said when it happened.
            }
        };
    }

    /** A table that is drawn over itself. */
    static final class Live implements Following.Viewer, AutoCloseable {
        private static final Duration REDRAW = Duration.ofMillis(100);
        private static final Duration MEASURE = Duration.ofSeconds(1);

        private final Home home;
        private final Screen screen;
        private final InstantSource clock;
        private final LongSupplier ticker;
        private final long begun;
        private final Style style;
        private Terminal.Size size;
        private long drawn;
        private long measured;

        Live(Home home, PrintWriter out, Style style, InstantSource clock, LongSupplier ticker) {
            this.home = home;
            this.screen = new Screen(out);
            this.style = style;
            this.clock = clock;
            this.ticker = ticker;
            this.begun = ticker.getAsLong();
            this.size = new Terminal.Size(style.width(), 0);
            this.drawn = ticker.getAsLong() - REDRAW.toNanos();
            this.measured = ticker.getAsLong() - MEASURE.toNanos();
        }

        @Override
        public void news(Recorded event) {
            // The table has it.
        }

        @Override
        public void look(Optional<RunView> view) {
            long now = ticker.getAsLong();
            boolean last = view.filter(RunView::isPublished).isPresent();
            if (now - drawn < REDRAW.toNanos() && !last) {
                return;
            }
            drawn = now;
            if (now - measured >= MEASURE.toNanos()) {
                measured = now;
                size = Terminal.size();
            }
            Instant at = clock.instant();
            var fitting = new Style(style.colour(), style.unicode(), size.columns());
            List<String> lines = view.map(v -> RunTable.live(home, v, at, fitting))
                    .orElseGet(() -> List.of("waits to be taken in and planned, for "
                            + Text.duration(Duration.ofNanos(now - begun))
                            + "; a model may need minutes. See why with: drover explain"));
            screen.draw(lines, last ? Math.max(lines.size() + 1, size.rows()) : size.rows());
        }

        @Override
        public void close() {
            screen.close();
        }
    }
}
