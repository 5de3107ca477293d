package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.council.AgentDefinition;
import dev.drover.council.ModelAccess;
import dev.drover.message.Artifact;
import dev.drover.message.Limits;
import dev.drover.message.Packet;
import dev.drover.model.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a model for its opinion of what a specialist has done; what the specialist found stays, whatever it answers. */
public final class OnTop {
    private OnTop() {}

    /** Whether there is anything to ask of work that came out so. */
    public static boolean isFor(Packet packet, Outcome done) {
        return Occasion.of(packet, done).isPresent();
    }

    /**
     * Adds what the model says. When it gives no answer that can be used, the outcome is as it was, and a sentence of its
     * summary says why.
     *
     * @param done what {@link #isFor} holds of
     * @param definition of the agent, for its prompt and its model
     * @param limits of the request
     * @param knowledge what is known of such work
     * @throws InterruptedException when the worker was told to stop
     */
    public static Outcome add(
            Assignment assignment,
            Outcome done,
            Optional<AgentDefinition> definition,
            ModelAccess access,
            Limits limits,
            List<Part> knowledge)
            throws InterruptedException {
        Mind mind = Minds.ofOpinion(assignment.packet(), definition, access, limits, knowledge);
        var conversation = new Conversation(assignment, mind);
        Opinion opinion =
                Occasion.of(assignment.packet(), done).orElseThrow().opinion().apply(assignment, mind);
        try {
            return accounted(opinion.of(done, new Asking(mind, conversation)), conversation);
        } catch (IOException | RuntimeException e) {
            return saying(done, mind.model() + " was not asked, or not to the end: " + e.getMessage() + ".");
        }
    }

    /** The outcome with what was said and what it took; the same when nothing was asked. */
    static Outcome accounted(Outcome outcome, Conversation conversation) throws IOException {
        if (conversation.questions() == 0) {
            return outcome;
        }
        var artifacts = new ArrayList<Artifact>(outcome.artifacts());
        conversation.artifact().ifPresent(artifacts::add);
        Map<String, Long> usage = new HashMap<>(outcome.usage());
        usage.putAll(conversation.usage());
        return outcome.withArtifacts(artifacts).withUsage(usage);
    }

    /** The same outcome with one more sentence in its summary. */
    public static Outcome saying(Outcome done, String sentence) {
        return done.ending(done.status(), done.summary() + " " + Words.line(sentence, 1000), done.error());
    }
}
