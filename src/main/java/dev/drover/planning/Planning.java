package dev.drover.planning;

import dev.drover.flock.Dag;
import dev.drover.flock.Problem;
import dev.drover.message.Ids;
import dev.drover.message.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Plans requests: tasks that are given come first, then a pattern that is named or that does what others see, then the
 * other planners in their order, then the pattern that fits. Every plan that it returns can be run: its types exist and its tasks form a graph.
 */
public final class Planning {
    private static final Pattern FULL_STOP = Pattern.compile("\\.+$");

    private final ExplicitPlanner explicit = new ExplicitPlanner();
    private final PatternPlanner patterns;
    private final List<Planner> others;
    private final Supplier<Capabilities> capabilities;

    /**
     * Plans with these planners.
     *
     * @param others asked before the matching of patterns; a plan of theirs that cannot be run is passed over
     */
    public Planning(PatternPlanner patterns, List<Planner> others, Supplier<Capabilities> capabilities) {
        this.patterns = patterns;
        this.others = List.copyOf(others);
        this.capabilities = capabilities;
    }

    /** The plan, or why there can be none. */
    public PlanningResult plan(Request request) {
        return plan(request, Optional.empty());
    }

    /**
     * The same.
     *
     * @param withoutOthers why no other planner is to be asked, as a sentence for the reason; they are asked when it is
     *     empty
     */
    public PlanningResult plan(Request request, Optional<String> withoutOthers) {
        Capabilities known = capabilities.get();
        List<Problem> unknown = unknownCapabilities(request, known);
        if (!unknown.isEmpty()) {
            return new PlanningResult.Refused(unknown);
        }
        if (!request.tasks().isEmpty()) {
            return explicit.answer(withCapabilities(request, known), known);
        }
        boolean saysSomething =
                request.userRequest().filter(text -> !text.isBlank()).isPresent();
        if (!saysSomething && request.pattern().isEmpty()) {
            return PlanningResult.refused(
                    "/user_request",
                    "nothing_to_do",
                    "The request says neither what is wanted nor which tasks; add \"user_request\", such as \"Run the tests\", or \"tasks\"");
        }
        PlanningResult byPattern = patterns.answer(request, known);
        if (request.pattern().isPresent() || isNotCommanded(byPattern)) {
            return byPattern;
        }
        Optional<String> patternsOnly = patternsOnly(byPattern);
        return patternsOnly.isPresent() && others.stream().noneMatch(Planner::isOn)
                ? byPattern
                : byOthers(request, known, byPattern, patternsOnly.or(() -> withoutOthers));
    }

    /** Whether it speaks of what others see and does not plainly command it; then no other planner may do it either. */
    private static boolean isNotCommanded(PlanningResult byPattern) {
        return switch (byPattern) {
            case PlanningResult.Planned planned -> false;
            case PlanningResult.Refused refused ->
                refused.problems().stream().anyMatch(problem -> problem.rule().equals(PatternPlanner.NO_COMMAND));
        };
    }

    /** Why no other planner is to be asked: what others see, and what none of them may choose, is done only as a pattern says. */
    private static Optional<String> patternsOnly(PlanningResult byPattern) {
        List<String> capabilities =
                switch (byPattern) {
                    case PlanningResult.Planned planned ->
                        planned.plan().tasks().stream()
                                .filter(Outward::isByPatternOnly)
                                .flatMap(task -> task.capability().stream())
                                .distinct()
                                .toList();
                    case PlanningResult.Refused refused -> List.of();
                };
        return capabilities.isEmpty()
                ? Optional.empty()
                : Optional.of("No model was asked: '" + String.join("', '", capabilities)
                        + (capabilities.size() == 1 ? "' is" : "' are") + " planned by patterns only.");
    }

    private PlanningResult byOthers(
            Request request, Capabilities known, PlanningResult byPattern, Optional<String> withoutOthers) {
        var why = new ArrayList<String>(withoutOthers.stream().toList());
        for (Planner planner : withoutOthers.isPresent() ? List.<Planner>of() : others) {
            switch (planner.plan(request, known)) {
                case Proposal.Made made -> {
                    if (canBeRun(made.plan(), known)) {
                        return new PlanningResult.Planned(made.plan());
                    }
                    why.add("A plan of another planner cannot be run.");
                }
                case Proposal.None none -> none.why().ifPresent(why::add);
            }
        }
        String told = String.join(" ", why);
        return why.isEmpty()
                ? byPattern
                : switch (byPattern) {
                    case PlanningResult.Planned planned ->
                        new PlanningResult.Planned(new Plan(
                                planned.plan().pattern(),
                                sentences(planned.plan().reason(), told),
                                planned.plan().tasks()));
                    case PlanningResult.Refused refused ->
                        new PlanningResult.Refused(refused.problems().stream()
                                .map(p -> new Problem(p.pointer(), p.rule(), sentences(p.message(), told)))
                                .toList());
                };
    }

    /** Two of them without the full stop at the end, as reasons and messages are written. */
    private static String sentences(String first, String second) {
        return FULL_STOP.matcher(first).replaceAll("") + ". "
                + FULL_STOP.matcher(second).replaceAll("");
    }

    /** A task that has neither a command nor a capability gets the capability that its words ask of its type. */
    private Request withCapabilities(Request request, Capabilities known) {
        return request.with(request.tasks().stream()
                .map(StatedChanges::staffed)
                .map(task -> task.run().isPresent() || task.capability().isPresent()
                        ? task
                        : task.agentType()
                                .flatMap(type -> patterns.capabilityFor(task.action(), type, known))
                                .map(task::needing)
                                .orElse(task))
                .toList());
    }

    private static boolean canBeRun(Plan plan, Capabilities known) {
        return !plan.tasks().isEmpty()
                && Dag.check(plan.tasks()).isEmpty()
                && plan.tasks().stream()
                        .allMatch(task -> Ids.isValid(task.taskId())
                                && Staffing.problem(task, "", known).isEmpty());
    }

    private static List<Problem> unknownCapabilities(Request request, Capabilities known) {
        var problems = new ArrayList<Problem>();
        List<String> required = request.requiredCapabilities();
        for (int i = 0; i < required.size(); i++) {
            if (known.typeFor(required.get(i)).isEmpty()) {
                problems.add(Staffing.unknownCapability(
                        "The request requires", required.get(i), "/required_capabilities/" + i, known));
            }
        }
        return problems;
    }
}
