package dev.drover.cli.demo;

import dev.drover.bus.Home;
import dev.drover.cli.home.Conversation;
import dev.drover.cli.home.DaemonProcess;
import dev.drover.cli.home.Seed;
import dev.drover.daemon.DaemonFile;
import dev.drover.message.Priority;
import dev.drover.message.RequestResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole demonstration in one folder. What it starts it ends, also when it is interrupted. */
public final class Demo {
    static final String REQUEST = "Review, test and document this project";
    private static final String REQUEST_ID = "demo";
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private final Path folder;
    private final Optional<ProjectKind> wanted;
    private final String launcher;
    private final PrintStream out;

    /**
     * Prepares it.
     *
     * @param folder an empty one
     * @param wanted what the project is to be written in; otherwise what is installed decides
     * @param launcher how the person calls this program
     */
    public Demo(Path folder, Optional<ProjectKind> wanted, String launcher, PrintStream out) {
        this.folder = folder;
        this.wanted = wanted;
        this.launcher = launcher;
        this.out = out;
    }

    /** Runs it. Returns what was missing: nothing when everything was found and done. */
    public List<String> run() throws IOException, InterruptedException {
        DemoProject project =
                DemoProject.make(folder.resolve("shop"), wanted.isPresent() ? wanted.get() : ProjectKind.installed());
        out.println("1. A small project (" + project.kind().title()
                + ") in a git repository of its own, with a failing test, a planted secret and no documentation:");
        out.println("   " + project.root());
        Home home = Seed.plant(folder.resolve("home"));
        Thread end = new Thread(() -> endQuietly(home), "end-demo");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            Findings findings = work(project, home);
            DaemonProcess.stop(home, false);
            findings.journal();
            findings.farewell(launcher, folder);
            return findings.missing();
        } finally {
            endQuietly(home);
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }

    private Findings work(DemoProject project, Home home) throws IOException, InterruptedException {
        long start = System.nanoTime();
        DaemonFile daemon = DaemonProcess.start(home, out::println);
        out.printf(
                "2. A daemon of its own, ready after %.1f s: process %d, watching %s%n",
                (System.nanoTime() - start) / 1e9, daemon.pid(), home.inbox());
        RepositoryState before = RepositoryState.of(project);
        out.println("3. A request, dropped into the inbox: '" + REQUEST + "'");
        out.println();
        Conversation conversation = Conversation.begin(
                home,
                Priority.HIGH,
                REQUEST_ID,
                Map.of("user_request", REQUEST, "workspace", project.root().toString()));
        RequestResult result = conversation.await(WITHIN, new EventLines(out, System.nanoTime(), System::nanoTime));
        out.println();
        var findings = new Findings(project, home, result, out);
        findings.show(before);
        return findings;
    }

    private void endQuietly(Home home) {
        try {
            DaemonProcess.stop(home, false);
        } catch (IOException | RuntimeException e) {
            out.println("the demo's daemon may still run: " + e.getMessage());
        }
    }
}
