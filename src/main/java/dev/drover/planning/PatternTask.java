package dev.drover.planning;

import dev.drover.message.TaskSpec;
import java.util.List;

/**
 * One task of a pattern.
 *
 * @param template its action may hold {@value #REQUEST}
 * @param onlyIf with such words the task is part of the plan only when the request says one of them
 * @param refusable words with which a request can refuse the task: 'without tests', 'do not commit'
 */
record PatternTask(TaskSpec template, List<Phrase> onlyIf, List<Phrase> refusable) {
    /** Replaced in an action by what the request says. Never in a command: the text is a stranger's. */
    static final String REQUEST = "{request}";

    PatternTask {
        onlyIf = List.copyOf(onlyIf);
        refusable = List.copyOf(refusable);
    }

    boolean isWantedBy(RequestText text) {
        boolean asked = onlyIf.isEmpty() || onlyIf.stream().anyMatch(phrase -> phrase.occursIn(text.tokens()));
        return asked && refusable.stream().noneMatch(phrase -> phrase.isRefusedIn(text.tokens()));
    }
}
