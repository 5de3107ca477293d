package dev.drover.agent.specialist.testing.coverage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code go test -coverprofile} writes: blocks of lines, each with how often it was run. */
final class GoProfile {
    private static final Pattern BLOCK =
            Pattern.compile("^(\\S{1,500}):(\\d{1,7})\\.\\d{1,7},(\\d{1,7})\\.\\d{1,7} \\d{1,7} (\\d{1,18})$");
    private static final int MAX_BLOCK = 10_000;

    private GoProfile() {}

    static void read(String text, Sink sink) {
        String current = "";
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher block = BLOCK.matcher(line);
            if (block.matches()) {
                if (!block.group(1).equals(current)) {
                    current = block.group(1);
                    sink.goFile(current);
                }
                int first = Integer.parseInt(block.group(2));
                int last = Math.min(Integer.parseInt(block.group(3)), first + MAX_BLOCK);
                for (int at = first; at <= last; at++) {
                    sink.line(at, Long.parseLong(block.group(4)) > 0);
                }
            }
        }
    }
}
