package dev.drover.agent.specialist.review;

import java.util.List;
import java.util.Map;

/** Which rules a capability means. */
final class Rules {
    private static final List<Rule> SECRETS = List.of(new SecretRule(), new PrivateKeyRule());
    private static final List<Rule> ALL = List.of(
            new SecretRule(), new PrivateKeyRule(), new ConflictMarkerRule(), new RiskRule(), new LeftoverRule());

    static final Map<String, List<Rule>> BY_CAPABILITY = Map.of(
            "scan_secrets", SECRETS,
            "security_review",
                    List.of(new SecretRule(), new PrivateKeyRule(), new ConflictMarkerRule(), new RiskRule()),
            "review_code", ALL);

    private Rules() {}
}
