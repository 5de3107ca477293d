package dev.drover.council;

import dev.drover.council.AgentDefinition.Limits;
import dev.drover.council.AgentDefinition.Parameters;
import dev.drover.datafile.BrokenFileException;
import dev.drover.datafile.Yaml;
import dev.drover.message.Ids;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a definition says under {@code parameters} and {@code limits}. */
final class ModelKeys {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,9})?");
    private static final double HOTTEST = 2;
    private static final double LEAST_DOLLARS = 0.01;
    private static final double MOST_DOLLARS = 1_000_000;
    private static final int SMALLEST_WINDOW = 1024;
    private static final int LARGEST_WINDOW = 2_000_000;
    private static final int SMALLEST_ANSWER = 64;
    private static final int MOST = 999_999_999;
    private static final int DAY_SECONDS = 86_400;

    private ModelKeys() {}

    static Parameters parameters(Yaml.Fields keys) throws BrokenFileException {
        Optional<Yaml.Fields> said = keys.fields("parameters");
        if (said.isEmpty()) {
            return Parameters.NONE;
        }
        Yaml.Fields fields = said.get().only(Set.of("temperature", "seed", "context_tokens", "answer_tokens"));
        Optional<Integer> window = fields.number("context_tokens", SMALLEST_WINDOW, LARGEST_WINDOW);
        Optional<Integer> answer = fields.number("answer_tokens", SMALLEST_ANSWER, LARGEST_WINDOW / 2);
        if (window.isPresent() && answer.isPresent() && answer.get() > window.get() / 2) {
            throw new BrokenFileException(
                    fields.lineOf("answer_tokens"),
                    "'answer_tokens' is %d but must be at most half of 'context_tokens', which is %d"
                            .formatted(answer.get(), window.get()));
        }
        return new Parameters(
                decimal(fields, "temperature", 0, HOTTEST, "a number from 0 to 2, such as 0.2"),
                fields.number("seed", 0, MOST).map(Integer::longValue),
                window,
                answer);
    }

    private static Optional<Double> decimal(Yaml.Fields fields, String key, double least, double most, String rule)
            throws BrokenFileException {
        Optional<String> text = fields.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (DECIMAL.matcher(text.get()).matches()) {
            double number = Double.parseDouble(text.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        }
        throw new BrokenFileException(
                fields.lineOf(key), "'%s' is '%s' but must be %s".formatted(key, Ids.printable(text.get()), rule));
    }

    /** Keys that it does not know are left alone, as they were before there were more than one. */
    static Limits limits(Yaml.Fields keys) throws BrokenFileException {
        Optional<Yaml.Fields> said = keys.fields("limits");
        if (said.isEmpty()) {
            return Limits.NONE;
        }
        Yaml.Fields fields = said.get();
        return new Limits(
                fields.number("max_agents", 1, 1000),
                fields.number("rounds", 1, 1000),
                fields.number("tokens", 1, MOST),
                decimal(fields, "dollars", LEAST_DOLLARS, MOST_DOLLARS, "a number from 0.01 to 1000000, such as 0.5"),
                fields.number("seconds", 1, DAY_SECONDS));
    }
}
