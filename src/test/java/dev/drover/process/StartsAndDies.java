package dev.drover.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that starts a command and dies before it opens the gate. */
final class StartsAndDies {
    private StartsAndDies() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        RunningCommand running = RunningCommand.start(new CommandBench(folder).spec("touch ran"));
        Files.writeString(folder.resolve("shell"), running.id().pid() + "\n");
        Runtime.getRuntime().halt(3);
    }
}
