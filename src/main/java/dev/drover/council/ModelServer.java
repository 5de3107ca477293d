package dev.drover.council;

import dev.drover.message.DroverException;
import dev.drover.model.BearerKey;
import dev.drover.model.Endpoint;
import dev.drover.model.ModelClient;
import dev.drover.model.ModelException;
import dev.drover.model.ModelInfo;
import dev.drover.model.OllamaClient;
import dev.drover.model.OpenAiClient;
import dev.drover.model.TimeLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The model server that the settings name.
 *
 * @param client that speaks to it
 */
public record ModelServer(Settings.Model settings, ModelClient client) {
    /**
     * Names the variable that holds the key of the server. Agents are given nothing secret, so they have it only when the
     * setting {@code agents.environment} names it; commands never do.
     */
    public static final String KEY = BearerKey.VARIABLE;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /**
     * The server of these settings.
     *
     * @param environment where the key is looked for
     */
    public static ModelServer of(Settings.Model settings, Map<String, String> environment) {
        return of(
                settings,
                environment,
                new TimeLimits(
                        CONNECT,
                        Duration.ofSeconds(settings.firstWordSeconds()),
                        Duration.ofSeconds(settings.answerSeconds())));
    }

    /** The same with other limits than those of the settings. */
    public static ModelServer of(Settings.Model settings, Map<String, String> environment, TimeLimits limits) {
        Optional<BearerKey> key = Optional.ofNullable(environment.get(KEY))
                .filter(text -> !text.isBlank())
                .map(text -> BearerKey.of(text, KEY));
        Endpoint endpoint = Endpoint.of(settings.protocol(), settings.endpoint());
        return new ModelServer(
                settings,
                switch (settings.protocol()) {
                    case OLLAMA -> new OllamaClient(endpoint, key, limits);
                    case OPENAI -> new OpenAiClient(endpoint, key, limits);
                });
    }

    /** The models that the settings name, each once, with what it is for. */
    public Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(settings.code(), "code");
        wanted.merge(settings.text(), "text", (code, text) -> code + ", " + text);
        return wanted;
    }

    /** Whether the server has the model; without a tag its newest one is meant. */
    public static boolean has(List<ModelInfo> models, String model) {
        return models.stream().map(ModelInfo::name).anyMatch(name -> isSame(name, model));
    }

    /** Whether two names are those of one model. */
    public static boolean isSame(String name, String other) {
        return tagged(name).equals(tagged(other));
    }

    private static String tagged(String name) {
        return name.indexOf(':', name.lastIndexOf('/') + 1) < 0 ? name + ":latest" : name;
    }

    /** The models that are in memory now; none when the server does not tell. */
    public Set<String> loaded() throws InterruptedException {
        try {
            return client instanceof OllamaClient ollama ? ollama.loaded() : Set.of();
        } catch (ModelException e) {
            return Set.of();
        }
    }

    /**
     * Says it when the settings count on a larger window than the model has: what goes beyond it is cut without a word.
     * Nothing is said when the server does not tell.
     */
    public Optional<String> tooSmallWindow(String model) throws InterruptedException {
        try {
            OptionalInt most =
                    client instanceof OllamaClient ollama ? ollama.show(model).contextLength() : OptionalInt.empty();
            return most.isEmpty() || settings.contextTokens() <= most.getAsInt()
                    ? Optional.empty()
                    : Optional.of("its window has " + most.getAsInt() + " tokens and model.context_tokens is "
                            + settings.contextTokens() + "; what does not fit is cut without a word, so set "
                            + most.getAsInt() + " at most, or take another model");
        } catch (ModelException e) {
            return Optional.empty();
        }
    }

    /**
     * Has the server fetch a model.
     *
     * @param onProgress is told on the calling thread
     * @throws DroverException when the protocol has no way to do that
     */
    public void pull(String model, Consumer<OllamaClient.Progress> onProgress)
            throws ModelException, InterruptedException {
        if (!(client instanceof OllamaClient ollama)) {
            throw new DroverException("a server of the protocol openai is not asked to fetch a model; put '" + model
                    + "' where it looks for models, and start it anew");
        }
        ollama.pull(model, onProgress);
    }
}
