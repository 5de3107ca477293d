package dev.drover.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Programs and arguments as text for a POSIX shell, which reads them as they were. */
public final class ShellWords {
    private ShellWords() {}

    /** The words with blanks between them, each in quotes where it needs them. */
    public static String quoted(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    /**
     * A command of a {@link CommandSpec} that becomes the program, which so finds neither a shell above it nor the
     * command in its environment.
     *
     * @param input file that it reads as its standard input, which is empty otherwise
     */
    public static String becoming(List<String> words, Optional<Path> input) {
        return "unset DROVER_COMMAND; exec " + quoted(words)
                + input.map(file -> " <" + quoted(file.toString())).orElse("");
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
