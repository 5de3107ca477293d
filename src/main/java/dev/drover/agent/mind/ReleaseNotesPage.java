package dev.drover.agent.mind;

import dev.drover.agent.specialist.documentation.changelog.ToldCommits;
import dev.drover.agent.specialist.documentation.changelog.ToldCommits.Told;
import java.util.List;

/**
 * The release notes as Markdown.
 *
 * @param model that worded the notes
 */
record ReleaseNotesPage(String model, ToldCommits told, List<ReleaseNote> notes) {
    private static final int LONGEST = 300;
    private static final int MOST_BREAKING = 500;

    ReleaseNotesPage {
        notes = List.copyOf(notes);
    }

    /** The page; what breaks and is in no note stands in it all the same. */
    String markdown(String title) {
        var page = new StringBuilder("# Release notes: ").append(plain(told.title()));
        page.append("\n\n").append(title.isEmpty() ? "" : title + "\n\n");
        page.append("Worded by ")
                .append(plain(model))
                .append(". The wording was not checked; the commits below each note are those of the history")
                .append(told.since().map(since -> " since " + plain(since)).orElse(""))
                .append(".\n\n");
        for (ReleaseNote note : notes) {
            page.append("- ").append(note.text()).append('\n');
            note.commits().forEach(commit -> page.append("  - ").append(line(commit)));
        }
        List<Told> untold = told.commits().stream()
                .filter(Told::isBreaking)
                .filter(commit ->
                        notes.stream().noneMatch(note -> note.commits().contains(commit)))
                .limit(MOST_BREAKING)
                .toList();
        if (!untold.isEmpty()) {
            page.append("\n## Breaking changes\n\nNo note above tells of these, which break something:\n\n");
            untold.forEach(commit -> page.append("- ").append(line(commit)));
        }
        return page.toString();
    }

    private static String line(Told commit) {
        return "`" + commit.hash() + "` " + plain(commit.words()) + " (" + plain(commit.kind()) + ")\n";
    }

    private static String plain(String text) {
        return Words.markdown(text, LONGEST);
    }
}
