package dev.drover.agent.backend;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How to read what a CLI prints.
 *
 * @param rules for JSON only; each object is held against all of them
 * @param errorStarts beginnings of a message which show that it is an error, whatever else is said
 * @param schema a JSON Schema for its last message, for CLIs that take one as a file
 */
record OutputForm(Format format, List<Rule> rules, List<String> errorStarts, Optional<String> schema) {
    /** What is read, and as what. */
    enum Format {
        /** An object in each line. */
        JSONL,
        /** One object. */
        JSON,
        /** Words for people. */
        TEXT,
        /** The file that the placeholder {@code last_message_file} names. */
        FILE;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    OutputForm {
        rules = List.copyOf(rules);
        errorStarts = List.copyOf(errorStarts);
    }

    /** Whether a run that claims success has said so. */
    boolean tellsItsEnd() {
        return rules.stream().anyMatch(Rule::ends);
    }

    boolean isErrorMessage(String message) {
        return errorStarts.stream().anyMatch(message::startsWith);
    }
}
