package dev.drover.bus;

import dev.drover.message.Ids;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a packet's file and of its result's file: {@code <packet_id>.<attempt>.json}. */
public record AttemptFile(String packetId, int attempt) {
    /** How the names of files end that record a command's process group. */
    static final String GROUP = ".group";

    private static final Pattern FORM = Pattern.compile("(" + Ids.RULE + ")\\.([1-9][0-9]{0,8})\\.json");

    /** Empty when the file is named otherwise. */
    public static Optional<AttemptFile> of(Path file) {
        Path name = file.getFileName();
        if (name == null) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(name.toString());
        return matcher.matches()
                ? Optional.of(new AttemptFile(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    public String fileName() {
        return packetId + "." + attempt + ".json";
    }

    /** Where the agent records the process group of the command that it runs for this attempt. */
    public String groupFileName() {
        return packetId + "." + attempt + GROUP;
    }
}
