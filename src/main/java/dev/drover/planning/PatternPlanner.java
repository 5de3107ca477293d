package dev.drover.planning;

import dev.drover.datafile.Watched;
import dev.drover.flock.Problem;
import dev.drover.message.Ids;
import dev.drover.message.Request;
import dev.drover.message.TaskSpec;
import dev.drover.planning.Matcher.Candidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Plans by the decomposition pattern that the request names, or else by the one whose rules fit its words best. */
public final class PatternPlanner implements Planner {
    private final Supplier<Patterns> patterns;

    /** Looks at the folder for each request, so that what people edit there is used at once. */
    public PatternPlanner(Path folder) {
        this(new Watched<>(folder, Patterns::load));
    }

    /** Asks for the patterns at each request. */
    public PatternPlanner(Supplier<Patterns> patterns) {
        this.patterns = patterns;
    }

    @Override
    public Optional<Plan> plan(Request request, Capabilities capabilities) {
        return answer(request, capabilities) instanceof PlanningResult.Planned planned
                ? Optional.of(planned.plan())
                : Optional.empty();
    }

    PlanningResult answer(Request request, Capabilities capabilities) {
        Patterns now = patterns.get();
        String asked = request.userRequest().orElse("");
        RequestText text = now.analyse(asked);
        if (request.pattern().isPresent()) {
            return now.named(request.pattern().get())
                    .map(pattern -> planned(pattern, named(pattern) + report(now), asked, text, capabilities))
                    .orElseGet(() -> unknownPattern(request.pattern().get(), now));
        }
        List<Candidate> ranked = Matcher.rank(now, text, request.requiredCapabilities());
        if (!ranked.isEmpty()) {
            TaskPattern best = ranked.getFirst().pattern();
            return planned(best, matched(ranked) + report(now), asked, text, capabilities);
        }
        return now.fallback()
                .map(pattern -> planned(pattern, fellBack(pattern) + report(now), asked, text, capabilities))
                .orElseGet(() -> PlanningResult.refused(
                        "/user_request",
                        "no_pattern",
                        "No pattern fits this request; say \"pattern\" (one of %s), or give \"tasks\""
                                .formatted(String.join(", ", now.names()))));
    }

    /** The skill that an agent of this type needs for what the words say, by the pattern that fits them best. */
    Optional<String> capabilityFor(String action, String agentType, Capabilities capabilities) {
        Patterns now = patterns.get();
        RequestText text = now.analyse(action);
        return Matcher.rank(now, text, List.of()).stream()
                .findFirst()
                .flatMap(best -> Expansion.of(best.pattern(), action, text).stream()
                        .filter(task -> capabilities.typeFor(task).equals(Optional.of(agentType)))
                        .findFirst())
                .flatMap(TaskSpec::capability);
    }

    private static PlanningResult unknownPattern(String name, Patterns now) {
        return PlanningResult.refused(
                "/pattern",
                "unknown_pattern",
                "There is no pattern '%s'; known are %s%s"
                        .formatted(Ids.printable(name), String.join(", ", now.names()), report(now)));
    }

    private static PlanningResult planned(
            TaskPattern pattern, String reason, String asked, RequestText text, Capabilities capabilities) {
        var problems = new ArrayList<Problem>();
        var tasks = new ArrayList<TaskSpec>();
        for (TaskSpec task : Expansion.of(pattern, asked, text)) {
            Staffing.problem(task, "/pattern", capabilities)
                    .map(problem -> new Problem(
                            "/pattern",
                            problem.rule(),
                            "Pattern '%s' (knowledge/patterns/%s): %s"
                                    .formatted(pattern.name(), pattern.file(), problem.message())))
                    .ifPresent(problems::add);
            capabilities.typeFor(task).ifPresent(type -> tasks.add(task.assigned(type, task.dependencies())));
        }
        return problems.isEmpty()
                ? new PlanningResult.Planned(new Plan(Optional.of(pattern.name()), reason, tasks))
                : new PlanningResult.Refused(problems);
    }

    private static String named(TaskPattern pattern) {
        return "Pattern '%s', as the request says".formatted(pattern.name());
    }

    private static String matched(List<Candidate> ranked) {
        Candidate best = ranked.getFirst();
        String next = ranked.size() == 1
                ? ""
                : ", ahead of '%s' with %d"
                        .formatted(ranked.get(1).pattern().name(), ranked.get(1).points());
        return ("Pattern '%s' fits by %s (score %d%s); if this is wrong, say another \"pattern\" in the request"
                        + " or edit knowledge/patterns/%s")
                .formatted(
                        best.pattern().name(),
                        String.join(", ", best.words()),
                        best.points(),
                        next,
                        best.pattern().file());
    }

    private static String fellBack(TaskPattern pattern) {
        return "No pattern fits the words of the request, so the general one '%s' is used; to get another, say \"pattern\" in the request or add words to a file in knowledge/patterns"
                .formatted(pattern.name());
    }

    /** Left-out files are mentioned where the person who misses one will look. */
    private static String report(Patterns now) {
        return now.broken().isEmpty()
                ? ""
                : "; left out as broken: "
                        + now.broken().getFirst()
                        + (now.broken().size() > 1 ? " and " + (now.broken().size() - 1) + " more" : "");
    }
}
