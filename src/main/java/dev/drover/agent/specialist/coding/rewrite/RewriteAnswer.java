package dev.drover.agent.specialist.coding.rewrite;

import java.util.List;
import java.util.Optional;

/**
 * What a recipe would change.
 *
 * @param refusal why it was not run, for a person; nothing else is said then
 * @param parsed how many files were read
 * @param unread files that could not be read as what they are, and stay as they are
 * @param notes sentences of the recipe for a person
 */
public record RewriteAnswer(
        Optional<String> refusal, int parsed, List<Rewritten> files, List<String> unread, List<String> notes) {
    /** Its name in the folder for answers. */
    public static final String FILE = "answer.json";

    public RewriteAnswer {
        files = List.copyOf(files);
        unread = List.copyOf(unread);
        notes = List.copyOf(notes);
    }

    static RewriteAnswer refused(String why) {
        return new RewriteAnswer(Optional.of(why), 0, List.of(), List.of(), List.of());
    }

    /**
     * One file.
     *
     * @param before its name; empty when it is new
     * @param beforeSha256 of what it held
     * @param after its name afterwards; empty when it is deleted
     * @param content name of the file in the folder for answers that has the new content; empty when it is deleted
     */
    public record Rewritten(
            Optional<String> before, Optional<String> beforeSha256, Optional<String> after, Optional<String> content) {}
}
