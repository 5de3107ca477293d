package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.message.Packet;
import java.util.Optional;

/** The task in words. */
final class TaskText {
    private TaskText() {}

    static String of(Assignment assignment, Optional<Checks> checks) {
        Packet packet = assignment.packet();
        String request = packet.userRequest()
                .filter(text -> !text.equals(packet.action()))
                .map(text -> "\nIt is part of this request: " + text)
                .orElse("");
        String files = packet.files().isEmpty()
                ? ""
                : "\nYou may change these files only: " + String.join(", ", packet.files());
        String accepted = checks.map(
                        c -> "\nIt is accepted when these commands succeed:\n" + String.join("\n", c.commands()))
                .orElse("");
        return "Task: " + packet.action() + request + files + accepted;
    }
}
