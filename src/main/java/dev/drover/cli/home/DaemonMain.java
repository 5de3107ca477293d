package dev.drover.cli.home;

import dev.drover.bus.Home;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The entry point of a daemon in the background. It takes the home's folder and nothing else, so that no time goes into
 * reading a command line.
 */
public final class DaemonMain {
    private DaemonMain() {}

    public static void main(String[] args) throws IOException {
        try {
            System.exit(Foreground.run(new Home(Path.of(args[0])), true));
        } catch (DroverException e) {
            System.err.println("drover: " + e.getMessage());
            System.exit(1);
        }
    }
}
