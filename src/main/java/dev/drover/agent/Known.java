package dev.drover.agent;

import dev.drover.bus.Home;
import dev.drover.knowledge.Knowledge;
import dev.drover.knowledge.Passage;
import dev.drover.message.Packet;
import dev.drover.model.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known that belongs to a task: failures of its like first, then guides, contexts and lessons.
 *
 * @param workspace that the request names
 */
record Known(Home home, Packet packet, Optional<Path> workspace) {
    private static final int FAILURES = 3;
    private static final int PASSAGES = 4;
    private static final int OF_FAILURES = 75;
    private static final int OF_PASSAGES = 55;

    /** For the model to see, each under its source; none when the knowledge cannot be read, which is no reason to stop. */
    List<Part> parts(AgentLog log) {
        Knowledge knowledge = Knowledge.of(home.knowledge(), home.knowledgeIndex());
        Map<String, Part> parts = new LinkedHashMap<>();
        try {
            for (Passage failure : knowledge.failuresLike(
                    packet.action(),
                    workspace,
                    packet.files(),
                    packet.capability().orElse(""),
                    FAILURES)) {
                parts.put(failure.source(), part("A failure of a task like this", failure, OF_FAILURES));
            }
            String words = packet.action() + " " + packet.userRequest().orElse("");
            for (Passage passage : knowledge.find(words, workspace, PASSAGES)) {
                parts.putIfAbsent(passage.source(), part("Known", passage, OF_PASSAGES));
            }
        } catch (IOException e) {
            log.write("trouble", Map.of("message", "the knowledge cannot be searched: " + e));
        }
        return new ArrayList<>(parts.values());
    }

    private static Part part(String what, Passage passage, int relevance) {
        return new Part(what + ": " + passage.source(), passage.title() + "\n" + passage.text(), relevance);
    }
}
