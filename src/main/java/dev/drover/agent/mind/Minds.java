package dev.drover.agent.mind;

import dev.drover.agent.backend.CliBackend;
import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.git.RequestBranch;
import dev.drover.council.AgentDefinition;
import dev.drover.council.ModelAccess;
import dev.drover.council.Settings;
import dev.drover.message.Limits;
import dev.drover.message.Packet;
import dev.drover.model.Part;
import dev.drover.model.Sampling;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Has a model do what no specialist can. */
public final class Minds {
    private static final Set<String> ADVICE = Set.of("analysis", "design");
    private static final Set<String> CODE =
            Set.of("code_generation", "refactoring", "bug_fixing", "optimization", "testing");
    private static final String TEXT = "documentation";

    /** Names that coding CLIs give models in the files of their sub-agents; no local server has them. */
    private static final Predicate<String> OF_OTHERS = Pattern.compile(
                    "inherit|sonnet|opus|haiku|(?:anthropic/)?claude-.*|(?:google/)?gemini-.*")
            .asMatchPredicate();

    private Minds() {}

    /**
     * Does the task with the model server: files are written in the work tree of the request, and everything else is
     * answered in words.
     *
     * @param definition of the agent, for its prompt and its model
     * @param limits of the request
     * @param knowledge what is known of such work
     */
    public static Outcome perform(
            Assignment assignment,
            Optional<AgentDefinition> definition,
            ModelAccess access,
            Limits limits,
            List<Part> knowledge)
            throws IOException, InterruptedException {
        Packet packet = assignment.packet();
        Settings.Model settings = access.settings();
        String model = definition
                .flatMap(AgentDefinition::model)
                .filter(OF_OTHERS.negate())
                .orElse(isOfCode(packet) ? settings.code() : settings.text());
        Mind mind = mind(definition, model, access, limits, knowledge);
        return writes(packet)
                ? RequestBranch.write(assignment, new EditLoop(mind))
                : new Advice(mind, assignment).give();
    }

    /**
     * Does the task with a coding CLI, always in the work tree of the request.
     *
     * @param definition that names the backend
     */
    public static Outcome perform(
            Assignment assignment,
            AgentDefinition definition,
            CliBackend backend,
            ModelAccess access,
            Limits limits,
            List<Part> knowledge)
            throws IOException, InterruptedException {
        boolean local =
                definition.endpoint().filter(AgentDefinition.LOCAL::equals).isPresent();
        Optional<String> endpoint = local ? Optional.of(access.settings().endpoint()) : definition.endpoint();
        String model = definition
                .model()
                .filter(name -> !name.equals("inherit"))
                .orElse(local ? access.settings().code() : "");
        Mind mind = mind(Optional.of(definition), model, access, limits, knowledge);
        return RequestBranch.write(assignment, new CliLoop(mind, backend, endpoint, writes(assignment.packet())));
    }

    /** Who has an opinion of what a specialist has done: the model of the definition unless that is meant for a coding CLI. */
    static Mind ofOpinion(
            Packet packet,
            Optional<AgentDefinition> definition,
            ModelAccess access,
            Limits limits,
            List<Part> knowledge) {
        String model = definition
                .filter(d -> d.cli().isEmpty())
                .flatMap(AgentDefinition::model)
                .filter(OF_OTHERS.negate())
                .orElse(
                        isOfCode(packet)
                                ? access.settings().code()
                                : access.settings().text());
        return mind(definition, model, access, limits, knowledge);
    }

    private static Mind mind(
            Optional<AgentDefinition> definition,
            String model,
            ModelAccess access,
            Limits limits,
            List<Part> knowledge) {
        return new Mind(
                access.within(definition.map(AgentDefinition::limits).orElse(AgentDefinition.Limits.NONE)),
                model,
                definition.map(AgentDefinition::prompt).orElse(""),
                sampling(
                        access.settings(),
                        definition.map(AgentDefinition::parameters).orElse(AgentDefinition.Parameters.NONE)),
                limits,
                knowledge);
    }

    private static Sampling sampling(Settings.Model settings, AgentDefinition.Parameters own) {
        int window = own.contextTokens().orElse(settings.contextTokens());
        Sampling usual = Sampling.of(window);
        int answer =
                own.answerTokens().map(tokens -> Math.min(tokens, window / 2)).orElse(usual.answerTokens());
        return new Sampling(
                window,
                answer,
                own.temperature().orElse(usual.temperature()),
                own.seed().or(usual::seed));
    }

    private static boolean isOfCode(Packet packet) {
        return packet.agentType().equals("coding")
                || packet.agentType().equals("testing")
                || packet.capability().filter(CODE::contains).isPresent();
    }

    /** Whether the task is to change files: by what it asks for, whatever the type, and in the type for code nearly always. */
    public static boolean writes(Packet packet) {
        String capability = packet.capability().orElse("");
        return CODE.contains(capability)
                || TEXT.equals(capability)
                || (packet.agentType().equals("coding") && !ADVICE.contains(capability));
    }
}
