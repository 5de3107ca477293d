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
 * Changes code as it is told: {@code apply_edits} makes the edits of the task.
 *
 * <p>Params: {@code keep} ({@code true}: changes that an acceptance command refuses stay).
 */
public final class CodingSpecialist implements Specialist {
    private static final String APPLY_EDITS = "apply_edits";

    @Override
    public boolean canDo(Packet packet) {
        return packet.capability().filter(APPLY_EDITS::equals).isPresent();
    }

    @Override
    public Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        Packet packet = assignment.packet();
        String keep = packet.params().getOrDefault("keep", "false");
        if (!List.of("true", "false").contains(keep)) {
            return Outcome.failed("bad_param", "The param keep is true or false, and not '" + keep + "'.", false);
        }
        if (packet.edits().isEmpty()) {
            return Outcome.failed(
                    "no_edits", "The task has no edits; give it some, such as {\"kind\": \"replace\", …}.", false);
        }
        try {
            return new Trial(assignment, keep.equals("true")).run(() -> proposed(assignment));
        } catch (CommandTimedOut e) {
            return Outcomes.timeout(e);
        }
    }

    private static Proposal proposed(Assignment assignment) throws IOException, InterruptedException {
        Packet packet = assignment.packet();
        Path bus = Objects.requireNonNull(assignment.edits().getParent());
        var overlay = new Overlay(new Places(assignment.workspace(), packet.files(), bus));
        Edits.make(packet.edits(), overlay);
        return new Proposal(overlay.changes(), TrialOutcome.count(packet.edits().size(), "edit"), List.of(), List.of());
    }
}
