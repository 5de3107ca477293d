package dev.drover.conformance;

import java.util.List;
import java.util.Map;

/**
 * The program that is examined.
 *
 * @param command its words; it is started in the home, so files are named by absolute paths
 * @param environment what it is given the permitted part of
 */
public record Subject(List<String> command, String agentType, Map<String, String> environment) {
    public Subject {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
