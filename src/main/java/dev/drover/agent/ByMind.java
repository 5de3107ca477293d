package dev.drover.agent;

import dev.drover.agent.backend.CliBackend;
import dev.drover.agent.backend.CliBackends;
import dev.drover.agent.mind.Minds;
import dev.drover.agent.mind.OnTop;
import dev.drover.agent.mind.WordedCommit;
import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.git.CommitWording.Worded;
import dev.drover.agent.specialist.git.GitSpecialist;
import dev.drover.bus.Home;
import dev.drover.council.AgentDefinition;
import dev.drover.council.ModelAccess;
import dev.drover.council.Settings;
import dev.drover.message.DroverException;
import dev.drover.message.Limits;
import dev.drover.message.Packet;
import dev.drover.model.Part;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Work that needs a mind: by the coding CLI that the definition names, else by the model server of the settings. */
record ByMind(Home home, Assignment assignment, InstantSource clock, AgentLog log) {
    /** Empty when the definition names no coding CLI. */
    Optional<Outcome> byCli(Optional<AgentDefinition> definition) throws IOException, InterruptedException {
        Optional<AgentDefinition> named = definition.filter(d -> d.cli().isPresent());
        if (named.isEmpty()) {
            return Optional.empty();
        }
        String name = named.get().cli().orElseThrow();
        CliBackends backends = CliBackends.load(home.backends());
        Optional<CliBackend> backend = backends.named(name);
        return Optional.of(
                backend.isEmpty()
                        ? Outcome.blocked(
                                "no_backend", noBackend(name, named.get().file(), backends))
                        : asking(access ->
                                Minds.perform(assignment, named.get(), backend.get(), access, limits(), known())));
    }

    private String noBackend(String name, String definition, CliBackends backends) {
        String file = name + ".yaml";
        return "council/agents/" + definition + " names the backend '" + name + "', and "
                + backends.broken().stream()
                        .filter(broken -> broken.file().equals(file))
                        .findFirst()
                        .map(broken -> "council/backends/" + broken + " cannot be used; mend it")
                        .orElse("there is no council/backends/" + file + "; write it, or name another one")
                + ", then run: drover retry " + packet().requestId();
    }

    Outcome byModel(Optional<AgentDefinition> definition) throws IOException, InterruptedException {
        return asking(access -> access.settings().enabled()
                ? Minds.perform(assignment, definition, access, limits(), known())
                : Outcome.blocked("no_model", noModel()));
    }

    private interface Asking {
        Outcome with(ModelAccess access) throws IOException, InterruptedException;
    }

    /** Without the settings nobody knows what a model may be asked, and for how much. */
    private Outcome asking(Asking asking) throws IOException, InterruptedException {
        ModelAccess access;
        try {
            access = access();
        } catch (DroverException e) {
            return Outcome.blocked(
                    "broken_settings",
                    "nobody with a mind can be asked: " + e.getMessage() + "; then run: drover retry "
                            + packet().requestId());
        }
        return asking.with(access);
    }

    /** What the specialist does, with a model beside it where that has something to add and is configured. */
    Outcome with(Optional<AgentDefinition> definition, Specialist specialist) throws IOException, InterruptedException {
        return WordedCommit.isFor(packet())
                ? worded(definition, specialist)
                : onTop(definition, specialist.perform(assignment));
    }

    private Outcome worded(Optional<AgentDefinition> definition, Specialist specialist)
            throws IOException, InterruptedException {
        ModelAccess access;
        Limits limits;
        List<Part> known;
        try {
            access = access();
            if (!access.settings().enabled()) {
                return specialist.perform(assignment);
            }
            limits = limits();
            known = known();
        } catch (IOException | DroverException e) {
            log.write("trouble", Map.of("message", "the model was not asked about " + packet().taskId() + ": " + e));
            return new GitSpecialist(draft -> Worded.own("No model was asked: " + e.getMessage() + "."))
                    .perform(assignment);
        }
        return WordedCommit.perform(assignment, definition, access, limits, known);
    }

    /** The opinion of the model on what a specialist has done, beside it; the outcome as it is when none is configured. */
    private Outcome onTop(Optional<AgentDefinition> definition, Outcome done) {
        if (!OnTop.isFor(packet(), done)) {
            return done;
        }
        try {
            ModelAccess access = access();
            return access.settings().enabled()
                    ? OnTop.add(assignment, done, definition, access, limits(), known())
                    : done;
        } catch (IOException | DroverException e) {
            // The work is done; whatever is wrong with asking takes nothing away from it.
            log.write("trouble", Map.of("message", "the model was not asked about " + packet().taskId() + ": " + e));
            return OnTop.saying(done, "No model was asked: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            // Handed back it would be done once more, and a roll-back would go one release further.
            return OnTop.saying(done, "No model was asked to the end, for the agent was told to stop.");
        }
    }

    private String noModel() {
        return "'" + packet().action()
                + "' needs a mind and no model is configured: set model.enabled in council/drover.yaml when a model server "
                + "runs here, or name a program that does such work in council/agents/" + packet().agentType()
                + ".md as `command:` (it finds the task in the file $DROVER_PACKET_FILE and changes the workspace) or a "
                + "coding CLI as `backend:`; then run: drover retry " + packet().requestId()
                + ". Or send it anew as a task with a `run` command";
    }

    private Packet packet() {
        return assignment.packet();
    }

    private ModelAccess access() {
        Settings settings = Settings.load(home.settings(), System.getenv()).settings();
        return ModelAccess.of(home, settings.model(), System.getenv(), clock);
    }

    private Limits limits() throws IOException {
        return new AskedFor(home, packet()).limits();
    }

    private List<Part> known() throws IOException {
        return new Known(home, packet(), new AskedFor(home, packet()).workspace()).parts(log);
    }
}
