package dev.drover.cli.home;

import java.util.Optional;

/** This program, as the build made it. */
public final class Program {
    private Program() {}

    /** The version that the build wrote into the jar. */
    public static String version() {
        return Optional.ofNullable(Program.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
