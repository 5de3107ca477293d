package dev.drover.agent.specialist.documentation.missing;

import java.util.List;

/**
 * The public parts of a Python file.
 *
 * @param error why it could not be parsed; empty when it could
 */
record PythonFile(String path, List<Part> parts, String error) {
    PythonFile {
        parts = List.copyOf(parts);
    }

    /**
     * A module, class, function or method.
     *
     * @param documented whether it has a docstring
     */
    record Part(String kind, String name, int line, boolean documented) {}
}
