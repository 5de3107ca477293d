package dev.drover.agent.specialist;

import dev.drover.message.Packet;
import java.nio.file.Path;

/**
 * One packet to work on.
 *
 * @param workspace the folder to work in, links resolved
 * @param artifacts folder for files that are results but do not belong into the workspace; exists
 * @param artifactsName the same folder as it is named in results, relative to the home
 * @param agentId the id of the agent that does the work, for commit trailers
 * @param surroundings what the home has for the work beside these folders
 */
public record Assignment(
        Packet packet,
        Path workspace,
        Path artifacts,
        String artifactsName,
        String agentId,
        Shell shell,
        Surroundings surroundings) {}
