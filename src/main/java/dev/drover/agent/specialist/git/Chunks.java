package dev.drover.agent.specialist.git;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Splits names so that each part fits on a command line. */
final class Chunks {
    private static final int MAX_CHARACTERS = 16_000;

    private Chunks() {}

    static List<List<String>> of(Collection<String> names) {
        var chunks = new ArrayList<List<String>>();
        var current = new ArrayList<String>();
        int size = 0;
        for (String name : names) {
            if (size + name.length() > MAX_CHARACTERS && !current.isEmpty()) {
                chunks.add(List.copyOf(current));
                current.clear();
                size = 0;
            }
            current.add(name);
            size += name.length() + 1;
        }
        if (!current.isEmpty()) {
            chunks.add(List.copyOf(current));
        }
        return chunks;
    }
}
