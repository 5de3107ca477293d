package dev.drover.agent.specialist.review;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A kind of token that can be told by its form alone.
 *
 * @param rule the name after {@code secret.}
 * @param title what it is, for the message
 * @param hint a text that every such token holds, looked for first because most lines hold none
 * @param pattern group 1 is the secret
 */
record TokenShape(String rule, String title, String hint, Pattern pattern) {
    static final List<TokenShape> ALL = List.of(
            shape("aws-access-key", "an AWS access key id", "A", "((?:AKIA|ASIA)[A-Z2-7]{16})(?![A-Za-z0-9])"),
            shape(
                    "aws-secret-key",
                    "an AWS secret access key",
                    "ecret",
                    "(?i:aws_?secret_?(?:access_?)?key)[\"']?\\s{0,9}[=:]\\s{0,9}[\"']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])"),
            shape("github-token", "a GitHub token", "gh", "(gh[pousr]_[A-Za-z0-9]{36,251})(?![A-Za-z0-9])"),
            shape("github-token", "a GitHub token", "github_pat_", "(github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{40,60})"),
            shape("gitlab-token", "a GitLab token", "glpat-", "(glpat-[A-Za-z0-9_-]{20,64})"),
            shape("slack-token", "a Slack token", "xox", "(xox[abeoprs]-[A-Za-z0-9-]{10,250})"),
            shape("stripe-key", "a live Stripe key", "k_live_", "([sr]k_live_[A-Za-z0-9]{16,247})"),
            shape("google-api-key", "a Google API key", "AIza", "(AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])"),
            shape("npm-token", "an npm token", "npm_", "(npm_[A-Za-z0-9]{36})(?![A-Za-z0-9])"));

    private static TokenShape shape(String rule, String title, String hint, String pattern) {
        return new TokenShape(rule, title, hint, Pattern.compile("(?<![A-Za-z0-9_])" + pattern));
    }
}
