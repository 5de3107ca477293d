package dev.drover.agent.specialist.project;

import java.util.ArrayList;
import java.util.List;

/**
 * One start of {@code unittest discover}.
 *
 * @param folder where it begins, relative to the project; a point for the project's own
 * @param pattern of the names of the test files; empty for unittest's own, {@code test*.py}
 */
public record UnittestStart(String folder, String pattern) {
    static final String OWN = "";
    static final String SUFFIX = "*_test.py";

    /** What comes behind {@code discover}. */
    public List<String> arguments() {
        var arguments = new ArrayList<String>();
        if (!folder.equals(".")) {
            arguments.addAll(List.of("-s", folder));
        }
        if (!pattern.isEmpty()) {
            arguments.addAll(List.of("-p", pattern));
        }
        return arguments;
    }
}
