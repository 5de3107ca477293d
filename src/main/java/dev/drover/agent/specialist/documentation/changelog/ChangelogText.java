package dev.drover.agent.specialist.documentation.changelog;

import dev.drover.agent.specialist.documentation.page.Markdown;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The changes of one version as Markdown: by kind, what breaks first, and within a kind by scope. */
final class ChangelogText {
    private ChangelogText() {}

    /**
     * The section's text.
     *
     * @param since the tag or commit after which the changes came; empty for the beginning
     */
    static String of(List<Change> changes, Optional<String> since) {
        if (changes.isEmpty()) {
            return "Nothing has changed"
                    + since.map(tag -> " since " + Markdown.code(tag)).orElse("") + ".\n";
        }
        var byKind = new EnumMap<Kind, Map<String, StringBuilder>>(Kind.class);
        for (Change change : changes.subList(0, Math.min(History.MAX_COMMITS, changes.size()))) {
            byKind.computeIfAbsent(change.kind(), kind -> new TreeMap<>())
                    .computeIfAbsent(change.scope(), scope -> new StringBuilder())
                    .append(line(change));
        }
        var out = new StringBuilder();
        byKind.forEach((kind, scopes) -> {
            out.append(out.isEmpty() ? "" : "\n")
                    .append("### ")
                    .append(kind.title)
                    .append("\n\n");
            scopes.values().forEach(out::append);
        });
        if (changes.size() > History.MAX_COMMITS) {
            out.append("\nOlder commits are left out; there are more than ")
                    .append(History.MAX_COMMITS)
                    .append(".\n");
        }
        return out.toString();
    }

    private static String line(Change change) {
        String scope = change.scope().isEmpty() ? "" : "**" + Markdown.text(change.scope()) + ":** ";
        String more = change.breaking()
                .filter(text -> !text.equals(change.description()))
                .map(text -> ": " + Markdown.text(text))
                .orElse("");
        return "- " + scope + Markdown.text(change.description()) + more + " (" + Markdown.code(change.hash()) + ")\n";
    }
}
