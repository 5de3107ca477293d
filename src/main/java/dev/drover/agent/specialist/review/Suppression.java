package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.review.rule.SourceFile;
import dev.drover.agent.specialist.review.rule.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment {@code drover:ignore[rule, …] reason}: someone has looked at a finding here and decided to leave it.
 *
 * @param line where it stands; it is about this line and the next
 * @param rules the ids that it names
 * @param reasoned whether it says why
 */
record Suppression(int line, List<String> rules, boolean reasoned) {
    private static final String WORD = "drover:ignore[";
    private static final Pattern FORM =
            Pattern.compile("drover:ignore\\[([A-Za-z0-9_.,@/ -]{1,200})\\]([^\\n]{0,300})");
    private static final Pattern REASON = Pattern.compile("[\\p{L}\\p{N}]{2}");

    Suppression {
        rules = List.copyOf(rules);
    }

    static List<Suppression> in(SourceFile file) {
        var found = new ArrayList<Suppression>();
        if (!file.text().contains(WORD)) {
            return found;
        }
        for (int i = 0; i < file.lines().size(); i++) {
            Matcher mark = FORM.matcher(file.lines().get(i));
            if (mark.find()) {
                List<String> rules = List.of(mark.group(1).strip().split("\\s*,\\s*"));
                found.add(new Suppression(
                        i + 1, rules, REASON.matcher(mark.group(2)).find()));
            }
        }
        return found;
    }

    boolean covers(String rule, int findingLine) {
        return (findingLine == line || findingLine == line + 1) && rules.contains(rule);
    }

    /** Whoever reads the code later must be able to see why. */
    Hit complaint(SourceFile file) {
        return Hit.at(file, line, Whole.SUPPRESSION_WITHOUT_REASON);
    }
}
