package dev.drover.cli.training;

import dev.drover.agent.AgentRun;
import dev.drover.bus.Home;
import dev.drover.cli.demo.DemoProject;
import dev.drover.cli.demo.ProjectKind;
import dev.drover.cli.home.Conversation;
import dev.drover.cli.home.Seed;
import dev.drover.cli.home.Tool;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonFile;
import dev.drover.message.DroverException;
import dev.drover.message.Priority;
import dev.drover.message.RequestResult;
import dev.drover.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Real work for a recording of the classes that it takes: those of a daemon, or those of agents. What is recorded is
 * loaded at every start, so neither recording is to hold what only the other needs.
 */
public final class Training {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final List<String> HERE = List.of("testing", "review", "documentation", "git", "coding");

    private final Home home;
    private final Map<String, String> environment = new HashMap<>(System.getenv());

    private Training(Home home) {
        this.home = home;
        // Nothing waits longer than it must, and no setting of the user's own gets in the way.
        environment.keySet().removeIf(name -> name.startsWith("ORCHESTRATOR_") || name.startsWith("DROVER_"));
        environment.put("DROVER_BUS_SETTLE_SECONDS", "0.1");
        environment.put("DROVER_BUS_RESCAN_SECONDS", "0.2");
        // Agents outlive a training that is killed, but not for long.
        environment.put("DROVER_AGENTS_IDLE_SECONDS", "20");
    }

    /**
     * A daemon works in this process, with agents in others.
     *
     * @param folder is made a home
     * @param commands what a person would do meanwhile
     * @throws DroverException when something did not end as it must; the recording would be of little use then
     */
    public static void ofDaemon(Path folder, String version, Runnable commands)
            throws IOException, InterruptedException {
        Training training = new Training(Seed.plant(folder));
        try (Daemon daemon = Daemon.start(training.home, training.environment, version)) {
            training.work();
            commands.run();
            daemon.stopAgents();
        }
        // A start that has a journal to read and signatures to check.
        Daemon.start(training.home, training.environment, version).close();
    }

    /**
     * Agents work in this process, one thread each, with a daemon in another.
     *
     * @param folder is made a home
     * @throws DroverException when something did not end as it must
     */
    public static void ofAgents(Path folder) throws IOException, InterruptedException {
        Training training = new Training(Seed.plant(folder));
        training.leaveAgentsToUs();
        Process daemon = training.startDaemon();
        // It has a session of its own, so what interrupts this process does not reach it.
        var end = new Thread(daemon::destroy, "end of the daemon");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            await("the daemon does not run; see " + training.home.root(), () -> DaemonFile.running(training.home)
                    .isPresent());
            List<AgentRun> agents = new ArrayList<>();
            for (String type : HERE) {
                agents.add(training.startAgent(type));
            }
            training.work();
            for (AgentRun agent : agents) {
                agent.stop(WITHIN);
                agent.close();
            }
        } finally {
            daemon.destroy();
            daemon.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }

    private void leaveAgentsToUs() throws IOException {
        try (Stream<Path> files = Files.list(home.agentDefinitions())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
                String text = Files.readString(file);
                Files.writeString(file, text.replaceFirst("\n---\n", "\nbackend: external\n---\n"));
            }
        }
    }

    private Process startDaemon() throws IOException {
        List<String> command = new ArrayList<>(Launch.java());
        command.addAll(
                List.of("dev.drover.cli.Main", "up", "--home", home.root().toString()));
        return Launch.detached(command, environment, home.root(), home.root().resolve("daemon.out"));
    }

    private static void await(String otherwise, BooleanSupplier condition) throws InterruptedException {
        for (long start = System.nanoTime(); !condition.getAsBoolean(); TimeUnit.MILLISECONDS.sleep(20)) {
            if (System.nanoTime() - start > WITHIN.toNanos()) {
                throw new DroverException(otherwise);
            }
        }
    }

    private AgentRun startAgent(String type) throws IOException {
        Map<String, String> own = new HashMap<>(environment);
        own.put("DROVER_HOME", home.root().toString());
        own.put("DROVER_AGENT_ID", type + "-here");
        own.put("DROVER_AGENT_TYPE", type);
        AgentRun agent = AgentRun.of(own, new Properties(), Clock.systemUTC());
        Thread.ofPlatform().name(type).daemon().start(() -> {
            try {
                agent.run();
            } catch (IOException | InterruptedException e) {
                System.err.println("the agent " + type + " ended: " + e);
            }
        });
        return agent;
    }

    private void work() throws IOException, InterruptedException {
        Path broken = home.lane(Priority.HIGH).resolve("broken.json");
        Files.writeString(broken, "{\"user_request\": ");
        Files.writeString(home.control().resolve("resume.json"), "{\"control\": \"*resume\"}");
        answered(begin("chain", Map.of("tasks", chain())));
        if (Tool.find("git").isPresent()) {
            Path project = home.root().resolve("project");
            DemoProject.make(project, ProjectKind.PYTHON);
            answered(begin(
                    "pattern",
                    Map.of("user_request", "Review, test and document this project", "workspace", project.toString())));
        }
        begin("mind", Map.of("user_request", "Add JWT authentication to the API"))
                .await(WITHIN, event -> {});
        Path letter = home.deadLetter().resolve("broken.json.reason.json");
        await("the broken file did not reach the dead letter", () -> Files.exists(letter));
    }

    private static List<Map<String, Object>> chain() {
        return List.of(
                task("one", "testing", "echo one", List.of()),
                task("two", "review", "echo two; echo of >\"$DROVER_ARTIFACTS/two.txt\"", List.of("one")),
                task("flaky", "testing", "test \"$DROVER_ATTEMPT\" -gt 1", List.of("one")),
                task("three", "git", "true", List.of("two")));
    }

    private static Map<String, Object> task(String id, String type, String run, List<String> dependencies) {
        return Map.of(
                "task_id", id, "agent_type", type, "action", "exercise", "run", run, "dependencies", dependencies);
    }

    private Conversation begin(String id, Map<String, ?> fields) throws IOException {
        return Conversation.begin(home, Priority.NORMAL, id, fields);
    }

    private static void answered(Conversation conversation) throws IOException, InterruptedException {
        RequestResult result = conversation.await(WITHIN, event -> {});
        System.out.println(result.requestId() + ": " + result.status().wire() + ", " + result.summary());
        if (result.completedTasks() == 0) {
            throw new DroverException("nothing of the request " + result.requestId() + " was done: " + result);
        }
    }
}
