package dev.drover.agent.specialist.coding.text;

import dev.drover.agent.specialist.coding.text.FileDiff.Hunk;
import dev.drover.agent.specialist.coding.text.FileDiff.HunkLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a unified diff of any number of files, as diff and git write it. Text before and between the files, such as a
 * commit message, is passed over; what would have to be guessed is refused.
 */
public final class DiffReader {
    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");

    private final String[] lines;
    private final List<FileDiff> files = new ArrayList<>();
    private DiffHeader header = new DiffHeader();
    private List<Hunk> hunks = new ArrayList<>();
    private int at;

    private DiffReader(String[] lines) {
        this.lines = lines;
    }

    /**
     * The files that the diff changes, in its order.
     *
     * @throws EditRefused when it is no diff, or does what edits do not do; the message names the line
     */
    public static List<FileDiff> read(String diff) throws EditRefused {
        return new DiffReader(diff.split("\n", -1)).all();
    }

    private List<FileDiff> all() throws EditRefused {
        while (at < lines.length) {
            String line = lines[at];
            if (line.startsWith("diff --git ")) {
                finish();
                header.git(line.substring("diff --git ".length()));
                at++;
            } else if (line.startsWith("--- ") && at + 1 < lines.length && lines[at + 1].startsWith("+++ ")) {
                if (header.hasNames() || !hunks.isEmpty()) {
                    finish();
                }
                header.names(line.substring(4), lines[at + 1].substring(4));
                at += 2;
            } else if (line.startsWith("@@ ")) {
                hunk(line);
            } else if (line.startsWith("GIT binary patch") || line.startsWith("Binary files ")) {
                throw refused("it changes a binary file, which a diff cannot carry here; give that file whole, with"
                        + " \"kind\": \"write\" and \"encoding\": \"base64\"");
            } else {
                extended(line);
                at++;
            }
        }
        finish();
        if (files.isEmpty()) {
            throw new EditRefused(
                    "the diff changes nothing; it needs a line --- and a line +++ with the file's name, and"
                            + " below them hunks that begin with @@ -1,3 +1,4 @@");
        }
        return files;
    }

    private void extended(String line) throws EditRefused {
        if (header.isGit() && !header.hasNames() && hunks.isEmpty()) {
            try {
                header.extended(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            } catch (EditRefused e) {
                throw refused(e.getMessage());
            }
        }
    }

    private void hunk(String line) throws EditRefused {
        Matcher matcher = HUNK.matcher(line);
        if (!header.hasNames() || !matcher.matches()) {
            throw refused("a hunk needs a header such as @@ -1,3 +1,4 @@, below the lines --- and +++ of its file");
        }
        int oldCount = number(matcher.group(2), 1);
        int newCount = number(matcher.group(4), 1);
        var body = new ArrayList<HunkLine>();
        int oldSeen = 0;
        int newSeen = 0;
        int start = at++;
        while (oldSeen < oldCount || newSeen < newCount) {
            // Some editors take the blank from an empty line that is kept.
            String text = at < lines.length ? lines[at] : "";
            char kind = text.isEmpty() || text.equals("\r") ? ' ' : text.charAt(0);
            boolean end = at >= lines.length || (at == lines.length - 1 && text.isEmpty());
            if (end || " -+".indexOf(kind) < 0) {
                at = start;
                throw refused("the hunk " + line.strip() + " has " + oldSeen + " old and " + newSeen
                        + " new lines, other than its header says");
            }
            String content = text.isEmpty() || text.equals("\r") ? text : text.substring(1);
            oldSeen += kind == '+' ? 0 : 1;
            newSeen += kind == '-' ? 0 : 1;
            at++;
            boolean ended = at >= lines.length || !lines[at].startsWith("\\ ");
            at += ended ? 0 : 1;
            body.add(new HunkLine(kind, content, ended));
        }
        if (oldSeen != oldCount || newSeen != newCount) {
            at = start;
            throw refused("the hunk " + line.strip() + " has other numbers of lines than its header says");
        }
        hunks.add(new Hunk(number(matcher.group(1), 0), oldCount, newCount, body));
    }

    private static int number(String digits, int otherwise) {
        return Optional.ofNullable(digits).map(Integer::parseInt).orElse(otherwise);
    }

    private void finish() throws EditRefused {
        Optional<FileDiff> file;
        try {
            file = header.finished(hunks);
        } catch (EditRefused e) {
            throw refused(e.getMessage());
        }
        file.ifPresent(files::add);
        header = new DiffHeader();
        hunks = new ArrayList<>();
    }

    private EditRefused refused(String why) {
        return new EditRefused("line " + Math.min(at + 1, lines.length) + " of the diff: " + why);
    }
}
