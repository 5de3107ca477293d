package dev.drover.planning;

import dev.drover.datafile.BrokenFile;
import dev.drover.datafile.DataFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The decomposition patterns of a home, as they stood on disk when they were loaded. */
public final class Patterns {
    private final List<TaskPattern> patterns;
    private final List<BrokenFile> broken;
    private final Vocabulary vocabulary;

    private Patterns(List<TaskPattern> patterns, List<BrokenFile> broken) {
        this.patterns = List.copyOf(patterns);
        this.broken = List.copyOf(broken);
        this.vocabulary = Vocabulary.of(patterns);
    }

    /** Reads every {@code *.yaml} of the folder. Broken files are reported and the others load; nothing is thrown. */
    public static Patterns load(Path folder) {
        var loaded = DataFolder.load(folder, List.of(".yaml", ".yml"), PatternReader::read);
        var broken = new ArrayList<>(loaded.broken());
        var patterns = new ArrayList<TaskPattern>();
        var names = new HashSet<String>();
        for (TaskPattern pattern : loaded.read()) {
            if (names.add(pattern.name())) {
                patterns.add(pattern);
            } else {
                broken.add(new BrokenFile(
                        pattern.file(),
                        0,
                        "the name '" + pattern.name() + "' is already that of an earlier file; choose another"));
            }
        }
        return new Patterns(patterns, broken);
    }

    /** The names of all patterns, in the order of their files. */
    public List<String> names() {
        return patterns.stream().map(TaskPattern::name).toList();
    }

    /** What the pattern of this name is for, in the words of its file. */
    public Optional<String> description(String name) {
        return named(name).map(TaskPattern::description);
    }

    /** The files that were left out. */
    public List<BrokenFile> broken() {
        return broken;
    }

    List<TaskPattern> all() {
        return patterns;
    }

    Optional<TaskPattern> named(String name) {
        return patterns.stream().filter(pattern -> pattern.name().equals(name)).findFirst();
    }

    /**
     * The wishes without those of which another is a larger kind, and with one pattern for those for whose combination it
     * says that it stands.
     */
    List<Wish> combined(List<Wish> wishes) {
        var combined = new ArrayList<>(wishes);
        combined.removeIf(
                wish -> wishes.stream().anyMatch(other -> other.pattern().includes(wish.pattern())));
        for (TaskPattern pattern : patterns) {
            List<Wish> replaced = combined.stream()
                    .filter(wish -> pattern.insteadOf().contains(wish.pattern().name()))
                    .toList();
            if (!replaced.isEmpty() && replaced.size() == pattern.insteadOf().size()) {
                combined.set(
                        combined.indexOf(replaced.getLast()), replaced.getLast().as(pattern));
                combined.removeAll(replaced);
            }
        }
        return combined;
    }

    Optional<TaskPattern> fallback() {
        return patterns.stream().filter(TaskPattern::fallback).findFirst();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Whether the command of some rule begins with this stem. */
    boolean leads(Token token) {
        return vocabulary.leads().contains(token.stem());
    }

    RequestText analyse(String text) {
        return RequestText.of(text, vocabulary);
    }
}
