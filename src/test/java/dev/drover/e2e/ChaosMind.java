package dev.drover.e2e;

import dev.drover.agent.mind.ModelSays;
import dev.drover.master.core.Packets;
import dev.drover.model.Endpoint;
import dev.drover.model.FakeModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Work in a repository of a person that is done by a model or a coding CLI, a file a task, and requests in words that the
 * model plans: each file is committed once on the branch of its request, whoever is killed meanwhile, and the checkout
 * stays as it is.
 */
final class ChaosMind implements AutoCloseable {
    private static final String SCRIBE = """
            #!/bin/sh
            name=$(grep -o 'Write [a-z0-9-]*[.]txt' "$1" | head -n 1 | cut -d ' ' -f 2)
            sleep 0.05
            echo written >"$name"
            sleep 0.05
            echo done
            """;
    private static final Pattern WANTED = Pattern.compile("Write ([a-z0-9-]+\\.txt)");

    private final FakeModelServer server;
    private final Path repository;
    private final Path program;
    private final Map<String, Integer> requests = new LinkedHashMap<>();
    private final Set<String> inWords = new LinkedHashSet<>();

    ChaosMind(Path folder) throws IOException, InterruptedException {
        server = new FakeModelServer();
        server.otherwise(asked -> to -> {
            think(asked);
            to.head(200);
            for (String line : answer(asked)) {
                to.send(line + "\n");
            }
            to.end();
        });
        repository = Files.createDirectories(folder.resolve("repository"));
        program = Files.writeString(folder.resolve("scribe"), SCRIBE);
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made a program");
        }
        Files.writeString(repository.resolve("README.txt"), "mine\n");
        Files.writeString(repository.resolve("Makefile"), "test:\n\ttrue\n");
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@example.org");
        git("add", ".");
        git("commit", "-q", "-m", "begin");
        Files.writeString(repository.resolve("README.txt"), "mine, not committed\n");
    }

    /** The settings and files of a home whose agents ask this model and know the CLI. */
    TestHome asked(TestHome home) throws IOException {
        Files.writeString(home.home().agentDefinitions().resolve("scribe.md"), """
                ---
                name: scribe
                description: Writes files.
                type: coding
                capabilities: [scribing]
                backend: scribe
                ---
                """);
        Files.writeString(home.home().backends().resolve("scribe.yaml"), """
                program: %s
                arguments: ['{prompt_file}']
                output: {format: text}
                """.formatted(program));
        return home.with("DROVER_MODEL_ENABLED", "true")
                .with("DROVER_MODEL_PARALLEL", "4")
                .with(
                        "DROVER_MODEL_ENDPOINT",
                        server.endpoint(Endpoint.Protocol.OLLAMA).toString());
    }

    /** A plan takes a while, so that whoever waits for it is killed then. */
    private static void think(FakeModelServer.Asked asked) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    isForPlan(asked) ? Math.floorMod(asked.body().hashCode(), 150) : 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private static boolean isForPlan(FakeModelServer.Asked asked) {
        return asked.json().path("format").path("properties").has("tasks");
    }

    private static String[] answer(FakeModelServer.Asked asked) {
        Matcher wanted = WANTED.matcher(
                asked.json().path("messages").path(1).path("content").asString());
        if (!wanted.find()) {
            return ModelSays.text("I do not know.");
        }
        return isForPlan(asked)
                ? ModelSays.answer(Map.of(
                        "reason",
                        "It is one file.",
                        "risk",
                        "low",
                        "tasks",
                        List.of(Map.of(
                                "task_id",
                                "t0",
                                "capability",
                                "code_generation",
                                "action",
                                "Write " + wanted.group(1),
                                "dependencies",
                                List.of(),
                                "files",
                                List.of(),
                                "acceptance",
                                List.of("make test")))))
                : ModelSays.edits(ModelSays.write(wanted.group(1), "written\n"));
    }

    /** Some request: in words, or for one or two files, each task of which builds on the one before it. */
    String request(String id, Random random) {
        if (random.nextInt(3) == 0) {
            requests.put(id, 1);
            inWords.add(id);
            return Requests.json(Map.of(
                    "request_id",
                    id,
                    "workspace",
                    repository.toString(),
                    "user_request",
                    "Write " + file(id, 0) + ", for the greeting is not there"));
        }
        int files = 1 + random.nextInt(2);
        requests.put(id, files);
        List<Map<String, Object>> tasks = new ArrayList<>();
        var accepted = new StringBuilder("true");
        for (int i = 0; i < files; i++) {
            accepted.append(" && test -f ").append(file(id, i));
            Map<String, Object> task = new LinkedHashMap<>();
            task.put("task_id", "t" + i);
            task.put("agent_type", "coding");
            task.put("capability", random.nextBoolean() ? "scribing" : "code_generation");
            task.put("action", "Write " + file(id, i));
            task.put("dependencies", i == 0 ? List.of() : List.of("t" + (i - 1)));
            task.put("acceptance", List.of(accepted.toString()));
            tasks.add(task);
        }
        return Requests.json(Map.of("request_id", id, "workspace", repository.toString(), "tasks", tasks));
    }

    private static String file(String id, int task) {
        return id + "-t" + task + ".txt";
    }

    /** Whether an attempt, as the journal names it, is one at such a task. */
    boolean did(TestHome home, String attempt) {
        return requests.entrySet().stream().anyMatch(request -> tasks(home, request.getKey())
                .anyMatch(task -> attempt.startsWith(Packets.idOf(request.getKey(), task) + ".")));
    }

    private Stream<String> tasks(TestHome home, String request) {
        return isPlannedByPatterns(home, request)
                ? result(home, request).path("tasks").valueStream().map(task -> task.path("task_id")
                        .asString())
                : IntStream.range(0, requests.getOrDefault(request, 0)).mapToObj(i -> "t" + i);
    }

    /** Whether it was planned without the model, as one is when daemons die again and again while the model plans it. */
    boolean isPlannedByPatterns(TestHome home, String request) {
        return inWords.contains(request)
                && home.hasResult(request)
                && !result(home, request)
                        .path("tasks")
                        .path(0)
                        .path("task_id")
                        .asString("")
                        .equals("t0");
    }

    private static JsonNode result(TestHome home, String request) {
        return TestHome.read(home.home().answer(request));
    }

    /** How many were planned by the model. */
    long planned(TestHome home) {
        return inWords.stream()
                .filter(id -> home.hasResult(id)
                        && result(home, id)
                                .path("tasks")
                                .path(0)
                                .path("task_id")
                                .asString("")
                                .equals("t0"))
                .count();
    }

    boolean isOne(String request) {
        return requests.containsKey(request);
    }

    /** What is wrong when all is over. */
    List<String> wrong(TestHome home) throws IOException, InterruptedException {
        var wrong = new ArrayList<String>();
        check(wrong, git("status", "--porcelain").equals("M README.txt"), "the checkout was written to");
        check(wrong, git("rev-list", "--count", "main").equals("1"), "the branch of the person was moved");
        for (Map.Entry<String, Integer> request : requests.entrySet()) {
            if (home.hasResult(request.getKey()) && !isPlannedByPatterns(home, request.getKey())) {
                JsonNode tasks = result(home, request.getKey()).path("tasks");
                for (int i = 0; i < request.getValue(); i++) {
                    checkTask(wrong, request.getKey(), i, tasks.path(i));
                }
            }
        }
        return wrong;
    }

    private void checkTask(List<String> wrong, String id, int index, JsonNode task)
            throws IOException, InterruptedException {
        String branch = "drover/" + id;
        boolean exists = !git("branch", "--list", branch).isEmpty();
        List<String> commits = exists
                ? git("log", "--format=%H", "main.." + branch, "--", file(id, index))
                        .lines()
                        .toList()
                : List.of();
        boolean completed = task.path("state").asString().equals("completed");
        String commit = task.path("commit").asString("");
        check(
                wrong,
                completed ? commits.equals(List.of(commit)) : commits.size() <= 1,
                "task " + index + " of " + id + " has the commits " + commits + ", and its result is " + task);
    }

    private static void check(List<String> wrong, boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    /** How many were asked for. */
    int size() {
        return requests.size();
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        return Processes.run(command.toArray(String[]::new)).strip();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
