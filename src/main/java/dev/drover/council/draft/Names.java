package dev.drover.council.draft;

import dev.drover.council.AgentDefinition;
import dev.drover.council.AgentDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Which names are free in a folder of definitions. Capital letters make no difference: some file systems see none. */
final class Names {
    private static final int LONGEST = 40;
    private static final int MOST_WORDS = 4;
    private static final Set<String> EMPTY = Set.of(
            "a",
            "an",
            "the",
            "for",
            "of",
            "to",
            "in",
            "on",
            "and",
            "or",
            "with",
            "that",
            "which",
            "who",
            "by",
            "as",
            "agent",
            "specialist",
            "expert",
            "is",
            "it",
            "its",
            "our",
            "my",
            "all");

    private final Set<String> taken = new HashSet<>();

    Names(Path folder, AgentDefinitions definitions) throws IOException {
        definitions.definitions().stream()
                .map(AgentDefinition::name)
                .map(Names::small)
                .forEach(taken::add);
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> small(file.getFileName().toString()))
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> name.substring(0, name.length() - ".md".length()))
                    .forEach(taken::add);
        }
        // A file of this name is not read.
        taken.add("readme");
    }

    boolean isFree(String name) {
        return !taken.contains(small(name));
    }

    /** A free name out of the words of a description, with a number where it takes one. */
    String of(String description, String type) {
        List<String> words = Arrays.stream(small(description).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty() && !EMPTY.contains(word))
                .limit(MOST_WORDS)
                .toList();
        String name = words.isEmpty() ? small(type) + "-specialist" : String.join("-", words);
        String base = (name.length() > LONGEST ? name.substring(0, LONGEST) : name).replaceFirst("-+$", "");
        String free = base;
        for (int number = 2; !isFree(free); number++) {
            free = base + "-" + number;
        }
        return free;
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
