package dev.drover.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One prompt on its way into a window. Used once. */
final class Fitting {
    /** A note for each part that was left out may take this share of the window; else one note stands for all. */
    private static final int SHARE_OF_NOTES = 4;

    private static final int LEAST_SHARE = 3;
    private static final String NOTE_FOR_ALL =
            "\n\n[some of what belongs to this task was left out for want of room]\n";

    private final List<Part> parts;
    private final List<String> cut = new ArrayList<>();
    private final List<Part> leftOut = new ArrayList<>();
    private final SortedMap<Integer, String> shown = new TreeMap<>();
    private final int budget;
    private final String system;
    private final String task;
    private long left;

    Fitting(String system, String task, List<Part> parts, int budget) {
        this.parts = List.copyOf(parts);
        this.budget = budget;
        this.system = shortened("system text", system, Math.max(budget / 2, budget - Tokens.of(task)));
        this.task = shortened("task", task, budget - Tokens.of(this.system));
        left = (long) budget - Tokens.of(this.system) - Tokens.of(this.task);
    }

    private String shortened(String what, String text, int most) {
        if (Tokens.of(text) <= most) {
            return text;
        }
        String note = "\n[the " + what + " was too long and was cut here]";
        String kept = Cutter.any(text, Math.max(0, most - Tokens.of(note)));
        cut.add("the " + what + " does not fit in the window of the model: its first " + kept.length() + " of "
                + text.length() + " characters are shown");
        return Tokens.of(note) <= most ? kept + note : kept;
    }

    Fitted fitted() {
        if (cost(parts.stream().map(Fitting::whole).toList()) <= left) {
            IntStream.range(0, parts.size()).forEach(i -> shown.put(i, whole(parts.get(i))));
        } else {
            choose();
        }
        String user = task + String.join("", shown.values());
        return new Fitted(List.of(Turn.system(system), Turn.user(user)), cut, leftOut);
    }

    private static long cost(List<String> blocks) {
        return blocks.stream().mapToLong(Tokens::of).sum();
    }

    /** As many as fit, the most relevant first; then as much of the next one as fits; of all others a note. */
    private void choose() {
        long notes = cost(parts.stream().map(Fitting::leftOut).toList());
        boolean each = notes <= Math.min(left, budget / SHARE_OF_NOTES);
        if (!each) {
            notes = 0;
            take(parts.size(), Tokens.of(NOTE_FOR_ALL) <= left ? NOTE_FOR_ALL : "");
        }
        boolean full = false;
        for (int i : byRelevance()) {
            Part part = parts.get(i);
            String note = each ? leftOut(part) : "";
            notes -= Tokens.of(note);
            long room = left - notes;
            if (!full && Tokens.of(whole(part)) <= room) {
                take(i, whole(part));
                continue;
            }
            Optional<String> some = full ? Optional.empty() : beginning(part, room);
            full = true;
            if (some.isEmpty()) {
                leftOut.add(part);
                cut.add("'" + part.title() + "' was left out: " + part.lines() + " lines");
            }
            take(i, some.orElse(note));
        }
    }

    private List<Integer> byRelevance() {
        return IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> parts.get(i).relevance())
                        .reversed()
                        .thenComparing(i -> i))
                .toList();
    }

    private void take(int place, String block) {
        shown.put(place, block);
        left -= Tokens.of(block);
    }

    private Optional<String> beginning(Part part, long room) {
        String note = note(part, part.lines());
        String kept = Cutter.lines(part.text(), room - Tokens.of(head(part)) - Tokens.of(note));
        long lines = kept.lines().count();
        if (kept.isEmpty() || (long) LEAST_SHARE * Tokens.of(kept) < Tokens.of(part.text())) {
            return Optional.empty();
        }
        cut.add("of '" + part.title() + "' only the first " + lines + " of " + part.lines() + " lines are shown");
        return Optional.of(head(part) + kept + note(part, lines));
    }

    private static String note(Part part, long lines) {
        return "[cut here for want of room: " + lines + " of " + part.lines() + " lines]\n";
    }

    private static String whole(Part part) {
        return head(part) + part.text() + "\n";
    }

    private static String head(Part part) {
        return "\n\n## " + part.title() + "\n";
    }

    private static String leftOut(Part part) {
        return head(part) + "[left out for want of room: " + part.lines() + " lines]\n";
    }
}
