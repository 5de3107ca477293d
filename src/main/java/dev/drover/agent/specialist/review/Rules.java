package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.review.javacode.JavaRule;
import dev.drover.agent.specialist.review.rule.CommentedCodeRule;
import dev.drover.agent.specialist.review.rule.ConflictMarkerRule;
import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.review.rule.LeftoverRule;
import dev.drover.agent.specialist.review.rule.PrivateKeyRule;
import dev.drover.agent.specialist.review.rule.RiskRule;
import dev.drover.agent.specialist.review.rule.Rule;
import dev.drover.agent.specialist.review.rule.SecretRule;
import dev.drover.agent.specialist.review.rule.SourceFile;
import dev.drover.agent.specialist.review.rule.UnitSizeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which rules a capability means.
 *
 * @param always for every file
 * @param own for files that the people of this project write
 * @param project whether the tree as a whole is looked at, and engines and linters run
 */
record Rules(List<Rule> always, List<Rule> own, boolean project) {
    private static final List<Rule> SECRETS = List.of(new SecretRule(), new PrivateKeyRule());
    private static final List<Rule> CODE = List.of(
            new ConflictMarkerRule(),
            new RiskRule(),
            new LeftoverRule(),
            new CommentedCodeRule(),
            new UnitSizeRule(),
            JavaRule.all());

    static final String CHANGES = "review_changes";

    static final Rules NONE = new Rules(List.of(), List.of(), false);

    static final Map<String, Rules> BY_CAPABILITY = Map.of(
            "scan_secrets",
            new Rules(SECRETS, List.of(), false),
            "security_review",
            new Rules(SECRETS, List.of(new ConflictMarkerRule(), new RiskRule(), JavaRule.security()), false),
            "review_code",
            new Rules(SECRETS, CODE, true),
            CHANGES,
            new Rules(SECRETS, CODE, true));

    FileReview check(SourceFile file) {
        var hits = new ArrayList<Hit>();
        always.forEach(rule -> hits.addAll(rule.check(file)));
        if (!own.isEmpty() && !file.isForeign()) {
            own.forEach(rule -> hits.addAll(rule.check(file)));
        }
        List<Suppression> marks = Suppression.in(file);
        marks.stream().filter(mark -> !mark.reasoned()).forEach(mark -> hits.add(mark.complaint(file)));
        return hits.isEmpty() && marks.isEmpty() ? FileReview.NOTHING : new FileReview(hits, marks);
    }
}
