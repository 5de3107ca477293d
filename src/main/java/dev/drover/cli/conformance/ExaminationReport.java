package dev.drover.cli.conformance;

import dev.drover.conformance.Check;
import dev.drover.conformance.Outcome;
import dev.drover.conformance.Outcome.Status;
import dev.drover.message.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows checks and how they went: lines as they come, or one JSON object at the end. */
public final class ExaminationReport {
    private final PrintWriter out;
    private final boolean json;

    public ExaminationReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    public void list(List<Check> checks) {
        if (json) {
            out.print(Json.pretty(checks));
        } else {
            checks.forEach(check -> out.printf(
                    "%-26s %-17s %-11s %s%n",
                    check.name(), check.rule(), check.level().wire(), check.meaning()));
        }
        out.flush();
    }

    void begin(List<String> command, Path folder) {
        line("examining " + command.getFirst() + " … in " + folder);
    }

    void add(Outcome outcome) {
        line(String.format(
                "%-7s %5.1f s  %-26s %-17s %s",
                shown(outcome), outcome.seconds(), outcome.name(), outcome.rule(), outcome.meaning()));
        outcome.seen().ifPresent(seen -> line("                 → " + seen));
    }

    void end(List<String> command, List<Outcome> outcomes) {
        long passed = count(outcomes, Status.PASSED);
        long skipped = count(outcomes, Status.SKIPPED);
        long fatal = outcomes.stream().filter(Outcome::isFatal).count();
        long warned = count(outcomes, Status.FAILED) - fatal;
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("command", command);
            all.put("conforms", fatal == 0);
            all.put("passed", passed);
            all.put("failed_required", fatal);
            all.put("failed_recommended", warned);
            all.put("skipped", skipped);
            all.put("checks", outcomes);
            out.print(Json.pretty(all));
            out.flush();
            return;
        }
        line((fatal == 0 ? "conforms" : "does NOT conform") + ": " + passed + " of " + outcomes.size() + " passed, "
                + fatal + " required and " + warned + " recommended failed, " + skipped + " skipped");
    }

    private static String shown(Outcome outcome) {
        return switch (outcome.status()) {
            case PASSED -> "ok";
            case SKIPPED -> "skipped";
            case FAILED -> outcome.isFatal() ? "FAILED" : "failed";
        };
    }

    private static long count(List<Outcome> outcomes, Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    private void line(String text) {
        if (!json) {
            out.println(text);
            out.flush();
        }
    }
}
