package dev.drover.model;

import dev.drover.message.DroverException;
import java.util.regex.Pattern;

/** A secret that a server wants to see. It is shown to nobody else: no message and no text form has it. */
public final class BearerKey {
    /** The variable of the environment that holds it; it stands in no file. */
    public static final String VARIABLE = "DROVER_MODEL_KEY";

    private static final Pattern FORM = Pattern.compile("[!-~]{1,4096}");

    private final String key;

    private BearerKey(String key) {
        this.key = key;
    }

    /**
     * Reads a key, without the space around it.
     *
     * @param where it was found, for the message
     * @throws DroverException when it cannot stand in a header; the message does not quote it
     */
    public static BearerKey of(String text, String where) {
        String key = text.strip();
        if (!FORM.matcher(key).matches()) {
            throw new DroverException("the key in " + where
                    + " cannot be sent: it may only have visible ASCII characters, and no space in it; set it anew");
        }
        return new BearerKey(key);
    }

    String header() {
        return "Bearer " + key;
    }

    @Override
    public String toString() {
        return "(a key)";
    }
}
