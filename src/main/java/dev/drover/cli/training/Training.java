package dev.drover.cli.training;

import dev.drover.agent.AgentRun;
import dev.drover.bus.Home;
import dev.drover.cli.demo.DemoProject;
import dev.drover.cli.demo.ProjectKind;
import dev.drover.cli.home.Conversation;
import dev.drover.cli.home.Seed;
import dev.drover.cli.home.Tool;
import dev.drover.daemon.Daemon;
import dev.drover.message.DroverException;
import dev.drover.message.Priority;
import dev.drover.message.RequestResult;
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
import java.util.stream.Stream;

/**
 * Does in one process what a daemon and its agents do in many, so that one recording holds the classes of both. The
 * agents run as threads; of one further type an agent is spawned as a process, so that spawning is recorded too.
 */
public final class Training {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final List<String> HERE = List.of("testing", "review", "documentation", "git", "coding");
    private static final String SPAWNED = "spawned";

    private final Home home;
    private final Map<String, String> environment = new HashMap<>(System.getenv());

    private Training(Home home) {
        this.home = home;
        // Nothing waits longer than it must, and no setting of the user's own gets in the way.
        environment.keySet().removeIf(name -> name.startsWith("ORCHESTRATOR_") || name.startsWith("DROVER_"));
        environment.put("DROVER_BUS_SETTLE_SECONDS", "0.1");
        environment.put("DROVER_BUS_RESCAN_SECONDS", "0.2");
    }

    /**
     * Runs it in a folder that it makes a home.
     *
     * @param commands what a person would do meanwhile
     * @throws DroverException when something did not end as it must; the recording would be of little use then
     */
    public static void run(Path folder, String version, Runnable commands) throws IOException, InterruptedException {
        new Training(Seed.plant(folder)).run(version, commands);
    }

    private void run(String version, Runnable commands) throws IOException, InterruptedException {
        defineAgents();
        List<AgentRun> agents = new ArrayList<>();
        try (Daemon daemon = Daemon.start(home, environment, version)) {
            for (String type : HERE) {
                agents.add(startAgent(type));
            }
            work();
            commands.run();
            for (AgentRun agent : agents) {
                agent.stop(WITHIN);
                agent.close();
            }
            daemon.stopAgents();
        }
        // A start that has a journal to read and signatures to check.
        Daemon.start(home, environment, version).close();
    }

    /** The factory is to leave the agents to us, but for one type. */
    private void defineAgents() throws IOException {
        try (Stream<Path> files = Files.list(home.agentDefinitions())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
                String text = Files.readString(file);
                Files.writeString(file, text.replaceFirst("\n---\n", "\nbackend: external\n---\n"));
            }
        }
        Files.writeString(home.agentDefinitions().resolve(SPAWNED + ".md"), """
                ---
                name: spawned
                description: Runs as a process.
                type: spawned
                capabilities: [spawned]
                ---
                Runs commands.
                """);
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
        for (long start = System.nanoTime(); !Files.exists(letter); TimeUnit.MILLISECONDS.sleep(20)) {
            if (System.nanoTime() - start > WITHIN.toNanos()) {
                throw new DroverException("the broken file did not reach the dead letter");
            }
        }
    }

    private static List<Map<String, Object>> chain() {
        return List.of(
                task("one", "testing", "echo one", List.of()),
                task("two", "review", "echo two; echo of >\"$DROVER_ARTIFACTS/two.txt\"", List.of("one")),
                task("flaky", "testing", "test \"$DROVER_ATTEMPT\" -gt 1", List.of("one")),
                task("three", SPAWNED, "true", List.of("two")));
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
