package dev.drover.cli.demo;

import dev.drover.cli.view.EventText;
import dev.drover.master.core.Recorded;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Shows the events that a person wants to see, one line each, with the seconds since the beginning. */
final class EventLines implements Consumer<Recorded> {
    private final PrintStream out;
    private final long start;
    private final LongSupplier ticker;

    EventLines(PrintStream out, long start, LongSupplier ticker) {
        this.out = out;
        this.start = start;
        this.ticker = ticker;
    }

    @Override
    public void accept(Recorded recorded) {
        EventText.of(recorded.event(), ZoneOffset.UTC)
                .ifPresent(text -> out.printf(
                        "   %5.2f s  %s: %s%n", (ticker.getAsLong() - start) / 1e9, text.about(), text.text()));
    }
}
