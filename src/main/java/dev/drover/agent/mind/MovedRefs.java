package dev.drover.agent.mind;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Branches and tags that were moved while a coding CLI ran, which it was not to touch. */
final class MovedRefs {
    /** What Drover itself moves for other requests, and what a fetch or a stash of a person moves. */
    private static final List<String> MOVED_BY_OTHERS = List.of("refs/heads/drover/", "refs/remotes/", "refs/stash");

    private MovedRefs() {}

    /**
     * A finding each.
     *
     * @param before and {@code after}: names with their commits behind a space
     */
    static List<Finding> between(Set<String> before, Set<String> after, String who) {
        Map<String, String> old = byName(before);
        Map<String, String> now = byName(after);
        var names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        var findings = new ArrayList<Finding>();
        for (String name : names) {
            boolean same = old.getOrDefault(name, "").equals(now.getOrDefault(name, ""));
            if (!same && MOVED_BY_OTHERS.stream().noneMatch(name::startsWith)) {
                findings.add(new Finding(
                        Severity.HIGH,
                        "cli.moved-ref",
                        "While " + who + " ran, " + name + " went from " + old.getOrDefault(name, "nothing") + " to "
                                + now.getOrDefault(name, "nothing")
                                + "; if that was not you, it was not allowed to.",
                        Optional.empty(),
                        Optional.empty()));
            }
        }
        return findings;
    }

    /** The branch of the request itself, which Drover has put back. */
    static Finding putBack(String name, String to, String who) {
        return new Finding(
                Severity.HIGH,
                "cli.moved-ref",
                "While " + who + " ran, the branch of the request, " + name + ", went to " + to
                        + ", which it was not allowed to; it was put back.",
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, String> byName(Set<String> refs) {
        Map<String, String> byName = new HashMap<>();
        for (String ref : refs) {
            int space = ref.indexOf(' ');
            byName.put(ref.substring(0, space), ref.substring(space + 1));
        }
        return byName;
    }
}
