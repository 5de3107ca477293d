package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.model.Part;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Which files of the workspace a model is shown: those that are named, those it asks for, those that speak of the matter. */
final class Sources {
    private static final int CHANGED = 95;
    private static final int ASKED_FOR = 90;
    private static final int ASKED_FOR_LAST = 94;
    private static final int NAMED = 80;
    private static final int LIST = 60;
    private static final int FOUND = 50;

    private static final int MOST_SEARCHED = 3000;
    private static final int MOST_SHOWN = 24;
    private static final int MOST_FOUND = 8;
    private static final int MOST_LISTED = 1500;
    private static final int MAX_BYTES = 256 << 10;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{3,}");
    private static final Set<String> COMMON = Set.of(
            "with",
            "that",
            "this",
            "from",
            "into",
            "make",
            "when",
            "then",
            "have",
            "should",
            "function",
            "create",
            "code",
            "file",
            "files",
            "test",
            "tests",
            "write",
            "change",
            "please",
            "method",
            "class",
            "implement");

    private final Assignment assignment;
    private final String words;
    private final Map<String, Integer> shown = new LinkedHashMap<>();
    private int newest = ASKED_FOR - 1;
    private final Set<String> unknown = new LinkedHashSet<>();
    private Optional<List<String>> found = Optional.empty();

    Sources(Assignment assignment, String words) {
        this.assignment = assignment;
        this.words = words;
    }

    /** Shows files that the model asked for by path or by words that stand in them. */
    void show(List<String> wishes) throws IOException, InterruptedException {
        // What was asked for last is wanted most.
        newest = Math.min(newest + 1, ASKED_FOR_LAST);
        shown.replaceAll((file, rank) -> rank == ASKED_FOR_LAST ? rank - 1 : rank);
        List<String> files = files();
        for (String wish : wishes) {
            List<String> meant = files.stream()
                    .filter(file -> file.equals(wish) || file.endsWith("/" + wish))
                    .limit(3)
                    .toList();
            List<String> found = meant.isEmpty() ? speakingOf(files, List.of(wish), 3) : meant;
            found.forEach(file -> shown.merge(file, newest, Math::max));
            if (found.isEmpty()) {
                unknown.add(wish);
            }
        }
    }

    /** Shows what was changed so far. */
    void changed(Iterable<String> paths) {
        paths.forEach(path -> shown.put(path, CHANGED));
    }

    /** What the model is to see, the contents as they are now. */
    List<Part> parts() throws IOException, InterruptedException {
        List<String> files = files();
        Map<String, Integer> relevance = new LinkedHashMap<>(shown);
        named(files).forEach(file -> relevance.putIfAbsent(file, NAMED));
        int rank = FOUND;
        for (String file : found(files)) {
            relevance.putIfAbsent(file, rank--);
        }
        var parts = new ArrayList<Part>();
        parts.add(new Part("Files of the project", listed(files), LIST));
        for (Map.Entry<String, Integer> entry : relevance.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_SHOWN)
                .toList()) {
            Optional<String> text = text(entry.getKey());
            text.ifPresent(t -> parts.add(new Part("File " + entry.getKey(), t, entry.getValue())));
        }
        if (!unknown.isEmpty()) {
            parts.add(new Part("You asked for what is not there", String.join("\n", unknown), ASKED_FOR));
        }
        return parts;
    }

    /** Looked for once: all files are read for that. */
    private List<String> found(List<String> files) throws IOException {
        if (found.isEmpty()) {
            found = Optional.of(speakingOf(files, wordsOf(words), MOST_FOUND));
        }
        return found.get();
    }

    private List<String> files() throws IOException, InterruptedException {
        return WorkTree.list(assignment).files();
    }

    private static String listed(List<String> files) {
        String all = files.stream().limit(MOST_LISTED).collect(Collectors.joining("\n"));
        return files.size() > MOST_LISTED ? all + "\n… and " + (files.size() - MOST_LISTED) + " more" : all;
    }

    /** Those of the task's globs, when they are few, and those whose names stand in its words. */
    private List<String> named(List<String> files) {
        List<PathMatcher> globs = assignment.packet().files().stream()
                .flatMap(glob -> matcher(glob).stream())
                .toList();
        List<String> ofTask = files.stream()
                .filter(file -> globs.stream().anyMatch(glob -> glob.matches(Path.of(file))))
                .toList();
        List<String> mentioned = files.stream()
                .filter(file -> words.contains(file) || words.contains(nameOf(file)))
                .limit(MOST_SHOWN)
                .toList();
        var all = new LinkedHashSet<>(mentioned);
        if (ofTask.size() <= MOST_SHOWN) {
            all.addAll(ofTask);
        }
        return List.copyOf(all);
    }

    private static String nameOf(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private static Optional<PathMatcher> matcher(String glob) {
        try {
            return Optional.of(FileSystems.getDefault().getPathMatcher("glob:" + glob));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static List<String> wordsOf(String text) {
        return WORD.matcher(text)
                .results()
                .map(m -> m.group().toLowerCase(Locale.ROOT))
                .filter(word -> !COMMON.contains(word))
                .distinct()
                .limit(30)
                .toList();
    }

    /** The files with the most of the words, in their names or their contents; each word counts once a file. */
    private List<String> speakingOf(List<String> files, List<String> wanted, int most) throws IOException {
        Map<String, Integer> points = new HashMap<>();
        for (String file : files.stream().limit(MOST_SEARCHED).toList()) {
            String name = file.toLowerCase(Locale.ROOT);
            String text = text(file).orElse("").toLowerCase(Locale.ROOT);
            int sum = 0;
            for (String word : wanted) {
                String lower = word.toLowerCase(Locale.ROOT);
                sum += (name.contains(lower) ? 3 : 0) + (text.contains(lower) ? 1 : 0);
            }
            if (sum > 0) {
                points.put(file, sum);
            }
        }
        return points.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Optional<String> text(String file) throws IOException {
        return SafeFiles.readText(assignment.workspace().resolve(file), MAX_BYTES)
                .filter(text -> text.indexOf('\0') < 0);
    }
}
