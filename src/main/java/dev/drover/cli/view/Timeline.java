package dev.drover.cli.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The attempts of a run as bars over time: first the wait for an agent, then the work. */
final class Timeline {
    private static final int WIDEST = 100;
    private static final int NARROWEST = 10;
    private static final int LONGEST_NAME = 24;

    private Timeline() {}

    static List<String> lines(RunView view, Instant now, Style style) {
        List<RunView.Span> spans = view.spans();
        if (spans.isEmpty()) {
            return List.of();
        }
        Instant start = view.acceptedAt();
        Instant end = spans.stream()
                .map(span -> span.ended().orElse(now))
                .max(Instant::compareTo)
                .orElse(now);
        double total = Math.max(1, Duration.between(start, end).toMillis());
        int name = Math.min(
                LONGEST_NAME,
                spans.stream().mapToInt(span -> Text.width(label(span))).max().orElse(0));
        String length = Text.duration(Duration.ofMillis((long) total));
        int columns = Math.max(NARROWEST, Math.min(WIDEST, style.width() - name - 2 - 2 - 10));
        List<String> lines = new ArrayList<>();
        lines.add(style.paint(Paint.DIM, Text.padRight("", name) + "  0" + Text.padLeft(length, columns - 1)));
        for (RunView.Span span : spans) {
            int issued = column(start, span.issued(), total, columns);
            int claimed = column(start, span.claimed().orElse(span.ended().orElse(now)), total, columns);
            int ended = Math.max(column(start, span.ended().orElse(now), total, columns), claimed);
            boolean worked = span.claimed().isPresent();
            int work = worked ? Math.max(1, ended - claimed) : 0;
            int wait = Math.max(0, Math.min(claimed, columns - work) - issued);
            String bar = " ".repeat(Math.min(issued, columns - work - wait))
                    + style.waiting().repeat(wait)
                    + style.bar().repeat(work);
            lines.add(Text.padRight(Text.fit(label(span), name, style.ellipsis()), name) + "  "
                    + Text.padRight(bar, columns) + "  " + took(span, now));
        }
        return lines;
    }

    private static String label(RunView.Span span) {
        return span.attempt() == 1 ? span.taskId() : span.taskId() + "#" + span.attempt();
    }

    private static String took(RunView.Span span, Instant now) {
        return Text.duration(Duration.between(
                span.claimed().orElse(span.issued()), span.ended().orElse(now)));
    }

    private static int column(Instant start, Instant at, double total, int columns) {
        long millis = Duration.between(start, at).toMillis();
        return (int) Math.max(0, Math.min(columns, Math.round(millis / total * columns)));
    }
}
