package dev.drover.agent.mind;

import dev.drover.agent.specialist.documentation.changelog.ToldCommits;
import dev.drover.agent.specialist.documentation.changelog.ToldCommits.Told;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a model tells users of some commits.
 *
 * @param text as Markdown
 * @param commits of those that the changelog tells of; at least one
 */
record ReleaseNote(String text, List<Told> commits) {
    private static final int MOST_NOTES = 60;
    private static final int MOST_COMMITS = 40;
    private static final int LONGEST = 600;
    private static final int LONGEST_TITLE = 100;
    private static final int SHORTEST_HASH = 7;
    private static final Pattern VERSION = Pattern.compile("\\d{1,8}\\.\\d[0-9A-Za-z.+-]{0,60}");

    ReleaseNote {
        commits = List.copyOf(commits);
    }

    /** Those that name a commit of the changelog, each text once. */
    static List<ReleaseNote> in(List<JsonNode> said, ToldCommits told) {
        Set<String> texts = new HashSet<>();
        var notes = new ArrayList<ReleaseNote>();
        for (JsonNode node : said) {
            JsonNode text = node.path("text");
            String words = text.isString() ? Words.markdown(text.asString(), LONGEST) : "";
            List<Told> commits = commits(node.path("commits"), told);
            if (notes.size() < MOST_NOTES && !words.isEmpty() && !commits.isEmpty() && texts.add(words)) {
                notes.add(new ReleaseNote(words, commits));
            }
        }
        return notes;
    }

    private static List<Told> commits(JsonNode names, ToldCommits told) {
        var commits = new LinkedHashSet<Told>();
        names.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .limit(MOST_COMMITS)
                .forEach(name -> commit(name.strip(), told).ifPresent(commits::add));
        return List.copyOf(commits);
    }

    /** By its hash, or the beginning of it when that is one commit's only. */
    private static Optional<Told> commit(String name, ToldCommits told) {
        List<Told> meant = name.length() < SHORTEST_HASH
                ? List.of()
                : told.commits().stream()
                        .filter(commit -> commit.hash().startsWith(name))
                        .limit(2)
                        .toList();
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    /** A title as Markdown; which version it is, Drover knows better, so one that names another is none. */
    static String title(JsonNode said, ToldCommits told) {
        String title = said.isString() ? Words.line(said.asString(), LONGEST_TITLE) : "";
        boolean other = VERSION.matcher(title).results().anyMatch(version -> !version.group()
                .equals(told.title()));
        return other ? "" : Words.markdown(title, LONGEST_TITLE);
    }
}
