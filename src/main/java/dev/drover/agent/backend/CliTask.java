package dev.drover.agent.backend;

import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a coding CLI is to do, and where.
 *
 * @param prompt all that it is told; the character NUL, which no argument can hold, is replaced
 * @param workspace the folder that it may change
 * @param scratch a folder of the caller's own for what the run needs beside the workspace; not below the system's
 *     temporary folder, where codex refuses to keep its helpers
 * @param model as the CLI or the endpoint names it
 * @param endpoint address of the model server; a {@code /v1} at its end is taken off
 * @param limit wall-clock time after which it is ended with all that it started
 * @param microDollars most that it may cost, in millionths of a dollar, for CLIs that count it
 */
public record CliTask(
        String prompt,
        Path workspace,
        Path scratch,
        Optional<String> model,
        Optional<String> endpoint,
        Duration limit,
        OptionalLong microDollars) {
    /** Models and endpoints become arguments and parts of JSON and TOML files, so they hold nothing that ends a text there. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9\\[][A-Za-z0-9._:/@+=~,\\[\\]-]{0,300}");

    /**
     * Takes the task as it is.
     *
     * @throws DroverException when the model or the endpoint cannot be one
     */
    public CliTask {
        prompt = prompt.replace('\0', '\uFFFD');
        workspace = workspace.toAbsolutePath().normalize();
        scratch = scratch.toAbsolutePath().normalize();
        model.ifPresent(text -> requirePlain("model", text));
        endpoint.ifPresent(text -> requirePlain("endpoint", text));
        endpoint = endpoint.map(text -> text.replaceAll("/+$", "").replaceAll("/v1$", ""));
    }

    private static void requirePlain(String what, String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new DroverException("the %s '%s' has signs that none has; correct it where it is set"
                    .formatted(what, Ids.printable(text)));
        }
    }
}
