package dev.drover.model;

import dev.drover.bus.Home;
import dev.drover.council.ModelAccess;
import dev.drover.council.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A home that asks a fake server, by settings that keep no test waiting. */
public record ModelSettings(FakeModelServer server, String code, String text, int rounds, long taskTokens) {
    /** With one model for all, four rounds, and no limit of tokens. */
    public static ModelSettings of(FakeModelServer server) {
        return new ModelSettings(server, "coder", "coder", 4, 0);
    }

    public ModelSettings rounds(int newRounds) {
        return new ModelSettings(server, code, text, newRounds, taskTokens);
    }

    public ModelSettings taskTokens(long newTokens) {
        return new ModelSettings(server, code, text, rounds, newTokens);
    }

    /** How the home asks it. */
    public ModelAccess access(Path home) {
        var settings = new Settings.Model(
                true,
                server.endpoint(Endpoint.Protocol.OLLAMA).toString(),
                Endpoint.Protocol.OLLAMA,
                code,
                text,
                Settings.defaults().model().contextTokens(),
                20,
                20,
                1,
                rounds,
                taskTokens,
                0,
                0,
                0);
        return ModelAccess.of(new Home(home), settings, Map.of(), Clock.systemUTC());
    }
}
