package dev.drover.cli;

import java.nio.file.Path;
import java.util.Optional;

/** How the person who reads the output calls this program. */
final class Launcher {
    private Launcher() {}

    /** As it is shown: relative where that is shorter and works in the folder where the person is. */
    static String name() {
        return path().map(Launcher::shown).orElse("drover");
    }

    /** The launcher's file; empty when the program was started without it. */
    static Optional<Path> path() {
        return Optional.ofNullable(System.getProperty("drover.launcher")).map(Path::of);
    }

    private static String shown(Path launcher) {
        Path here = Path.of("").toAbsolutePath();
        return launcher.startsWith(here) ? "./" + here.relativize(launcher) : launcher.toString();
    }
}
