package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.coding.tree.Overlay;
import dev.drover.agent.specialist.coding.tree.Places;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Changes code as it is told: {@code apply_edits} makes the edits of the task, {@code rewrite} runs a recipe.
 *
 * <p>Params: {@code keep} ({@code true}: changes that an acceptance command refuses stay), {@code format}
 * ({@code false}: the formatters of the project are not run); those of recipes are read by
 * {@link AskedRecipe}.
 */
public final class CodingSpecialist implements Specialist {
    private static final String APPLY_EDITS = "apply_edits";
    private static final String REWRITE = "rewrite";

    @Override
    public boolean canDo(String capability) {
        return List.of(APPLY_EDITS, REWRITE).contains(capability);
    }

    @Override
    public Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        Packet packet = assignment.packet();
        for (String param : List.of("keep", "format")) {
            String value = packet.params().getOrDefault(param, "true");
            if (!List.of("true", "false").contains(value)) {
                return Outcome.failed(
                        "bad_param", "The param " + param + " is true or false, and not '" + value + "'.", false);
            }
        }
        boolean rewrites = packet.capability().filter(REWRITE::equals).isPresent();
        if (!rewrites && packet.edits().isEmpty()) {
            return Outcome.failed(
                    "no_edits", "The task has no edits; give it some, such as {\"kind\": \"replace\", …}.", false);
        }
        try {
            var trial = new Trial(
                    assignment,
                    packet.params().getOrDefault("keep", "false").equals("true"),
                    packet.params().getOrDefault("format", "true").equals("true"));
            return trial.run(rewrites ? new RewriteProposal(assignment)::propose : () -> proposed(assignment));
        } catch (CommandTimedOut e) {
            return Outcomes.timeout(e);
        }
    }

    private static Proposal proposed(Assignment assignment) throws IOException, InterruptedException {
        Packet packet = assignment.packet();
        Path bus = Objects.requireNonNull(assignment.surroundings().edits().getParent());
        var overlay = new Overlay(new Places(assignment.workspace(), packet.files(), bus));
        Edits.make(packet.edits(), overlay);
        String source = TrialOutcome.count(packet.edits().size(), "edit");
        return new Proposal(
                overlay.changes(),
                source,
                "Nothing to change: the files are already as " + source + " would make them.",
                List.of(),
                List.of());
    }
}
