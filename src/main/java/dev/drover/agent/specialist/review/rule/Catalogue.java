package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All rules of the review itself, in a fixed order; what engines and linters know is theirs. */
public final class Catalogue {
    /** Part of the key of everything that is kept: a change of any rule or of its reach makes it a new one. */
    public static final String VERSION = "1";

    private Catalogue() {}

    /**
     * Of the rules and of the build that they are a part of, whose name tells its content; no build uses what another has
     * kept.
     */
    public static String version() {
        String app = System.getProperty("drover.app", "");
        return VERSION + app.substring(app.lastIndexOf('/') + 1) + "/"
                + Runtime.version().feature();
    }

    public static List<KnownRule> rules() {
        var rules = new ArrayList<KnownRule>();
        rules.addAll(List.of(Secret.values()));
        TokenShape.ALL.stream()
                .map(shape -> new RuleFacts("secret." + shape.rule(), Severity.HIGH, Secret.advice(shape.title())))
                .distinct()
                .forEach(rules::add);
        rules.addAll(List.of(Whole.values()));
        Stream.of(Risk.values(), Leftover.values(), Quality.values(), Size.values(), Tree.values())
                .forEach(group -> rules.addAll(List.of(group)));
        return List.copyOf(rules);
    }
}
