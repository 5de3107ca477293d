package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.review.engine.EngineRun;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a review came to, in a few sentences. */
final class Summary {
    private Summary() {}

    static String of(Tally tally) {
        return found(tally)
                + passedOver(tally)
                + engines(tally.engines())
                + cached(tally)
                + skipped(tally)
                + tally.baselineProblem().map(problem -> " " + problem).orElse("");
    }

    private static String found(Tally tally) {
        var kinds = new ArrayList<String>();
        for (Severity severity : Severity.values()) {
            long number = tally.count(severity);
            if (number > 0) {
                kinds.add(number + " " + severity.wire());
            }
        }
        String changed = tally.base().isPresent() ? " changed" : "";
        String since = tally.base().map(base -> " (since " + base + ")").orElse("");
        String files = tally.files("scanned") + changed + (tally.files("scanned") == 1 ? " file" : " files") + since;
        int total = tally.issues().size();
        return kinds.isEmpty()
                ? "Nothing was found in " + files + "."
                : total + (total == 1 ? " finding" : " findings") + " in " + files + ": " + String.join(", ", kinds)
                        + ".";
    }

    private static String passedOver(Tally tally) {
        var kinds = new ArrayList<String>();
        add(kinds, tally.known(), "known from the baseline");
        add(kinds, tally.suppressed(), "suppressed by a comment");
        return kinds.isEmpty() ? "" : " Not listed: " + String.join(", ", kinds) + ".";
    }

    private static String engines(List<EngineRun> runs) {
        String ran = runs.stream()
                .filter(run -> run.problem().isEmpty())
                .map(EngineRun::name)
                .collect(Collectors.joining(", "));
        String failed = runs.stream()
                .filter(run -> !run.problem().isEmpty())
                .map(run ->
                        " " + run.name() + " did not do its work (" + run.problem() + "), so its findings are missing.")
                .collect(Collectors.joining());
        return (ran.isEmpty() ? "" : " Also ran: " + ran + ".") + failed;
    }

    private static String cached(Tally tally) {
        long cached = tally.files("cached");
        return cached == 0
                ? ""
                : " " + cached + " of " + tally.files("scanned")
                        + " files have not changed since the last review; what it found in them was taken from the cache.";
    }

    private static String skipped(Tally tally) {
        var left = new ArrayList<String>();
        add(left, tally.files("skipped_binary"), "binary");
        add(left, tally.files("skipped_large"), "larger than 1 MiB");
        add(left, tally.files("skipped_links"), "links");
        add(left, tally.files("skipped_names"), "with names that are not UTF-8");
        add(left, tally.files("unreadable"), "unreadable");
        return left.isEmpty() ? "" : " Left out: " + String.join(", ", left) + ".";
    }

    private static void add(List<String> kinds, long number, String what) {
        if (number > 0) {
            kinds.add(number + " " + what);
        }
    }
}
