package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.List;
import java.util.Optional;

/** From which size on a unit is worth a finding: far beyond taste, where people begin to make mistakes. */
public final class UnitLimits {
    private static final int LONG = 150;
    private static final int VERY_LONG = 300;
    private static final int DEEP = 5;
    private static final int VERY_DEEP = 7;

    private UnitLimits() {}

    static void check(UnitSizeRule.Unit unit, List<Hit> hits) {
        length(unit.name(), unit.line(), unit.lastLine()).ifPresent(hits::add);
        nesting(unit.name(), unit.line(), unit.depth()).ifPresent(hits::add);
    }

    /** The finding for a unit of that many lines, if it is one. */
    public static Optional<Hit> length(String name, int line, int lastLine) {
        int lines = lastLine - line + 1;
        return lines <= LONG
                ? Optional.empty()
                : Optional.of(hit(
                        Size.UNIT,
                        lines > VERY_LONG ? Severity.MEDIUM : Severity.LOW,
                        "'" + name + "' has " + lines + " lines:",
                        line,
                        name));
    }

    /** The finding for a unit with that many levels in each other, if it is one. */
    public static Optional<Hit> nesting(String name, int line, int depth) {
        return depth <= DEEP
                ? Optional.empty()
                : Optional.of(hit(
                        Size.NESTING,
                        depth > VERY_DEEP ? Severity.MEDIUM : Severity.LOW,
                        "'" + name + "' nests " + depth + " levels deep:",
                        line,
                        name));
    }

    private static Hit hit(Size rule, Severity severity, String saying, int line, String name) {
        return new Hit(rule.id(), severity, saying + " " + rule.advice(), line, name);
    }
}
