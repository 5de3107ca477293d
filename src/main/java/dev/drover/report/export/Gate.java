package dev.drover.report.export;

import dev.drover.message.Severity;
import dev.drover.report.Words;
import dev.drover.report.account.RunAccount;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a run may pass: it is held back by findings that are bad enough, and by results that cannot be read, since
 * nobody knows what is in them.
 *
 * @param isOpen whether it may pass
 * @param reason why, in a sentence
 */
public record Gate(boolean isOpen, String reason) {
    /** Asks for findings of that severity and worse. */
    public static Gate of(Severity threshold, RunAccount run) {
        List<String> held = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long n = run.counts().getOrDefault(severity, 0L);
            if (severity.compareTo(threshold) <= 0 && n > 0) {
                held.add(Words.count(n, severity.wire() + " finding"));
            }
        }
        run.unread().forEach(task -> held.add("the findings of task " + task.id() + ", which are not known"));
        String name = "the gate '" + threshold.wire() + "'";
        return held.isEmpty()
                ? new Gate(true, name + " is open: there is no finding of that severity or worse")
                : new Gate(false, name + " holds it back: " + String.join(", ", held));
    }
}
