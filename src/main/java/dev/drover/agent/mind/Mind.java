package dev.drover.agent.mind;

import dev.drover.council.AgentDefinition;
import dev.drover.model.ModelClient;
import dev.drover.model.Sampling;

/**
 * Who is asked, and how much.
 *
 * @param model by the name that the server knows it by
 * @param prompt what the definition of the agent says of its work
 * @param rounds questions at most for one attempt
 * @param taskTokens read and written at most for one attempt; 0 is no limit
 */
record Mind(ModelClient client, String model, String prompt, Sampling sampling, int rounds, long taskTokens) {
    /** For an agent of that definition. */
    static String promptOf(AgentDefinition definition) {
        return definition.prompt();
    }
}
