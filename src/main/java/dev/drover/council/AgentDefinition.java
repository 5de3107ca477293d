package dev.drover.council;

import java.util.List;
import java.util.Optional;

/**
 * One agent, as a file below {@code council/agents} defines it.
 *
 * @param name its own name; several definitions may share a type
 * @param type the queue that its agents take packets from
 * @param capabilities the skills that tasks may ask for
 * @param command a shell command that does tasks of this type which need a mind; it finds the packet in the file that
 *     the environment variable {@value #PACKET_FILE_VARIABLE} names
 * @param model kept for the backend that understands it
 * @param maxAgents agents of this type that may run at once
 * @param prompt the system prompt: what the file says below its front matter
 * @param file the file's name
 */
public record AgentDefinition(
        String name,
        String description,
        String type,
        List<String> capabilities,
        Backend backend,
        Optional<String> command,
        Optional<String> model,
        Optional<Integer> maxAgents,
        String prompt,
        String file) {
    /** Names the file with the packet in the environment of a definition's command. */
    public static final String PACKET_FILE_VARIABLE = "DROVER_PACKET_FILE";

    public AgentDefinition {
        capabilities = List.copyOf(capabilities);
    }
}
