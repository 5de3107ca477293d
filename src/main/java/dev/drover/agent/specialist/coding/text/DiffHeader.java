package dev.drover.agent.specialist.coding.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands above the hunks of one file: its names and modes. */
final class DiffHeader {
    private static final String NOWHERE = "/dev/null";
    private static final Set<String> MODES = Set.of("100644", "100755", "100664", "100600");

    private boolean git;
    private boolean made;
    private boolean deleted;
    private Optional<String> from = Optional.empty();
    private Optional<String> to = Optional.empty();
    private Optional<Boolean> executable = Optional.empty();
    private boolean named;

    boolean isGit() {
        return git;
    }

    boolean hasNames() {
        return named;
    }

    /** The line of git, whose names count only where no others follow: there both are the same. */
    void git(String names) throws EditRefused {
        git = true;
        if (names.startsWith("\"")) {
            from = Optional.of(QuotedName.unquoted(names)).map(DiffHeader::withoutPrefix);
            to = from;
            return;
        }
        String line = names.endsWith("\r") ? names.substring(0, names.length() - 1) : names;
        int half = line.length() / 2;
        if (line.length() % 2 == 1 && line.charAt(half) == ' ') {
            String first = withoutPrefix(line.substring(0, half));
            if (first.equals(withoutPrefix(line.substring(half + 1)))) {
                from = Optional.of(first);
                to = from;
            }
        }
    }

    void extended(String line) throws EditRefused {
        if (line.startsWith("new file mode ")) {
            made = true;
            executable = mode(line);
        } else if (line.startsWith("deleted file mode ")) {
            deleted = true;
            mode(line);
        } else if (line.startsWith("new mode ")) {
            executable = mode(line);
        } else if (line.startsWith("old mode ")) {
            mode(line);
        } else if (line.startsWith("rename from ")) {
            from = Optional.of(QuotedName.read(line.substring("rename from ".length())));
        } else if (line.startsWith("rename to ")) {
            to = Optional.of(QuotedName.read(line.substring("rename to ".length())));
        } else if (line.startsWith("copy from ")) {
            throw new EditRefused(
                    "it copies a file, which is not done here; give the copy whole, with \"kind\": \"write\"");
        }
    }

    private static Optional<Boolean> mode(String line) throws EditRefused {
        String mode = line.substring(line.lastIndexOf(' ') + 1);
        if (!MODES.contains(mode)) {
            throw new EditRefused(
                    "mode " + mode + " is that of " + (mode.startsWith("120") ? "a link" : "no plain file")
                            + ", and only plain files are edited (100644, 100755)");
        }
        return Optional.of(mode.equals("100755"));
    }

    /** The lines with three minus and three plus signs. */
    void names(String before, String after) throws EditRefused {
        named = true;
        String old = QuotedName.read(before);
        String fresh = QuotedName.read(after);
        boolean prefixed =
                (old.equals(NOWHERE) || hasPrefix(old, git)) && (fresh.equals(NOWHERE) || hasPrefix(fresh, git));
        from = name(old, prefixed);
        to = name(fresh, prefixed);
        made |= from.isEmpty();
        deleted |= to.isEmpty();
    }

    private static Optional<String> name(String name, boolean prefixed) {
        return name.equals(NOWHERE) ? Optional.empty() : Optional.of(prefixed ? withoutPrefix(name) : name);
    }

    private static boolean hasPrefix(String name, boolean git) {
        return name.length() > 2 && name.charAt(1) == '/' && (git ? "abciwo" : "ab").indexOf(name.charAt(0)) >= 0;
    }

    private static String withoutPrefix(String name) {
        return hasPrefix(name, true) ? name.substring(2) : name;
    }

    /** The file with its hunks; empty when nothing was said of one. */
    Optional<FileDiff> finished(List<FileDiff.Hunk> hunks) throws EditRefused {
        Optional<String> before = made ? Optional.empty() : from;
        Optional<String> after = deleted ? Optional.empty() : to;
        boolean says = !hunks.isEmpty() || executable.isPresent() || made || deleted || !from.equals(to);
        if (!says) {
            return Optional.empty();
        }
        if (before.isEmpty() && after.isEmpty()) {
            throw new EditRefused("the name of a file cannot be read from its header");
        }
        return Optional.of(new FileDiff(before, after, executable, hunks));
    }
}
