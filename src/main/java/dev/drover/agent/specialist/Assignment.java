package dev.drover.agent.specialist;

import dev.drover.message.Packet;
import java.nio.file.Path;

/**
 * One packet to work on.
 *
 * @param workspace the folder to work in, links resolved
 * @param artifacts folder for files that are results but do not belong into the workspace; exists
 * @param artifactsName the same folder as it is named in results, relative to the home
 * @param caches folder for what specialists keep of contents they have worked on; may not exist yet
 * @param edits folder for what must be known of changes of files until they are whole, of all workspaces of the home; may
 *     not exist yet
 * @param agentId the id of the agent that does the work, for commit trailers
 * @param surroundings what the home has for the work beside these folders
 */
public record Assignment(
        Packet packet,
        Path workspace,
        Path artifacts,
        String artifactsName,
        Path caches,
        Path edits,
        String agentId,
        Shell shell,
        Surroundings surroundings) {}
