package dev.drover.agent.specialist.documentation.source;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Source files that a reader of public interfaces passes over, so that nobody takes its silence for an answer. */
public final class Unread {
    private static final Set<String> PROGRAMS = Set.of(
            "Java",
            "Kotlin",
            "Scala",
            "Groovy",
            "Python",
            "JavaScript",
            "TypeScript",
            "Vue",
            "Go",
            "Rust",
            "C",
            "C++",
            "C#",
            "Ruby",
            "PHP",
            "Swift",
            "Lua",
            "Perl");

    private Unread() {}

    /** A sentence that begins with a blank: how many files of which languages, and why; empty when there are none. */
    public static String sentence(Collection<String> files, Predicate<String> isRead, String why) {
        Map<String, Long> unread = files.stream()
                .filter(file -> !isRead.test(file) && !TestPaths.contain(file))
                .flatMap(file -> Languages.of(file).filter(PROGRAMS::contains).stream())
                .collect(Collectors.groupingBy(language -> language, TreeMap::new, Collectors.counting()));
        if (unread.isEmpty()) {
            return "";
        }
        String counts = unread.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + (entry.getValue() == 1 ? " file)" : " files)"))
                .collect(Collectors.joining(", "));
        return " Not read: " + counts + ", since " + why + ".";
    }
}
