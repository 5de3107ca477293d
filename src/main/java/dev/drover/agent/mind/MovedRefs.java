package dev.drover.agent.mind;

import dev.drover.agent.specialist.git.RequestBranch;
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
    private static final String OF_REQUESTS = "refs/heads/drover/";
    private static final String STASH = "refs/stash";
    private static final String NOTHING = "nothing";

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
            String from = old.getOrDefault(name, NOTHING);
            String to = now.getOrDefault(name, NOTHING);
            // Drover moves the branches of other requests, and removes none.
            boolean byOthers = name.startsWith(OF_REQUESTS) && !to.equals(NOTHING);
            if (!from.equals(to) && !byOthers) {
                boolean often = name.equals(STASH) || name.startsWith(OF_REQUESTS);
                findings.add(finding(
                        often ? Severity.MEDIUM : Severity.HIGH,
                        "While " + who + " ran, " + name + " went from " + from + " to " + to
                                + "; if that was not you, it was not allowed to."));
            }
        }
        return findings;
    }

    /** The branch of the request itself. */
    static Finding ofRequest(String name, RequestBranch.Moved moved, String who) {
        return finding(
                Severity.HIGH,
                "While " + who + " ran, the branch of the request, " + name + ", went to " + moved.to()
                        + ", which it was not allowed to; "
                        + moved.use()
                                .map(use -> "it was left there, for it is " + use + ".")
                                .orElse("it was put back."));
    }

    private static Finding finding(Severity severity, String message) {
        return new Finding(severity, "cli.moved-ref", message, Optional.empty(), Optional.empty());
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
