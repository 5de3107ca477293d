package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.Optional;

/**
 * What a rule saw in a file.
 *
 * @param line counted from 1
 * @param context what stays the same when lines are added above, and says which of several hits it is; never a secret
 */
public record Hit(String rule, Severity severity, String message, int line, String context) {
    /** A hit that the text of its line tells from others. */
    public static Hit at(SourceFile file, int line, KnownRule rule, Severity severity) {
        return new Hit(rule.id(), severity, rule.advice(), line, file.words(line));
    }

    /** The same as bad as the rule says. */
    public static Hit at(SourceFile file, int line, KnownRule rule) {
        return at(file, line, rule, rule.severity());
    }

    /** The same with something said before the advice. */
    public Hit saying(String before) {
        return new Hit(rule, severity, before + " " + message, line, context);
    }

    public Finding in(String path) {
        return new Finding(severity, rule, message, Optional.of(path), Optional.of(line));
    }
}
