package dev.drover.agent.specialist.testing.coverage;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tracefile of lcov: a record for each source file, in which a line tells of a line or a branch. */
final class Lcov {
    private Lcov() {}

    static void read(String text, Sink sink) throws IOException {
        boolean any = false;
        Map<Integer, int[]> branches = new HashMap<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            int colon = line.indexOf(':');
            String key = colon < 0 ? line.strip() : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            switch (key) {
                case "SF" -> {
                    any = true;
                    branches.clear();
                    sink.fileUnderTest(value.strip());
                }
                case "DA" -> {
                    List<String> parts = List.of(value.split(",", 3));
                    if (parts.size() > 1) {
                        sink.line(Sink.number(parts.get(0)), Sink.number(parts.get(1)) > 0);
                    }
                }
                case "BRDA" -> {
                    List<String> parts = List.of(value.split(",", 5));
                    if (parts.size() > 3) {
                        int[] counts = branches.computeIfAbsent(Sink.number(parts.get(0)), l -> new int[2]);
                        counts[0] += Sink.number(parts.get(3)) > 0 ? 1 : 0;
                        counts[1]++;
                    }
                }
                case "end_of_record" -> branches.forEach((at, counts) -> sink.branches(at, counts[0], counts[1]));
                default -> {}
            }
        }
        if (!any) {
            throw new IOException("it is neither XML nor a tracefile of lcov nor a profile of Go");
        }
    }
}
