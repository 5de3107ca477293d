package dev.drover.cli;

import dev.drover.cli.home.Program;
import picocli.CommandLine.IVersionProvider;

/** The program's version, as the build wrote it into the jar. */
final class Version implements IVersionProvider {
    static String text() {
        return Program.version();
    }

    @Override
    public String[] getVersion() {
        return new String[] {"drover " + text()};
    }
}
