package dev.drover.agent.mind;

import dev.drover.agent.specialist.git.CommitDraft;
import dev.drover.agent.specialist.review.SecretLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The message that a model proposes for a commit, held against what the commit changes.
 *
 * @param text what of it can be used
 * @param dropped how many of its lines cannot
 * @param wrong why none of it can be used, in a sentence for the model; empty when it can
 */
record ProposedMessage(String text, int dropped, Optional<String> wrong) {
    private static final int WIDTH = 72;
    private static final int MOST_LINES = 24;
    private static final int LONGEST = 600;

    /** What all files being documents or tests says of a change, no model says better. */
    private static final Set<String> CERTAIN = Set.of("docs", "test");

    private static final Set<String> TYPES = Set.of("feat", "fix", "refactor", "perf", "build", "ci", "chore", "style");
    private static final Pattern SUBJECT = Pattern.compile("([A-Za-z]{2,12})(?:\\([^()]{0,60}\\))?!?:(?!\\S)\\s*(.*)");
    /** The first word, as far as its end or a short list can tell. */
    private static final Pattern NO_IMPERATIVE = Pattern.compile("(?i)(?:(?!embed|feed|need|seed|speed|exceed|proceed"
            + "|succeed|shed|shred|bring|ping|string)[a-z]{3,}(?:ed|ing)|(?:add|adjust|allow|chang|clean|correct|creat"
            + "|delet|document|drop|extend|fix|handl|implement|improv|introduc|mak|mov|prevent|refactor|remov|renam"
            + "|replac|simplif|updat|us)(?:e?s|ies))\\b.*");

    /** What other programs act on: trailers, issues that are closed, builds that are left out, the beginning of a patch. */
    private static final Pattern ACTED_ON = Pattern.compile("(?i)[a-z0-9][a-z0-9-]*[ \\t]*:.*|breaking[ -]change.*"
            + "|\\(cherry picked from .*|.*#\\d.*|.*(?-i:\\b(?!UTF|SHA|ISO|RFC|AES|CRC|ES|HTTP|TLS|IEEE)[A-Z]{2,10}-\\d).*|.*\\[[^\\]]*\\b(?:skip|no)\\b[^\\]]*].*"
            + "|.*\\*\\*\\*no_ci\\*\\*\\*.*|-{3}.*"
            + "|diff -.*|from [0-9a-f]{40}.*");

    private static final Pattern TOO_LONG = Pattern.compile("\\S{" + (WIDTH + 1) + "}");

    /** What can be used of an answer. */
    static ProposedMessage of(JsonNode answer, CommitDraft draft) {
        JsonNode subject = answer.path("subject");
        JsonNode body = answer.path("body");
        var files = new NamedPaths(draft.paths());
        String said = subject.isString() ? subject.asString().strip() : "";
        Optional<String> wrong = said.lines().count() == 1 && (body.isString() || body.isMissingNode())
                ? Optional.empty()
                : Optional.of("\"subject\" has to be one line of text, and \"body\" text.");
        String line = typed(Words.line(said, LONGEST), draft.type());
        wrong = wrong.or(() -> fault(line, files));
        if (wrong.isPresent()) {
            return new ProposedMessage("", 0, wrong);
        }
        var lines = new ArrayList<String>();
        int dropped = 0;
        for (String one : body.asString("").lines().limit(LONGEST).toList()) {
            String plain = Words.line(one, LONGEST);
            List<String> wrapped = wrapped(plain);
            // A line that is cut anew may begin with what only a word in its middle was.
            if (isUsable(plain, files) && wrapped.stream().noneMatch(ProposedMessage::isActedOn)) {
                lines.addAll(
                        plain.isEmpty() && (lines.isEmpty() || lines.getLast().isEmpty()) ? List.of() : wrapped);
            } else {
                dropped++;
            }
        }
        List<String> kept = lines.subList(0, Math.min(MOST_LINES, lines.size()));
        String text = String.join("\n", kept).strip();
        return new ProposedMessage(line + (text.isEmpty() ? "" : "\n\n" + text), dropped, Optional.empty());
    }

    private static Optional<String> fault(String subject, NamedPaths files) {
        String text = subject.substring(subject.indexOf(": ") + 2);
        if (text.isEmpty()) {
            return Optional.of("\"subject\" says nothing.");
        }
        if (subject.length() > WIDTH) {
            return Optional.of(
                    "\"subject\" has " + subject.length() + " characters with its type; it may have " + WIDTH + ".");
        }
        if (NO_IMPERATIVE.matcher(text).matches()) {
            return Optional.of("\"subject\" has to begin with a verb in the imperative, as in \"add\".");
        }
        return isUsable(text, files)
                ? Optional.empty()
                : Optional.of("\"subject\" may name changed files only, and no issue, trailer or secret.");
    }

    /** With a type that can be true of the change, and with nothing else that a program would read out of it. */
    private static String typed(String said, String type) {
        Matcher matcher = SUBJECT.matcher(said);
        if (!matcher.matches()) {
            return type + ": " + said;
        }
        String own = matcher.group(1).toLowerCase(Locale.ROOT);
        return (TYPES.contains(own) && !CERTAIN.contains(type) ? own : type) + ": " + matcher.group(2);
    }

    private static boolean isUsable(String line, NamedPaths files) {
        return !isActedOn(line)
                && !TOO_LONG.matcher(line).find()
                && !files.isOtherIn(line)
                && SecretLines.of("message", line).none();
    }

    private static boolean isActedOn(String line) {
        return ACTED_ON.matcher(line).matches();
    }

    private static List<String> wrapped(String line) {
        var lines = new ArrayList<String>();
        var out = new StringBuilder();
        String indent = line.startsWith("- ") || line.startsWith("* ") ? "  " : "";
        for (String word : line.split(" ")) {
            if (!out.isEmpty() && out.length() + 1 + word.length() > WIDTH) {
                lines.add(out.toString());
                out.setLength(0);
                out.append(indent).append(word);
            } else {
                out.append(out.isEmpty() ? "" : " ").append(word);
            }
        }
        lines.add(out.toString());
        return lines;
    }
}
