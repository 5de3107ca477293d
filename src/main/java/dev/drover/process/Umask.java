package dev.drover.process;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The mask for the modes of new files, which belongs to the process as a whole. What Drover writes is its owner's alone;
 * what commands write has the modes that the user would have got. Safe for use by any thread.
 */
public final class Umask {
    /** Tells a process the mask of the user, once its starter has a narrower one. */
    private static final String PROPERTY = "drover.umask";

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String FORM = "[0-7]{1,4}";
    private static final String USUAL = "0022";
    private static final String ALL = "rwxrwxrwx";
    private static final int OWNER_ONLY = 077;

    private static volatile Optional<String> users = Optional.empty();

    private Umask() {}

    /** From now on new files of this process are its owner's alone; its commands still get the user's mask. */
    public static void restrict() {
        users = Optional.of(ofUser());
        if (Integer.parseInt(current(), 8) != OWNER_ONLY) {
            try {
                int unused = (int) Libc.function("umask", ValueLayout.JAVA_INT).invokeExact(OWNER_ONLY);
            } catch (Throwable e) {
                throw new IllegalStateException("umask could not be called", e);
            }
        }
    }

    /** The option that tells a further process what the user's mask is. */
    public static String option() {
        return "-D" + PROPERTY + "=" + ofUser();
    }

    /** What the shell of a command is to do first. */
    static String prelude() {
        return users.map(mask -> "umask " + mask + "; ").orElse("");
    }

    /** The mode of a new file that the user, and not Drover, is to have. */
    public static Set<PosixFilePermission> ofNewFile() {
        int mode = 0666 & ~Integer.parseInt(ofUser(), 8);
        var text = new StringBuilder(ALL);
        for (int i = 0; i < ALL.length(); i++) {
            if ((mode & 0400 >> i) == 0) {
                text.setCharAt(i, '-');
            }
        }
        return PosixFilePermissions.fromString(text.toString());
    }

    private static String ofUser() {
        return users.orElseGet(() -> Optional.ofNullable(System.getProperty(PROPERTY))
                .filter(mask -> mask.matches(FORM))
                .orElseGet(Umask::current));
    }

    /** As Linux has it since 4.7; elsewhere the usual one is taken for it. */
    private static String current() {
        try {
            return Files.readString(STATUS, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.startsWith("Umask:"))
                    .map(line -> line.substring("Umask:".length()).strip())
                    .filter(mask -> mask.matches(FORM))
                    .findFirst()
                    .orElse(USUAL);
        } catch (IOException e) {
            return USUAL;
        }
    }
}
