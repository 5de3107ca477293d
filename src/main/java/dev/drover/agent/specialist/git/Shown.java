package dev.drover.agent.specialist.git;

import dev.drover.message.Ids;
import java.util.List;
import java.util.stream.Collectors;

/** Commands in sentences for people, who may copy them into a shell: what came from elsewhere is quoted. */
final class Shown {
    private static final int LONGEST = 1000;

    private Shown() {}

    static String command(String... words) {
        return List.of(words).stream().map(Shown::word).collect(Collectors.joining(" "));
    }

    private static String word(String text) {
        String printable = Ids.printable(text, LONGEST);
        return printable.matches("[A-Za-z0-9_@%+=:,./-]+") ? printable : "'" + printable.replace("'", "'\\''") + "'";
    }
}
