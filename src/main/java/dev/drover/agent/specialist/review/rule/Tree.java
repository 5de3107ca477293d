package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;

/** What is wrong with the tree of files. */
public enum Tree implements KnownRule {
    WORLD_WRITABLE(Severity.MEDIUM, "Everyone on the machine may change this file. Take the right away: chmod o-w."),
    EXECUTABLE_DATA(Severity.INFO, "This file is data and marked as a program. Take the mark away: chmod a-x."),
    LARGE_BINARY(
            Severity.LOW,
            "A large binary file makes every clone large, for ever. Keep it in a store for artifacts, or in Git LFS."),
    NO_LOCK_FILE(Severity.LOW, "Without a lock file, each installation may get other versions. Commit the lock file."),
    NO_LICENCE(
            Severity.INFO, "Without a licence file nobody else may use this. Add one, or a notice that it is private.");

    private final RuleFacts facts;

    Tree(Severity severity, String advice) {
        facts = RuleFacts.of("tree", this, severity, advice);
    }

    @Override
    public RuleFacts facts() {
        return facts;
    }
}
