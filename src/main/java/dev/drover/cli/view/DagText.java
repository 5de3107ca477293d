package dev.drover.cli.view;

import dev.drover.flock.Dag;
import dev.drover.master.core.Run;
import dev.drover.master.core.Task;
import java.util.ArrayList;
import java.util.List;

/** The graph of a run's tasks, level by level: what stands on one level may run at the same time. */
final class DagText {
    private DagText() {}

    static List<String> lines(Run run, Style style) {
        List<String> lines = new ArrayList<>();
        List<List<String>> levels = Dag.of(run.plan().tasks()).levels();
        int wide = String.valueOf(levels.size()).length();
        int name = run.tasks().stream().mapToInt(t -> Text.width(t.id())).max().orElse(0);
        for (int level = 0; level < levels.size(); level++) {
            String number = Text.padLeft(String.valueOf(level + 1), wide);
            for (String id : levels.get(level)) {
                lines.add(number + "  " + line(run.task(id), name, style));
                number = " ".repeat(wide);
            }
        }
        return lines;
    }

    private static String line(Task task, int name, Style style) {
        List<String> needs = task.spec().dependencies();
        if (needs.isEmpty()) {
            return style.paint(Style.of(task.state()), task.id());
        }
        String from = Text.fit(
                " " + style.arrow() + " " + String.join(", ", needs),
                Math.max(8, style.width() - name - 6),
                style.ellipsis());
        return style.paint(Style.of(task.state()), Text.padRight(task.id(), name)) + from;
    }
}
