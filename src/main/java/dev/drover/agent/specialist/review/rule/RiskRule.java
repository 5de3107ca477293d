package dev.drover.agent.specialist.review.rule;

import java.util.List;
import java.util.stream.Stream;

/** Calls that switch a protection off or run text as a program, where one statement is enough to tell. */
public final class RiskRule implements Rule {
    static final List<LineCheck> CHECKS = Stream.of(
                    PythonRisks.CHECKS,
                    ScriptRisks.CHECKS,
                    GoRisks.CHECKS,
                    OperationsRisks.CHECKS,
                    PhpRisks.CHECKS,
                    RubyRisks.CHECKS,
                    OtherRisks.CHECKS)
            .flatMap(List::stream)
            .toList();

    @Override
    public List<Hit> check(SourceFile file) {
        return LineCheck.run(CHECKS, file);
    }
}
