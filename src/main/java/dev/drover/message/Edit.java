package dev.drover.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** One change of files that a task states in full. All paths are relative to the workspace, with {@code /}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Edit.Write.class, name = "write"),
    @JsonSubTypes.Type(value = Edit.Replace.class, name = "replace"),
    @JsonSubTypes.Type(value = Edit.Patch.class, name = "patch"),
    @JsonSubTypes.Type(value = Edit.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = Edit.Rename.class, name = "rename")
})
public sealed interface Edit {

    /**
     * A whole file, new or in place of one that is there.
     *
     * @param content the text, written as UTF-8, or the bytes in base64 when {@code encoding} says so
     * @param encoding {@code text} (when absent) or {@code base64}
     * @param executable whether it may be run; when absent an existing file keeps its mode, and a new one may not be run
     */
    record Write(String path, String content, Optional<String> encoding, Optional<Boolean> executable)
            implements Edit {}

    /**
     * Some text in place of another.
     *
     * @param count how often {@code find} must stand in the file; 1 when absent
     */
    record Replace(String path, String find, String with, Optional<Integer> count) implements Edit {}

    /** A unified diff of one file or several, as diff and git write it. */
    record Patch(String patch) implements Edit {}

    record Delete(String path) implements Edit {}

    /** A new name for a file; there must be none of that name. */
    record Rename(String from, String to) implements Edit {}
}
