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

/**
 * Plans by the decomposition pattern that the request names, or else by the one whose rules fit its words best; a request
 * with several commands gets the tasks of the pattern of each.
 */
public final class PatternPlanner {
    /** The rule that refuses what was spoken about and not commanded. */
    static final String NO_COMMAND = "no_plain_command";

    private final Supplier<Patterns> patterns;

    /** Looks at the folder for each request, so that what people edit there is used at once. */
    public PatternPlanner(Path folder) {
        this(new Watched<>(folder, Patterns::load));
    }

    /** Asks for the patterns at each request. */
    public PatternPlanner(Supplier<Patterns> patterns) {
        this.patterns = patterns;
    }

    /** The plan by patterns; empty when none fits. */
    Optional<Plan> plan(Request request, Capabilities capabilities) {
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
                    .map(pattern -> Composition.of(List.of(Wish.only(pattern)), text))
                    .map(named -> staffed(
                            named,
                            Reasons.named(named.contributing()) + Reasons.report(now),
                            named.tasks(asked),
                            capabilities))
                    .orElseGet(() -> unknownPattern(request.pattern().get(), now));
        }
        Wishes wishes = Wishes.in(text, now);
        List<Candidate> ranked = Matcher.rank(now, wishes.understood(text), request.requiredCapabilities());
        if (wishes.areSeveral()) {
            Composition composition = Composition.of(now.combined(wishes.wishes()), text);
            String reason = Reasons.several(composition.contributing(), wishes.wishes());
            Dropped dropped = Dropped.from(
                    text,
                    now,
                    request.requiredCapabilities(),
                    wishes.wishes().stream().map(Wish::pattern).toList());
            return planned(composition, reason, asked, text, wishes.wishes(), dropped, now, capabilities);
        }
        Optional<Candidate> best = ranked.stream().findFirst();
        Dropped dropped = Dropped.from(
                text,
                now,
                request.requiredCapabilities(),
                best.map(Candidate::pattern).stream().toList());
        boolean nothingLeft = dropped.wished().isEmpty()
                ? best.isEmpty()
                : best.filter(found -> stands(found, text)).isEmpty();
        if (nothingLeft && !dropped.isEmpty()) {
            if (wishes.wishes().size() == 1) {
                Composition rest = Composition.of(wishes.wishes(), text);
                String reason = Reasons.rest(wishes.wishes().getFirst());
                return planned(rest, reason, asked, text, wishes.wishes(), dropped, now, capabilities);
            }
            return PlanningResult.refused("/user_request", NO_COMMAND, dropped.refusal() + Reasons.report(now));
        }
        Optional<TaskPattern> pattern = best.map(Candidate::pattern)
                .or(() -> now.fallback().filter(general -> !text.asksOnly() || !Writing.is(general)));
        if (pattern.isEmpty()) {
            return PlanningResult.refused(
                    "/user_request",
                    "no_pattern",
                    "No pattern fits this request; say \"pattern\" (one of %s), or give \"tasks\""
                            .formatted(String.join(", ", now.names())));
        }
        String reason = best.isPresent() ? Reasons.matched(ranked) : Reasons.fellBack(pattern.get());
        Composition composition = Composition.of(List.of(Wish.only(pattern.get())), text);
        return planned(composition, reason, asked, text, wishes.wishes(), dropped, now, capabilities);
    }

    /** Whether it is worth doing when the rest of the request is not: it was commanded, or changes nothing. */
    private static boolean stands(Candidate candidate, RequestText text) {
        if (text.asksOnly() && candidate.points() < Wishes.CLEAR) {
            return false;
        }
        Stage stage = candidate.pattern().stage();
        return candidate.kind().compareTo(Rule.Kind.COMMAND) >= 0 || stage == Stage.CHECK || stage == Stage.TEST;
    }

    /** The skill that an agent of this type needs for what the words say, by the pattern that fits them best. */
    Optional<String> capabilityFor(String action, String agentType, Capabilities capabilities) {
        Patterns now = patterns.get();
        RequestText text = now.analyse(action);
        List<Candidate> ranked = Matcher.rank(now, text, List.of());
        List<TaskPattern> heard =
                ranked.stream().limit(1).map(Candidate::pattern).toList();
        if (!Dropped.from(text, now, List.of(), heard).wished().isEmpty()) {
            return Optional.empty();
        }
        return ranked.stream()
                .findFirst()
                .flatMap(best -> Composition.of(List.of(Wish.only(best.pattern())), text).tasks(action).stream()
                        .filter(task -> capabilities.typeFor(task).equals(Optional.of(agentType)))
                        .findFirst())
                .flatMap(TaskSpec::capability);
    }

    private static PlanningResult planned(
            Composition composition,
            String reason,
            String asked,
            RequestText text,
            List<Wish> heard,
            Dropped dropped,
            Patterns now,
            Capabilities capabilities) {
        List<TaskSpec> tasks = composition.tasks(asked);
        String lost = Lost.in(text, now, heard, composition.contributing(), dropped, tasks)
                .sentence(asked);
        return staffed(composition, reason + dropped.sentence() + lost + Reasons.report(now), tasks, capabilities);
    }

    private static PlanningResult unknownPattern(String name, Patterns now) {
        return PlanningResult.refused(
                "/pattern",
                "unknown_pattern",
                "There is no pattern '%s'; known are %s%s"
                        .formatted(Ids.printable(name), String.join(", ", now.names()), Reasons.report(now)));
    }

    private static PlanningResult staffed(
            Composition composition, String reason, List<TaskSpec> tasks, Capabilities capabilities) {
        var problems = new ArrayList<Problem>();
        var planned = new ArrayList<TaskSpec>();
        for (TaskSpec task : tasks) {
            Staffing.problem(task, "/pattern", capabilities)
                    .map(problem -> new Problem(
                            "/pattern",
                            problem.rule(),
                            Reasons.files(composition.contributing()) + ": " + problem.message()))
                    .ifPresent(problems::add);
            capabilities.typeFor(task).ifPresent(type -> planned.add(task.assigned(type, task.dependencies())));
        }
        return problems.isEmpty()
                ? new PlanningResult.Planned(
                        new Plan(Optional.of(Reasons.name(composition.contributing())), reason, planned))
                : new PlanningResult.Refused(problems);
    }
}
