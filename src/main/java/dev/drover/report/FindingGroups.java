package dev.drover.report;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings of a run by rule: what is mended in the same way stands together, the worst first. */
public final class FindingGroups {
    private FindingGroups() {}

    /** A finding and the task that found it. */
    public record Found(TaskAccount task, Finding finding) {}

    /**
     * Those of one rule and severity.
     *
     * @param found some of them
     */
    public record Group(Severity severity, String rule, List<Found> found) {
        /** Whether all say the same, so that it need be said only once. */
        boolean sayTheSame() {
            return found.stream().map(f -> f.finding().message()).distinct().count() == 1;
        }
    }

    private record Key(Severity severity, String rule) {}

    /** All that were kept. */
    public static List<Group> of(RunAccount run) {
        Map<Key, List<Found>> byRule = new LinkedHashMap<>();
        for (Found found : worst(run)) {
            byRule.computeIfAbsent(
                            new Key(found.finding().severity(), found.finding().rule()), key -> new ArrayList<>())
                    .add(found);
        }
        List<Group> groups = new ArrayList<>();
        byRule.forEach((key, found) -> groups.add(new Group(key.severity(), key.rule(), List.copyOf(found))));
        groups.sort(Comparator.comparing(Group::severity)
                .thenComparing(
                        Comparator.comparingInt((Group g) -> g.found().size()).reversed())
                .thenComparing(Group::rule));
        return groups;
    }

    /** {@code src/Login.java:12}; empty text when it is nowhere in particular. */
    public static String place(Finding finding) {
        return finding.file()
                .map(file -> file + finding.line().map(line -> ":" + line).orElse(""))
                .orElse("");
    }

    private static List<Found> worst(RunAccount run) {
        List<Found> all = new ArrayList<>();
        for (TaskAccount task : run.tasks()) {
            task.digest().ifPresent(digest -> digest.worst().forEach(finding -> all.add(new Found(task, finding))));
        }
        all.sort(Comparator.comparing(found -> found.finding().severity()));
        return all;
    }
}
