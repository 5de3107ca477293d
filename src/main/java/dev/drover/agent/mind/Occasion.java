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
 * @param hasMore whether there is anything to ask of such work that was completed
 * @param opinion which one that is
 */
record Occasion(
        String agentType,
        Set<String> capabilities,
        BiPredicate<Packet, Outcome> hasMore,
        BiFunction<Assignment, Mind, Opinion> opinion) {
    private static final List<Occasion> ALL = List.of(
            // A baseline is what the rules found, so it is written without an opinion.
            new Occasion(
                    "review",
                    Set.of("review_changes", "review_code", "security_review"),
                    (packet, done) -> !packet.params().containsKey("baseline"),
                    Remarks::new),
            new Occasion(
                    "testing",
                    Set.of("run_tests"),
                    (packet, done) -> done.findings().stream().anyMatch(FailedTest::isFailure),
                    Explanations::new),
            new Occasion(
                    "documentation",
                    Set.of("changelog"),
                    (packet, done) -> counts(done, "changes.total"),
                    ReleaseNotes::new),
            new Occasion(
                    "documentation", Set.of("api_docs"), (packet, done) -> counts(done, "api.types"), ApiGuide::new));

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
                .filter(occasion -> done.status() == ResultStatus.COMPLETED && occasion.hasMore.test(packet, done))
                .findFirst();
    }

    private static boolean counts(Outcome done, String what) {
        return done.data().getOrDefault(what, 0L) > 0;
    }
}
