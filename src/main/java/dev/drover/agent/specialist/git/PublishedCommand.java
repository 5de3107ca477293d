package dev.drover.agent.specialist.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a command may be read by everyone. Any word of it can be a password or a token, and history cannot be taken
 * back, so only the name of the program is told, and words that say nothing but what kind of work it was.
 */
final class PublishedCommand {
    private static final int MOST_WORDS = 4;
    private static final String LEFT_OUT = "…";
    private static final Pattern BETWEEN = Pattern.compile("[ \\t]+");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");
    private static final Pattern PROGRAM = Pattern.compile("(?:[\\w.@+-]*/)*([A-Za-z][A-Za-z0-9_.+-]{0,39})");
    /** Has nothing that a shell reads as more than itself, so what follows it is a word of its own. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=,+@%-]+");

    private static final Set<String> KINDS_OF_WORK = Set.of(
            "audit",
            "bench",
            "build",
            "check",
            "clean",
            "clippy",
            "compile",
            "coverage",
            "exec",
            "install",
            "lint",
            "package",
            "pytest",
            "run",
            "test",
            "tests",
            "unittest",
            "verify",
            "vet");

    private PublishedCommand() {}

    /** The program and such words of its first simple command, with an ellipsis where something was left out. */
    static String of(String command) {
        List<String> words = List.of(BETWEEN.split(command.strip()));
        var told = new ArrayList<String>();
        int program = 0;
        while (program < words.size() && isPlainAssignment(words.get(program))) {
            leaveOut(told);
            program++;
        }
        var name = PROGRAM.matcher(program < words.size() ? words.get(program) : "");
        if (!name.matches()) {
            return LEFT_OUT;
        }
        told.add(name.group(1));
        int kinds = 0;
        for (String word : words.subList(program + 1, words.size())) {
            if (KINDS_OF_WORK.contains(word) && kinds < MOST_WORDS - 1) {
                told.add(word);
                kinds++;
            } else {
                leaveOut(told);
                if (!PLAIN.matcher(word).matches()) {
                    break;
                }
            }
        }
        return String.join(" ", told);
    }

    private static boolean isPlainAssignment(String word) {
        return ASSIGNMENT.matcher(word).matches() && PLAIN.matcher(word).matches();
    }

    private static void leaveOut(List<String> told) {
        if (told.isEmpty() || !told.getLast().equals(LEFT_OUT)) {
            told.add(LEFT_OUT);
        }
    }
}
