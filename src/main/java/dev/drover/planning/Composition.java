package dev.drover.planning;

import dev.drover.message.Ids;
import dev.drover.message.TaskSpec;
import dev.drover.planning.Expansion.Wanted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Merges the tasks of several wishes into one graph. Wishes are placed in the order in which they are due. A task whose
 * like is there already is not placed again, unless something is written between the two; every other one waits for the
 * wishes that precede its own. Edges lead to what was placed before, or are checked, so there is never a cycle.
 */
final class Composition {
    private static final int MOST_TASKS_OF_A_PATTERN = 1000;

    /** These name the files that they wrote, so that a commit behind them knows what belongs to it. */
    private static final Set<String> NAME_THEIR_FILES =
            Set.of("document_project", "api_docs", "changelog", "apply_edits", "rewrite");

    private static final Set<String> COMMIT = Set.of("commit_changes");

    /** Who says one of these does not mean by 'it' what was just written. */
    private static final Pattern EVERYTHING =
            Pattern.compile("\\b(?:changes?|changed|everything|all|work|rest)\\b", Pattern.CASE_INSENSITIVE);

    /** Thinking ahead, which a later change does not make worthless. */
    private static final Set<String> LOOK_AHEAD = Set.of("analysis", "design");

    private final RequestText text;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Placed> placed = new ArrayList<>();

    /** @param ids in the order of the pattern, which decides the order in which others name them */
    private record Placed(Wish wish, SequencedSet<String> ids) {}

    private Composition(RequestText text) {
        this.text = text;
    }

    /** The wishes in the order in which they are due, and the tasks for all of them. */
    static Composition of(List<Wish> wishes, RequestText text) {
        var composition = new Composition(text);
        wishes.stream()
                .sorted(Comparator.comparingInt(Wish::turn)
                        .thenComparingInt(wish -> wish.pattern().stage().rank()))
                .forEach(composition::place);
        return composition;
    }

    /** The tasks, with the text of the request in their actions and what it says in their params. */
    List<TaskSpec> tasks(String asked) {
        String quoted = Expansion.quoted(asked);
        List<String> words = ValueInWords.words(asked);
        return nodes.values().stream()
                .sorted(Comparator.comparingInt(Node::order))
                .map(node -> isOfNamedFiles(node, asked)
                        ? node.filled(quoted, words).about(List.of())
                        : node.filled(quoted, words))
                .toList();
    }

    /**
     * Whether a commit is of what the tasks before it wrote and of nothing else: 'write a changelog and commit it' is no
     * wish to commit whatever lies about.
     */
    private boolean isOfNamedFiles(Node node, String asked) {
        if (!node.needsOneOf(COMMIT) || EVERYTHING.matcher(asked).find()) {
            return false;
        }
        List<Node> before = with(node.dependencies()).stream().map(this::node).toList();
        return before.stream().anyMatch(one -> one.needsOneOf(NAME_THEIR_FILES))
                && before.stream()
                        .filter(one -> one.needsOneOf(Writing.CODE) || one.needsOneOf(Writing.FILES))
                        .allMatch(one -> one.needsOneOf(NAME_THEIR_FILES));
    }

    /** The wishes without those whose tasks are all among another's, in the order in which they are due. */
    List<Wish> contributing() {
        return placed.stream()
                .filter(one -> placed.stream()
                        .noneMatch(other -> !other.equals(one)
                                && other.ids().containsAll(one.ids())
                                && (other.ids().size() > one.ids().size()
                                        || placed.indexOf(other) < placed.indexOf(one))))
                .map(Placed::wish)
                .toList();
    }

    private void place(Wish wish) {
        Set<String> before = ends(wish);
        var idOf = new LinkedHashMap<String, String>();
        var shared = new HashSet<String>();
        var behindWriters = new HashSet<String>();
        int base = placed.size() * MOST_TASKS_OF_A_PATTERN;
        for (Wanted wanted : Expansion.wanted(wish.pattern(), text)) {
            String name = wanted.task().template().taskId();
            var dependencies = new LinkedHashSet<String>();
            wanted.dependencies().forEach(id -> dependencies.add(idOf.getOrDefault(id, id)));
            boolean writesBefore = wanted.dependencies().stream().anyMatch(behindWriters::contains);
            Optional<Node> like = writesBefore ? Optional.empty() : like(wanted, idOf.values());
            if (like.isPresent()) {
                boolean isDoneBefore = with(dependencies).contains(like.get().id());
                like.get().doAlso(wanted, isDoneBefore ? Set.of() : dependencies);
                idOf.put(name, like.get().id());
                shared.add(name);
                continue;
            }
            if (shared.containsAll(wanted.dependencies())) {
                dependencies.addAll(before);
            }
            String id = freeId(wish.pattern(), name);
            Node node = new Node(id, wanted, base + wanted.position(), dependencies);
            nodes.put(id, node);
            idOf.put(name, id);
            if (writesBefore || node.needsOneOf(Writing.CODE) || node.needsOneOf(Writing.FILES)) {
                behindWriters.add(name);
            }
        }
        placed.add(new Placed(wish, new LinkedHashSet<>(idOf.values())));
    }

    /** The latest task that does for this one, unless code is changed behind it. */
    private Optional<Node> like(Wanted wanted, Collection<String> taken) {
        return new ArrayList<>(nodes.values())
                .reversed().stream()
                        .filter(node -> node.doesFor(wanted.task()) && !taken.contains(node.id()))
                        .findFirst()
                        .filter(node -> !isStale(node));
    }

    private boolean isStale(Node node) {
        return !node.needsOneOf(LOOK_AHEAD)
                && nodes.values().stream()
                        .anyMatch(later -> later.needsOneOf(Writing.CODE)
                                && later != node
                                && with(later.dependencies()).contains(node.id()));
    }

    /** What the wish has to wait for: the last tasks of those that precede it, without those that others wait for. */
    private Set<String> ends(Wish wish) {
        var ends = new LinkedHashSet<String>();
        for (Placed other : placed) {
            if (other.wish().precedes(wish)) {
                ends.addAll(other.ids());
            }
        }
        var further = new LinkedHashSet<String>();
        ends.forEach(id -> further.addAll(node(id).dependencies()));
        ends.removeAll(with(further));
        return ends;
    }

    /** These tasks and all that they wait for. */
    private Set<String> with(Collection<String> ids) {
        var seen = new HashSet<>(ids);
        var left = new ArrayDeque<>(ids);
        while (!left.isEmpty()) {
            for (String id : node(left.pop()).dependencies()) {
                if (seen.add(id)) {
                    left.add(id);
                }
            }
        }
        return seen;
    }

    private Node node(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("Task '" + id + "' is depended on before it is placed");
        }
        return node;
    }

    private String freeId(TaskPattern pattern, String name) {
        if (!nodes.containsKey(name)) {
            return name;
        }
        String longer = pattern.name() + "_" + name;
        String base = Ids.isValid(longer) ? longer : name.substring(0, Math.min(name.length(), 56));
        String id = base;
        for (int i = 2; nodes.containsKey(id) || !Ids.isValid(id); i++) {
            id = base.substring(0, Math.min(base.length(), 56)) + "_" + i;
        }
        return id;
    }
}
