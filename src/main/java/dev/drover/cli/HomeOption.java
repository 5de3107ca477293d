package dev.drover.cli;

import dev.drover.bus.Home;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --home}, which every command has that works on a home. */
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The home to work on (default: DROVER_HOME, else the nearest folder upwards that is one)")
    private Optional<Path> home = Optional.empty();

    Home find() {
        return Home.find(home, System.getenv(), Path.of(""));
    }
}
