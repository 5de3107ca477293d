package dev.drover.cli;

import dev.drover.cli.view.Table;
import dev.drover.council.Spending;
import dev.drover.council.Spent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What was used of models; asks no server. */
@Command(
        name = "spent",
        description =
                "Tells how many tokens were used today and on the days before, by request. Days are those of UTC.",
        mixinStandardHelpOptions = true)
final class ModelSpent implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() {
        var spending = new Spending(home.find().spending(), Clock.systemUTC());
        List<Spending.Day> days = spending.lastDays();
        Spent today = spending.today();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("today", today);
            all.put("days", days);
            output.json(all);
            return Exit.DONE;
        }
        List<String> lines = new ArrayList<>();
        if (!days.isEmpty()) {
            var table = new Table("day", "request", ">questions", ">read", ">written", ">dollars");
            days.forEach(day -> day.requests()
                    .forEach((id, spent) -> table.row(
                            day.date().toString(),
                            id,
                            Long.toString(spent.questions()),
                            Long.toString(spent.promptTokens()),
                            Long.toString(spent.answerTokens()),
                            dollars(spent))));
            lines.addAll(table.lines(output.style()));
            lines.add("");
        }
        lines.add("today: " + today.tokens() + " tokens in " + today.questions() + " questions"
                + (today.microDollars() == 0 ? "" : ", " + dollars(today) + " dollars"));
        output.lines(lines);
        return Exit.DONE;
    }

    private static String dollars(Spent spent) {
        return spent.microDollars() == 0 ? "" : "%.4f".formatted(spent.microDollars() / 1e6);
    }
}
