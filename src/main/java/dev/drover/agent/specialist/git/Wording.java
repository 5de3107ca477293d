package dev.drover.agent.specialist.git;

import dev.drover.message.Shortened;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that the words of a request say, for params that were not given. A branch or commit counts only when the
 * repository has it, so 'merge my work' names nothing; but what stands where the target of a merge does is taken for one,
 * since to merge into another branch than the person said is worse than to refuse. Whether anything is pushed is never read from words.
 */
final class Wording {
    private static final int MAX_READ = 2000;
    private static final String NAME = "[\"'`]?([^\\s,;\"'`]{1,250})[\"'`]?";
    private static final String BRANCH = "\\s+(?:the\\s+)?(?:branch\\s+)?" + NAME + "(?:\\s+branch)?";
    private static final Pattern MERGED = Pattern.compile("(?i)\\bmerge" + BRANCH);
    private static final Pattern INTO = Pattern.compile("(?i)\\b(?:in)?to" + BRANCH);
    /** A 'to' behind an 'and' is that of another wish: 'merge it and push to origin'. */
    private static final Pattern TARGET =
            Pattern.compile("(?i)\\bmerge\\b(?:(?:(?![.!?,;]\\s|\\b(?:and|then)\\s)[^\\n]){0,200}?\\bto\\s+" + NAME
                    + "(?=\\s*(?:[.,;!?]|$)|\\s+(?:branch|and|then|please)\\b)"
                    + "|(?:(?![.!?]\\s)[^\\n]){0,200}?\\b(?:in|on)to\\s+(?:(?:the|our|my|this)\\s+)?(?:branch\\s+)?"
                    + NAME + ")");

    private static final Pattern SOURCE = Pattern.compile("(?i)\\b(?:branch|of|for|from)" + BRANCH);
    private static final Pattern NEW = Pattern.compile("(?i)\\bbranch\\s+(?:called|named)\\s+" + NAME
            + "|\\bbranch\\s+[\"'`]?([a-z0-9][a-z0-9._-]{0,80}/[a-z0-9][a-z0-9._/-]{0,160})[\"'`]?");
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{7,64}\\b");
    private static final Pattern LAST = Pattern.compile("(?i)\\b(?:last|latest|most recent) commit\\b");
    private static final Pattern VERSION =
            Pattern.compile("(?i)\\b(?:tag|version|release)\\s+(?:(?:it|as|version|release)\\s+){0,3}"
                    + "(v?\\d{1,8}\\.\\d{1,8}\\.\\d{1,8}(?:-[0-9a-z][0-9a-z.-]{0,60})?)");

    private final String words;
    private final Revisions revisions;

    Wording(Job job) {
        this.words = Shortened.of(job.packet().userRequest().orElse(""), MAX_READ);
        this.revisions = new Revisions(job.repository());
    }

    /** What is to be merged. */
    Optional<String> merged() throws IOException, InterruptedException {
        return existing(MERGED);
    }

    /** Where it is to be merged into, whether there is such a branch or not. */
    Optional<String> into() throws IOException, InterruptedException {
        Optional<String> there = existing(INTO);
        Matcher target = TARGET.matcher(words);
        return there.isPresent() || !target.find()
                ? there
                : Optional.of(plain(target.group(1) == null ? target.group(2) : target.group(1)));
    }

    /** The branch that something is made of. */
    Optional<String> source() throws IOException, InterruptedException {
        return existing(SOURCE);
    }

    /** The name of a branch that is to be made. */
    Optional<String> newBranch() {
        Matcher matcher = NEW.matcher(words);
        return matcher.find()
                ? Optional.of(plain(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)))
                : Optional.empty();
    }

    /** Commits by their hashes, or the latest one. */
    List<String> commits() throws IOException, InterruptedException {
        var commits = new ArrayList<String>();
        Matcher matcher = HASH.matcher(words);
        while (matcher.find()) {
            if (revisions.isCommit(matcher.group())) {
                commits.add(matcher.group());
            }
        }
        if (commits.isEmpty() && LAST.matcher(words).find()) {
            commits.add("HEAD");
        }
        return commits;
    }

    Optional<String> version() {
        Matcher matcher = VERSION.matcher(words);
        return matcher.find() ? Optional.of(plain(matcher.group(1))) : Optional.empty();
    }

    private Optional<String> existing(Pattern pattern) throws IOException, InterruptedException {
        Matcher matcher = pattern.matcher(words);
        while (matcher.find()) {
            String name = plain(matcher.group(1));
            if (revisions.isBranch(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Without what ends a sentence. */
    private static String plain(String name) {
        return name.replaceFirst("[.:!?)]{1,9}$", "");
    }
}
