package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;

/** Secrets that are told by more than the form of a token. */
public enum Secret implements KnownRule {
    PRIVATE_KEY(
            Severity.CRITICAL,
            "A private key stands in this file. Replace the key pair, and keep the new key out of the tree."),
    JWT(Severity.HIGH, advice("a JSON web token")),
    ASSIGNMENT(Severity.HIGH, advice("a secret that is written out")),
    URL_PASSWORD(Severity.HIGH, advice("an address with a password in it")),
    AUTHORIZATION(Severity.HIGH, advice("an authorization header that is written out")),
    HIGH_ENTROPY(Severity.MEDIUM, advice("a random key: no text that people write is so mixed"));

    private final RuleFacts facts;

    Secret(Severity severity, String advice) {
        facts = RuleFacts.of("secret", this, severity, advice);
    }

    static String advice(String what) {
        return "This looks like " + what
                + ". Take it out of the file, revoke it where it was issued, and read it from the environment.";
    }

    @Override
    public RuleFacts facts() {
        return facts;
    }
}
