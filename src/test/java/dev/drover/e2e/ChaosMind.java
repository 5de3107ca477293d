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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Work in a repository of a person that a model does, a file a task: each is committed once on the branch of its request,
 * whoever is killed meanwhile, and the checkout stays as it is.
 */
final class ChaosMind implements AutoCloseable {
    private static final Pattern WANTED = Pattern.compile("Write ([a-z0-9-]+\\.txt)");

    private final FakeModelServer server;
    private final Path repository;
    private final Map<String, Integer> requests = new LinkedHashMap<>();

    ChaosMind(Path folder) throws IOException, InterruptedException {
        server = new FakeModelServer();
        server.otherwise(asked -> to -> {
            to.head(200);
            for (String line : answer(asked)) {
                to.send(line + "\n");
            }
            to.end();
        });
        repository = Files.createDirectories(folder.resolve("repository"));
        Files.writeString(repository.resolve("README.txt"), "mine\n");
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@example.org");
        git("add", ".");
        git("commit", "-q", "-m", "begin");
        Files.writeString(repository.resolve("README.txt"), "mine, not committed\n");
    }

    /** The settings of a home whose agents ask this model. */
    TestHome asked(TestHome home) {
        return home.with("DROVER_MODEL_ENABLED", "true")
                .with("DROVER_MODEL_PARALLEL", "4")
                .with(
                        "DROVER_MODEL_ENDPOINT",
                        server.endpoint(Endpoint.Protocol.OLLAMA).toString());
    }

    private static String[] answer(FakeModelServer.Asked asked) {
        Matcher wanted = WANTED.matcher(
                asked.json().path("messages").path(1).path("content").asString());
        return wanted.find()
                ? ModelSays.edits(ModelSays.write(wanted.group(1), "written\n"))
                : ModelSays.text("I do not know.");
    }

    /** A request for so many files, each task of which builds on the one before it. */
    String request(String id, int files) {
        requests.put(id, files);
        List<Map<String, Object>> tasks = new ArrayList<>();
        var accepted = new StringBuilder("true");
        for (int i = 0; i < files; i++) {
            accepted.append(" && test -f ").append(file(id, i));
            Map<String, Object> task = new LinkedHashMap<>();
            task.put("task_id", "t" + i);
            task.put("agent_type", "coding");
            task.put("capability", "code_generation");
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
    boolean did(String attempt) {
        return requests.entrySet().stream().anyMatch(request -> IntStream.range(0, request.getValue())
                .anyMatch(i -> attempt.startsWith(Packets.idOf(request.getKey(), "t" + i) + ".")));
    }

    /** What is wrong when all is over. */
    List<String> wrong(TestHome home) throws IOException, InterruptedException {
        var wrong = new ArrayList<String>();
        check(wrong, git("status", "--porcelain").equals("M README.txt"), "the checkout was written to");
        check(wrong, git("rev-list", "--count", "main").equals("1"), "the branch of the person was moved");
        for (Map.Entry<String, Integer> request : requests.entrySet()) {
            if (home.hasResult(request.getKey())) {
                JsonNode tasks =
                        TestHome.read(home.home().answer(request.getKey())).path("tasks");
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
