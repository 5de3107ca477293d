package dev.drover.message;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as it was taken from its file.
 *
 * @param <T> the record that a right message becomes
 */
public sealed interface Parsed<T> {
    /** A right message, and its tree as it stood in the file, with the members that the record does not know. */
    record Valid<T>(T value, ObjectNode tree) implements Parsed<T> {}

    /** One JSON object, but not a right one; there is at least one violation. */
    record Invalid<T>(List<Violation> violations, ObjectNode tree) implements Parsed<T> {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }

    /** Not, or not yet, one complete JSON object. */
    record Incomplete<T>(String reason) implements Parsed<T> {}
}
