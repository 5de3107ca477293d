package dev.drover.planning;

import dev.drover.message.TaskSpec;
import dev.drover.planning.Expansion.Wanted;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A task of a plan that is being put together; several wishes may share it. */
final class Node {
    private static final String SAYS = "The request: " + PatternTask.REQUEST;

    private final String id;
    private final PatternTask task;
    private final int order;
    private final Set<String> dependencies;
    private final Map<String, ValueInWords> fromWords;
    private String action;

    /**
     * A task for one wish.
     *
     * @param order where it stands in the plan
     */
    Node(String id, Wanted wanted, int order, Set<String> dependencies) {
        this.id = id;
        this.task = wanted.task();
        this.order = order;
        this.dependencies = new LinkedHashSet<>(dependencies);
        this.fromWords = new LinkedHashMap<>(task.fromWords());
        this.action = task.template().action();
    }

    String id() {
        return id;
    }

    int order() {
        return order;
    }

    Set<String> dependencies() {
        return dependencies;
    }

    /** Whether one task does for both: all but the name, the wording, the place and values from words are the same. */
    boolean doesFor(PatternTask other) {
        return comparable(task.template()).equals(comparable(other.template()));
    }

    private static TaskSpec comparable(TaskSpec template) {
        return Expansion.filled(template, "", "", template.params(), List.of());
    }

    /** Says what the other task says too, with the text of the request once and at the end. */
    void doAlso(Wanted other, Set<String> moreDependencies) {
        dependencies.addAll(moreDependencies);
        other.task().fromWords().forEach(fromWords::putIfAbsent);
        String more = other.task().template().action();
        if (!action.contains(more.replace(SAYS, "").strip())) {
            boolean quotes = action.contains(SAYS) || more.contains(SAYS);
            action = ended(action.replace(SAYS, "").strip())
                    + ' '
                    + ended(more.replace(SAYS, "").strip())
                    + (quotes ? ' ' + SAYS : "");
        }
    }

    private static String ended(String sentence) {
        return sentence.isEmpty() || ".!?:;…".indexOf(sentence.charAt(sentence.length() - 1)) >= 0
                ? sentence
                : sentence + '.';
    }

    /**
     * The task as it stands in the plan: with the text of the request, and with the values that it says in so many words.
     * What it does not say is left to the specialist.
     */
    TaskSpec filled(String quoted, List<String> words) {
        var params = new LinkedHashMap<>(task.template().params());
        fromWords.forEach((name, value) -> value.in(words).ifPresent(found -> params.put(name, found)));
        return Expansion.filled(task.template(), id, action.replace(PatternTask.REQUEST, quoted), params, dependencies);
    }

    boolean needsOneOf(Set<String> capabilities) {
        return task.template().capability().filter(capabilities::contains).isPresent();
    }
}
