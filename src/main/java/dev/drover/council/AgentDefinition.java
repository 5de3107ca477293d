package dev.drover.council;

import java.util.List;
import java.util.Optional;

/**
 * One agent, as a file below {@code council/agents} defines it.
 *
 * @param name its own name; several definitions may share a type
 * @param type the queue that its agents take packets from
 * @param capabilities the skills that tasks may ask for
 * @param cli the coding CLI that does tasks of this type which need a mind: the name of a file of {@code council/backends}
 * @param command a shell command that does tasks of this type which need a mind; it finds the packet in the file that
 *     the environment variable {@value #PACKET_FILE_VARIABLE} names
 * @param model what the coding CLI is to ask for; kept for programs that read the file
 * @param endpoint of the model server that the coding CLI is to ask, or {@value #LOCAL} for that of the settings; without
 *     it the CLI asks its own
 * @param parameters how a model is to answer
 * @param limits what its agents may use
 * @param prompt the system prompt: what the file says below its front matter
 * @param file the file's name
 */
public record AgentDefinition(
        String name,
        String description,
        String type,
        List<String> capabilities,
        Backend backend,
        Optional<String> cli,
        Optional<String> command,
        Optional<String> model,
        Optional<String> endpoint,
        Parameters parameters,
        Limits limits,
        String prompt,
        String file) {
    /** Names the file with the packet in the environment of a definition's command. */
    public static final String PACKET_FILE_VARIABLE = "DROVER_PACKET_FILE";

    /** Stands for the model server that the settings name. */
    public static final String LOCAL = "local";

    /**
     * How a model is to answer; what is absent is as the settings say.
     *
     * @param temperature 0 draws the likeliest word each time, 2 is the most
     * @param contextTokens size of the window that the model is given
     * @param answerTokens most tokens of one answer; at most half of the window
     */
    public record Parameters(
            Optional<Double> temperature,
            Optional<Long> seed,
            Optional<Integer> contextTokens,
            Optional<Integer> answerTokens) {
        /** All as the settings say. */
        public static final Parameters NONE =
                new Parameters(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What the agents of a definition may use; the settings hold besides.
     *
     * @param maxAgents agents of this type that may run at once
     * @param rounds questions to a model in one attempt at a task
     * @param tokens read and written by models for one task
     * @param dollars that one task may cost, as coding CLIs report it
     * @param seconds that one attempt at a task may take which needs a mind
     */
    public record Limits(
            Optional<Integer> maxAgents,
            Optional<Integer> rounds,
            Optional<Integer> tokens,
            Optional<Double> dollars,
            Optional<Integer> seconds) {
        /** No limits beyond those of the settings. */
        public static final Limits NONE =
                new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public AgentDefinition {
        capabilities = List.copyOf(capabilities);
    }

    /** What the definition names as its backend. */
    public String backendName() {
        return cli.orElse(backend.wire());
    }
}
