package dev.drover.message;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes half of a surrogate pair as the replacement character U+FFFD. A file that holds one is refused by every reader
 * here, and what a model, a program or a cut leaves in a text must not make a result unreadable.
 */
final class WholeCharacters extends StdSerializer<String> {
    private static final char REPLACEMENT = '\ufffd';

    WholeCharacters() {
        super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator to, SerializationContext context) {
        to.writeString(of(text));
    }

    /** The same for the names of the entries of a map. */
    static final class Name extends StdSerializer<String> {
        Name() {
            super(String.class);
        }

        @Override
        public void serialize(String name, JsonGenerator to, SerializationContext context) {
            to.writeName(of(name));
        }
    }

    /** The text itself when it has whole characters only. */
    static String of(String text) {
        StringBuilder whole = null;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                i++;
                continue;
            }
            whole = whole == null ? new StringBuilder(text) : whole;
            whole.setCharAt(i, REPLACEMENT);
        }
        return whole == null ? text : whole.toString();
    }
}
