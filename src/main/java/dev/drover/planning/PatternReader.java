package dev.drover.planning;

import dev.drover.datafile.BrokenFileException;
import dev.drover.datafile.Yaml;
import dev.drover.datafile.YamlReader;
import dev.drover.message.Ids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one pattern file. The format is documented in {@code knowledge/patterns/README.md}. */
final class PatternReader {
    private static final Set<String> KEYS =
            Set.of("name", "description", "priority", "fallback", "stage", "instead_of", "match", "tasks");
    private static final Set<String> MATCH_KEYS = Set.of("threshold", "any", "all", "none");
    private static final Set<String> RULE_KEYS = Set.of("lead", "object", "words", "definite", "bare", "weight");

    private PatternReader() {}

    static TaskPattern read(String file, String text) throws BrokenFileException {
        Yaml.Fields keys = YamlReader.read(text, 1).only(KEYS);
        String name = keys.requiredText("name");
        if (!Ids.isValid(name)) {
            throw new BrokenFileException(
                    keys.lineOf("name"),
                    "'%s' is not a name; it must match %s".formatted(Ids.printable(name), Ids.RULE));
        }
        Optional<Yaml.Fields> match = keys.fields("match");
        return new TaskPattern(
                name,
                keys.text("description").orElse(name),
                keys.number("priority", -100, 100).orElse(0),
                truth(keys, "fallback"),
                stage(keys),
                keys.texts("instead_of"),
                match.isEmpty() ? Match.NOTHING : match(match.get().only(MATCH_KEYS)),
                PatternTaskReader.read(keys),
                file);
    }

    private static boolean truth(Yaml.Fields keys, String key) throws BrokenFileException {
        String text = keys.text(key).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new BrokenFileException(keys.lineOf(key), "'" + key + "' must be true or false");
        }
        return text.equals("true");
    }

    private static Stage stage(Yaml.Fields keys) throws BrokenFileException {
        String text = keys.text("stage").orElse(Stage.CHANGE.text());
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new BrokenFileException(
                        keys.lineOf("stage"),
                        "'stage' must be one of "
                                + Arrays.stream(Stage.values()).map(Stage::text).collect(Collectors.joining(", "))));
    }

    private static Match match(Yaml.Fields keys) throws BrokenFileException {
        return new Match(
                keys.number("threshold", 1, 1000).orElse(Match.USUAL_THRESHOLD),
                rules(keys, "any"),
                rules(keys, "all"),
                rules(keys, "none"));
    }

    private static List<Rule> rules(Yaml.Fields keys, String key) throws BrokenFileException {
        var rules = new ArrayList<Rule>();
        for (Yaml item : keys.items(key)) {
            rules.add(rule(item));
        }
        return rules;
    }

    /** A rule may be given as a mere text: then it is that word or phrase, anywhere. */
    private static Rule rule(Yaml item) throws BrokenFileException {
        if (!(item instanceof Yaml.Fields keys)) {
            Phrase phrase = phrase(Yaml.textOf(item, "a rule that is no mapping"), item.line());
            return new Rule(List.of(), List.of(), List.of(phrase), false, false, Rule.WORDS_WEIGHT);
        }
        keys.only(RULE_KEYS);
        List<Phrase> lead = phrases(keys, "lead");
        List<Phrase> object = phrases(keys, "object");
        List<Phrase> words = phrases(keys, "words");
        if (lead.isEmpty() && object.isEmpty() && words.isEmpty()) {
            throw new BrokenFileException(keys.line(), "a rule needs 'lead', 'object' or 'words'");
        }
        boolean bare = truth(keys, "bare");
        if (bare && lead.isEmpty()) {
            throw new BrokenFileException(
                    keys.lineOf("bare"), "'bare' needs a 'lead', behind which nothing more may stand");
        }
        boolean definite = truth(keys, "definite");
        if (definite && object.isEmpty()) {
            throw new BrokenFileException(keys.lineOf("definite"), "'definite' needs an 'object', which it is said of");
        }
        return new Rule(
                lead,
                object,
                words,
                definite,
                bare,
                keys.number("weight", 0, 100).orElse(Rule.usualWeight(lead, object, words)));
    }

    static List<Phrase> phrases(Yaml.Fields keys, String key) throws BrokenFileException {
        var phrases = new ArrayList<Phrase>();
        for (Yaml item : keys.items(key)) {
            phrases.add(phrase(Yaml.textOf(item, "each item of '" + key + "'"), item.line()));
        }
        return phrases;
    }

    private static Phrase phrase(String text, int line) throws BrokenFileException {
        Optional<Phrase> phrase = Phrase.of(text);
        if (phrase.isEmpty()) {
            throw new BrokenFileException(
                    line,
                    "'%s' has no word that carries meaning; small words alone match nothing"
                            .formatted(Ids.printable(text)));
        }
        String only = phrase.get().stems().getFirst();
        if (phrase.get().stems().size() == 1 && Words.of(text).size() > 1) {
            throw new BrokenFileException(
                    line,
                    "of '%s' only one word is looked at ('%s…'), since small words are passed over; write that word alone"
                            .formatted(Ids.printable(text), only));
        }
        return phrase.get();
    }
}
