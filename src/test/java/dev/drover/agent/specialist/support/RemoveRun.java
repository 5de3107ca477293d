package dev.drover.agent.specialist.support;

import java.nio.file.Path;

/** Removes a folder, in a process of its own that need not be root's. */
final class RemoveRun {
    private RemoveRun() {}

    public static void main(String[] args) throws Exception {
        Durable.remove(Path.of(args[0]));
    }
}
