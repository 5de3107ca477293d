package dev.drover.planning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether files that a task names lie outside of the workspace (rule 6), whoever wrote the plan. */
public final class WayOut {
    /** Behind a wildcard: a step upwards, or an alternative that begins at the root. */
    private static final Pattern BEHIND_WILDCARD = Pattern.compile("[/{,]\\.\\.([/},]|$)|[{,]/");

    private WayOut() {}

    /**
     * Whether a glob leads out of the workspace, also after links are resolved.
     *
     * @param workspace empty when there is none yet; then what the glob says by itself is looked at
     */
    public static boolean isIn(String glob, Optional<Path> workspace) {
        String literal = glob.replaceAll("[*?\\[{].*", "");
        if (BEHIND_WILDCARD.matcher(glob.substring(literal.length())).find()) {
            return true;
        }
        try {
            return workspace.isPresent()
                    ? leaves(workspace.get().toRealPath(), literal)
                    : Path.of(literal).isAbsolute()
                            || Path.of(literal).normalize().startsWith("..");
        } catch (IOException | InvalidPathException e) {
            return true;
        }
    }

    private static boolean leaves(Path root, String literal) throws IOException {
        Path target = root.resolve(literal).normalize();
        if (!target.startsWith(root)) {
            return true;
        }
        // A link that leads nowhere yet counts as well: what is written through it later is outside.
        while (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            target = Objects.requireNonNull(target.getParent());
        }
        return !target.toRealPath().startsWith(root);
    }
}
