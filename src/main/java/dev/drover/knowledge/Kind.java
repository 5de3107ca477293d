package dev.drover.knowledge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What sort of knowledge a passage comes from. */
public enum Kind {
    /** Written for any project: how a thing is done well. */
    GUIDE("patterns"),
    /** What is known of one workspace. */
    CONTEXT("context"),
    /** What came of a request or a task. */
    LESSON("lessons");

    private final String folder;

    Kind(String folder) {
        this.folder = folder;
    }

    /** Its folder in the knowledge folder. */
    String folder() {
        return folder;
    }

    /** How it is written in JSON. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
