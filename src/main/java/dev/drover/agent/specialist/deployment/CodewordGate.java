package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.deployment.DeployFile.Environment;
import dev.drover.agent.specialist.support.Durable;
import dev.drover.council.Codeword;
import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Lets a task pass whose environment asks for no codeword, or for which the right one was given. */
final class CodewordGate {
    static final int MOST_WRONG = 5;

    private CodewordGate() {}

    /**
     * Reads the word that was given, if one is needed.
     *
     * @throws Refusal when it is missing or wrong
     */
    static void pass(Assignment assignment, Environment environment) throws IOException {
        if (environment.codeword().isEmpty()) {
            return;
        }
        Packet packet = assignment.packet();
        Path tries = assignment
                .surroundings()
                .resolve(packet.runFolder())
                .resolve("tasks")
                .resolve(packet.taskId())
                .resolve("wrong-codewords");
        if (count(tries) >= MOST_WRONG) {
            throw tooMany(environment);
        }
        Optional<String> word = assignment.surroundings().takeCodeword();
        if (word.isEmpty()) {
            throw needed(environment, packet, "");
        }
        if (Codeword.parse(environment.codeword().get()).matches(word.get())) {
            return;
        }
        Files.createDirectories(tries.getParent());
        Durable.appendLine(tries, new byte[] {'x'});
        long wrong = count(tries);
        if (wrong >= MOST_WRONG) {
            throw tooMany(environment);
        }
        throw needed(
                environment,
                packet,
                "What was given is not the codeword (" + wrong + " of " + MOST_WRONG + " tries). ");
    }

    private static Refusal needed(Environment environment, Packet packet, String before) {
        return Refusal.blocked(
                "codeword_needed",
                before + "The environment " + environment.name()
                        + " asks for its codeword. Give it with: drover codeword" + " give " + packet.requestId());
    }

    private static Refusal tooMany(Environment environment) {
        return Refusal.failed(
                "codeword_wrong",
                "A wrong codeword for " + environment.name() + " was given " + MOST_WRONG
                        + " times, so this task is over. Send a new request when you know it.",
                false);
    }

    private static long count(Path tries) throws IOException {
        return Files.isRegularFile(tries, LinkOption.NOFOLLOW_LINKS) ? Files.size(tries) / 2 : 0;
    }
}
