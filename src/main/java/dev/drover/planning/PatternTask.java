package dev.drover.planning;

import dev.drover.message.TaskSpec;
import java.util.List;
import java.util.Map;

/**
 * One task of a pattern.
 *
 * @param template its action may hold {@value #REQUEST}
 * @param fromWords params whose values are looked for in the text of the request
 * @param onlyIf with such words the task is part of the plan only when the request says one of them
 * @param refusable words with which a request can refuse the task: 'without tests', 'do not commit'
 */
record PatternTask(
        TaskSpec template, Map<String, ValueInWords> fromWords, List<Phrase> onlyIf, List<Phrase> refusable) {
    /** Replaced in an action by what the request says. Never in a command: the text is a stranger's. */
    static final String REQUEST = "{request}";

    PatternTask {
        fromWords = Map.copyOf(fromWords);
        onlyIf = List.copyOf(onlyIf);
        refusable = List.copyOf(refusable);
    }

    boolean isWantedBy(RequestText text) {
        boolean asked = onlyIf.isEmpty() || onlyIf.stream().anyMatch(phrase -> phrase.occursIn(text.tokens()));
        return asked && refusable.stream().noneMatch(phrase -> phrase.isRefusedIn(text.tokens()));
    }
}
