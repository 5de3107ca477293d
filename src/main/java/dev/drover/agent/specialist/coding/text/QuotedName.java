package dev.drover.agent.specialist.coding.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** File names in diffs, as git quotes those with unusual characters: in C's way, each byte for itself. */
final class QuotedName {
    private QuotedName() {}

    /** The name at the start of a header's rest: in quotes, or up to a tab, behind which diff puts a time. */
    static String read(String rest) throws EditRefused {
        if (rest.startsWith("\"")) {
            return unquoted(rest);
        }
        int tab = rest.indexOf('\t');
        String name = tab < 0 ? rest : rest.substring(0, tab);
        return name.endsWith("\r") ? name.substring(0, name.length() - 1) : name;
    }

    static String unquoted(String quoted) throws EditRefused {
        var bytes = new ByteArrayOutputStream();
        for (int i = 1; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c == '"') {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            if (c != '\\') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else if (i + 3 < quoted.length() && quoted.substring(i + 1, i + 4).matches("[0-3][0-7]{2}")) {
                bytes.write(Integer.parseInt(quoted.substring(i + 1, i + 4), 8));
                i += 3;
            } else if (i + 1 < quoted.length()) {
                bytes.write(escaped(quoted.charAt(++i)));
            }
        }
        throw new EditRefused("the diff has a file name whose quotes do not end: " + quoted);
    }

    /** The name as git would write it: quoted when it holds what would not stand in a line as it is. */
    static String quoted(String name) {
        boolean plain = name.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || c == 0x7f);
        if (plain) {
            return name;
        }
        var text = new StringBuilder("\"");
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (b == '"' || b == '\\') {
                text.append('\\').append((char) b);
            } else if (b < ' ' || b == 0x7f) {
                text.append("\\%03o".formatted(b & 0xFF));
            } else {
                text.append((char) b);
            }
        }
        return text.append('"').toString();
    }

    private static int escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> 11;
            default -> c;
        };
    }
}
