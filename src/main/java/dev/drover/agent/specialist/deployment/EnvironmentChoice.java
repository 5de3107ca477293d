package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.deployment.DeployFile.Environment;
import dev.drover.message.Ids;
import dev.drover.message.Packet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which environment a request means: the param, else the one that its words say to deploy to, else the default, else the
 * only one. It never guesses: words that deny something, name two, name one that is not there, or speak of another one
 * than would be taken, leave it to a person.
 */
final class EnvironmentChoice {
    private static final Map<String, String> SHORT = Map.of("prod", "production", "dev", "development");
    private static final Set<String> USUAL = Set.of("production", "prod", "staging", "development", "dev", "uat", "qa");
    private static final Pattern NOT_A_NAME = Pattern.compile("[^a-z0-9_-]+");
    private static final Set<String> DENIALS = Set.of(
            "not", "no", "never", "without", "except", "don-t", "dont", "doesn-t", "avoid", "skip", "unless", "neither",
            "nor");

    private EnvironmentChoice() {}

    /** The environment of the packet, or a refusal that names those there are. */
    static Environment of(Packet packet, DeployFile file, List<Environment> candidates) throws Refusal {
        Optional<String> param = param(packet, "environment").or(() -> param(packet, "to"));
        if (param.isPresent()) {
            return file.environment(param.get())
                    .orElseThrow(() -> unclear(
                            file,
                            "There is no environment '" + Ids.printable(param.get()) + "' in " + DeployFile.NAME));
        }
        EnvironmentNames names = named(packet.userRequest().orElse(packet.action()), file);
        Optional<Environment> chosen = names.commanded().stream()
                .findFirst()
                .flatMap(file::environment)
                .or(() -> file.defaultEnvironment().flatMap(file::environment).filter(candidates::contains))
                .or(() -> candidates.stream()
                        .filter(only -> candidates.size() == 1)
                        .findFirst());
        Set<String> others = new TreeSet<>(names.elsewhere());
        chosen.map(Environment::name).ifPresent(others::remove);
        if (!others.isEmpty()) {
            throw unclear(
                    file,
                    "The request speaks of " + String.join(" and ", others)
                            + ", but does not say plainly that it is meant, as 'deploy to "
                            + others.iterator().next()
                            + "' does"
                            + chosen.map(it -> ", and would else go to " + it.name())
                                    .orElse(""));
        }
        return chosen.orElseThrow(() -> unclear(file, "The request does not say which environment it means"));
    }

    /** A pattern whose words held none hands an empty one on. */
    static Optional<String> param(Packet packet, String name) {
        return Optional.ofNullable(packet.params().get(name)).filter(value -> !value.isBlank());
    }

    private static EnvironmentNames named(String words, DeployFile file) throws Refusal {
        boolean denied = false;
        String text = words.toLowerCase(Locale.ROOT).replace('\'', '-').replace('’', '-');
        for (String token : NOT_A_NAME.split(text)) {
            String word = EnvironmentNames.trimmed(token);
            denied |= DENIALS.contains(word);
            if (USUAL.contains(word) && known(word, file).isEmpty()) {
                throw unclear(
                        file, "The request speaks of '" + word + "', which is no environment in " + DeployFile.NAME);
            }
        }
        EnvironmentNames names = EnvironmentNames.in(text, word -> known(word, file));
        if (names.commanded().isEmpty() && !names.unknown().isEmpty()) {
            throw unclear(
                    file,
                    "The request speaks of '"
                            + Ids.printable(names.unknown().iterator().next()) + "', which is no environment in "
                            + DeployFile.NAME);
        }
        Set<String> named = new TreeSet<>(names.commanded());
        named.addAll(names.elsewhere());
        if (named.size() > 1 || (denied && !named.isEmpty())) {
            throw unclear(
                    file,
                    "The words of the request name " + String.join(" and ", named)
                            + ", but not plainly the one that is meant");
        }
        return names;
    }

    /** The environment for which a word in lower case stands. */
    private static Optional<String> known(String word, DeployFile file) {
        return file.environments().keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .or(() -> Optional.ofNullable(SHORT.get(word)).filter(file.environments()::containsKey));
    }

    private static Refusal unclear(DeployFile file, String why) {
        return Refusal.blocked(
                "environment_unclear",
                why + ". There are: " + String.join(", ", file.environments().keySet())
                        + ". Say plainly which is meant, as in 'deploy to <name>', or send the task with the \"params\":"
                        + " {\"environment\": \"<name>\"}"
                        + (file.defaultEnvironment().isPresent()
                                ? "."
                                : ", or set default_environment in " + DeployFile.NAME + " and retry it."));
    }
}
