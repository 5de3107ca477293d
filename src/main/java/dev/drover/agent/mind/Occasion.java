package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Packet;
import dev.drover.message.ResultStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * Work that a model is asked its opinion on.
 *
 * @param when whether there is anything to ask of such work that came out so
 * @param opinion which one that is
 */
record Occasion(
        String agentType,
        Set<String> capabilities,
        BiPredicate<Packet, Outcome> when,
        BiFunction<Assignment, Mind, Opinion> opinion) {
    private static final List<Occasion> ALL = List.of(
            // A baseline is what the rules found, so it is written without an opinion.
            new Occasion(
                    "review",
                    Set.of("review_changes", "review_code", "security_review"),
                    (packet, done) -> isCompleted(done) && !packet.params().containsKey("baseline"),
                    Remarks::new),
            new Occasion(
                    "testing",
                    Set.of("run_tests"),
                    (packet, done) -> isCompleted(done) && FailedTests.areIn(done),
                    Explanations::ofTests),
            // They could not be run, for what is tested does not compile or does not even start.
            new Occasion(
                    "testing",
                    Set.of("run_tests"),
                    (packet, done) -> !isCompleted(done) && FailedCommands.areIn(done),
                    Explanations::ofCommands),
            new Occasion(
                    "deployment",
                    Set.of("build", "deploy", "smoke_test", "promote", "rollback"),
                    (packet, done) -> FailedCommands.areIn(done),
                    Explanations::ofCommands),
            new Occasion(
                    "documentation",
                    Set.of("changelog"),
                    (packet, done) -> isCompleted(done) && counts(done, "changes.total"),
                    ReleaseNotes::new),
            new Occasion(
                    "documentation",
                    Set.of("api_docs"),
                    (packet, done) -> isCompleted(done) && counts(done, "api.types"),
                    ApiGuide::new));

    Occasion {
        capabilities = Set.copyOf(capabilities);
    }

    /** Empty when there is nothing to ask of work that came out so. */
    static Optional<Occasion> of(Packet packet, Outcome done) {
        return ALL.stream()
                .filter(occasion -> occasion.agentType.equals(packet.agentType())
                        && packet.capability()
                                .filter(occasion.capabilities::contains)
                                .isPresent())
                .filter(occasion -> occasion.when.test(packet, done))
                .findFirst();
    }

    private static boolean isCompleted(Outcome done) {
        return done.status() == ResultStatus.COMPLETED;
    }

    private static boolean counts(Outcome done, String what) {
        return done.data().getOrDefault(what, 0L) > 0;
    }
}
