package dev.drover.agent.specialist.review.engine;

import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.message.Evidence;
import java.util.List;
import java.util.Map;

/**
 * What came of one engine.
 *
 * @param name as people know it
 * @param hits by file, relative to the workspace
 * @param evidence what was run for it; empty when all was known from before
 * @param problem why it did not do its work; empty when it did
 */
public record EngineRun(String name, Map<String, List<Hit>> hits, List<Evidence> evidence, String problem) {
    public EngineRun {
        hits = Map.copyOf(hits);
        evidence = List.copyOf(evidence);
    }

    static EngineRun failed(String name, List<Evidence> evidence, String problem) {
        return new EngineRun(name, Map.of(), evidence, problem);
    }
}
