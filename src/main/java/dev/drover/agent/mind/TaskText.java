package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.message.Packet;
import java.util.Optional;

/** The task in words. */
final class TaskText {
    private TaskText() {}

    /** One that changes files. */
    static String of(Assignment assignment, Optional<Checks> checks) {
        Packet packet = assignment.packet();
        String files = packet.files().isEmpty()
                ? ""
                : "\nYou may change these files only: " + String.join(", ", packet.files());
        String accepted = checks.map(
                        c -> "\nIt is accepted when these commands succeed:\n" + String.join("\n", c.commands()))
                .orElse("");
        return wanted(packet) + files + accepted;
    }

    /** One that changes none. */
    static String ofReading(Assignment assignment) {
        Packet packet = assignment.packet();
        return wanted(packet)
                + (packet.files().isEmpty() ? "" : "\nIt is about these files: " + String.join(", ", packet.files()));
    }

    private static String wanted(Packet packet) {
        return "Task: " + packet.action()
                + packet.userRequest()
                        .filter(text -> !text.equals(packet.action()))
                        .map(text -> "\nIt is part of this request: " + text)
                        .orElse("");
    }
}
