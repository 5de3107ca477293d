package dev.drover.cli.view;

import dev.drover.audit.ChainLine;
import dev.drover.audit.ChainTail;
import dev.drover.master.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reading a journal that may be large: only lines that matter to the question are taken apart, and a question about
 * the present is answered from the end.
 */
public final class JournalView {
    private static final long FIRST_WINDOW = 256 * 1024;
    private static final String REQUEST_ID = "\"request_id\":\"";
    private static final String EVENT = "\"event\":\"";
    private static final int EVENT_WITHIN = 80;

    private JournalView() {}

    /**
     * A fold, and the place from which to go on reading.
     *
     * @param tail has handed on everything that the fold knows
     */
    public record Folded(RunFold fold, ChainTail tail) {}

    /** All that is known of one request. */
    public static Folded one(Path journal, String requestId) throws IOException {
        var fold = new RunFold();
        ChainTail tail = ChainTail.from(journal, 0);
        tail.poll(isAbout(requestId), line -> fold.apply(Journal.recorded(line)));
        return new Folded(fold, tail);
    }

    /** What is open now: one look for the ids that have not ended, and a second one at their lines alone. */
    public static Folded open(Path journal) throws IOException {
        Set<String> open = new HashSet<>();
        ChainTail tail = ChainTail.from(journal, 0);
        tail.poll(
                line -> {
                    switch (event(line)) {
                        case "request_accepted", "request_reopened" ->
                            requestId(line).ifPresent(open::add);
                        case "result_published" -> requestId(line).ifPresent(open::remove);
                        default -> {}
                    }
                    return false;
                },
                line -> {});
        var fold = new RunFold();
        ChainTail.between(journal, 0, tail.offset())
                .poll(line -> isStanding(line, open), line -> fold.apply(Journal.recorded(line)));
        return new Folded(fold, tail);
    }

    private static boolean isStanding(String line, Set<String> open) {
        return switch (event(line)) {
            case "rules_applied", "control_applied", "daemon_started" -> true;
            default -> requestId(line).filter(open::contains).isPresent();
        };
    }

    /** Folds at least the {@code limit} requests that were accepted last, as far as there are so many. */
    public static Folded recent(Path journal, int limit, RunFold fold) throws IOException {
        long size = ChainTail.size(journal);
        for (long window = FIRST_WINDOW; ; window *= 4) {
            long from = Math.max(0, size - window);
            Set<String> begun = new HashSet<>();
            ChainTail.between(journal, from, size)
                    .poll(
                            line -> {
                                if (begins(line)) {
                                    requestId(line).ifPresent(begun::add);
                                }
                                return false;
                            },
                            line -> {});
            if (begun.size() >= limit || from == 0) {
                ChainTail tail = ChainTail.from(journal, from);
                tail.poll(line -> requestId(line).isPresent(), line -> fold.apply(Journal.recorded(line)));
                return new Folded(fold, tail);
            }
        }
    }

    /** The last lines that are wanted, at most so many. */
    public static List<ChainLine> last(Path log, int limit, Predicate<String> wanted) throws IOException {
        long size = ChainTail.size(log);
        for (long window = FIRST_WINDOW; ; window *= 4) {
            long from = Math.max(0, size - window);
            Deque<ChainLine> found = new ArrayDeque<>();
            ChainTail.between(log, from, size).poll(wanted, line -> {
                found.add(line);
                if (found.size() > limit) {
                    found.removeFirst();
                }
            });
            if (found.size() >= limit || from == 0) {
                return new ArrayList<>(found);
            }
        }
    }

    /** Picks the lines about one request. */
    public static Predicate<String> isAbout(String requestId) {
        String member = REQUEST_ID + requestId + '"';
        return line -> line.contains(member);
    }

    /** Whether a request begins, or begins again, with that line. */
    public static boolean begins(String line) {
        String event = event(line);
        return event.equals("request_accepted") || event.equals("request_reopened");
    }

    /** The name of a line's event; empty text when it has none. */
    public static String event(String line) {
        int start = line.indexOf(EVENT, 0, Math.min(line.length(), EVENT_WITHIN));
        return start < 0 ? "" : upToQuote(line, start + EVENT.length());
    }

    /** The request that a line is about. In the text of a person, the quotes of such a member would be escaped. */
    public static Optional<String> requestId(String line) {
        int start = line.indexOf(REQUEST_ID);
        return start < 0 ? Optional.empty() : Optional.of(upToQuote(line, start + REQUEST_ID.length()));
    }

    private static String upToQuote(String line, int start) {
        int end = line.indexOf('"', start);
        return end < 0 ? "" : line.substring(start, end);
    }
}
