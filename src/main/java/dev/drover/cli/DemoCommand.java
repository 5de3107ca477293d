package dev.drover.cli;

import dev.drover.cli.demo.Demo;
import dev.drover.cli.demo.DemoFolder;
import dev.drover.cli.demo.ProjectKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows real agents at real work on a small project. */
@Command(
        name = "demo",
        description = {
            "Shows real agents at real work: makes a small project with faults, starts a daemon in a temporary home,",
            "has the project reviewed, tested and documented, and ends everything it started.",
            "Exit code 0 when everything was found and done."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Work here, in an empty folder (default: a temporary one)")
    private Optional<Path> dir = Optional.empty();

    @Option(names = "--clean", description = "Remove the folder at the end (default: it is kept for you to look at)")
    private boolean clean;

    @Option(
            names = "--project",
            paramLabel = "KIND",
            description = "python or maven (default: what is installed, python first)")
    private Optional<ProjectKind> kind = Optional.empty();

    @Override
    public Integer call() throws Exception {
        DemoFolder folder = DemoFolder.of(dir);
        List<String> missing = new Demo(folder.path(), kind, Launcher.name(), System.out).run();
        System.out.println();
        if (clean) {
            folder.remove();
        } else {
            System.out.println("All of it is kept in " + folder.path() + "; remove it with: rm -rf " + folder.path());
        }
        if (missing.isEmpty()) {
            System.out.println("Everything was found and done.");
            return 0;
        }
        System.err.println("drover: the demo did not find or do everything:");
        missing.forEach(what -> System.err.println("  - " + what));
        return 1;
    }
}
