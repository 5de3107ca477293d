package dev.drover.agent.specialist.project;

import java.util.regex.Pattern;

/** Words of commands that people paste into a shell. */
public final class Quoted {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,-]+");

    private Quoted() {}

    /** The word, in quotes where a POSIX shell would read more into it. */
    public static String forShell(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
