package dev.drover.planning.model;

import dev.drover.flock.Dag;
import dev.drover.flock.Problem;
import dev.drover.message.Ids;
import dev.drover.message.Json;
import dev.drover.message.TaskSpec;
import dev.drover.model.ChatAnswer;
import dev.drover.model.NoObject;
import dev.drover.planning.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A plan as a model states it, checked.
 *
 * @param tasks with their agent types, as far as they could be read
 * @param problems what is wrong with it, a sentence each, for the model to mend; none when it can be run
 */
record PlanAnswer(String reason, String risk, List<TaskSpec> tasks, List<String> problems) {
    static final int MOST_TASKS = 20;
    private static final int MAX_ACTION = 2000;
    private static final Set<String> RISKS = Set.of("low", "medium", "high");

    PlanAnswer {
        tasks = List.copyOf(tasks);
        problems = List.copyOf(problems);
    }

    /** Of what may be chosen. */
    record Offer(List<String> capabilities, List<String> checks) {
        Offer {
            capabilities = List.copyOf(capabilities);
            checks = List.copyOf(checks);
        }

        /** The schema of an answer; what can be chosen is listed in it. */
        JsonNode schema() {
            Map<String, Object> text = Map.of("type", "string");
            Map<String, Object> texts = Map.of("type", "array", "items", text);
            Map<String, Object> task = Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of(
                            "task_id", text,
                            "capability", Map.of("type", "string", "enum", capabilities),
                            "action", text,
                            "dependencies", texts,
                            "files", texts,
                            "acceptance",
                                    checks.isEmpty()
                                            ? texts
                                            : Map.of(
                                                    "type",
                                                    "array",
                                                    "items",
                                                    Map.of("type", "string", "enum", checks))),
                    "required",
                    List.of("task_id", "capability", "action", "dependencies", "files", "acceptance"));
            return Json.read(
                    Json.bytes(Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of(
                                    "reason",
                                    text,
                                    "risk",
                                    Map.of("type", "string", "enum", List.of("low", "medium", "high")),
                                    "tasks",
                                    Map.of("type", "array", "items", task)),
                            "required",
                            List.of("reason", "risk", "tasks"))),
                    JsonNode.class);
        }
    }

    static PlanAnswer of(ChatAnswer answer, Offer offer, Capabilities known) {
        JsonNode tree;
        try {
            tree = answer.object();
        } catch (NoObject e) {
            return new PlanAnswer("", "medium", List.of(), List.of(String.valueOf(e.getMessage())));
        }
        var problems = new ArrayList<String>();
        var tasks = new ArrayList<TaskSpec>();
        int number = 0;
        for (JsonNode task : tree.path("tasks")) {
            task(task, "/tasks/" + number++, offer, known, problems).ifPresent(tasks::add);
        }
        if (number == 0) {
            problems.add("/tasks: there is none; give at least one task.");
        } else if (number > MOST_TASKS) {
            problems.add("/tasks: there are " + number + ", and at most " + MOST_TASKS + " may be; join some.");
        }
        if (problems.isEmpty()) {
            Dag.check(tasks).stream().map(Problem::message).forEach(problems::add);
        }
        String risk = tree.path("risk").asString("").toLowerCase(Locale.ROOT);
        return new PlanAnswer(
                Ids.printable(tree.path("reason").asString("").strip(), 500),
                RISKS.contains(risk) ? risk : "medium",
                tasks,
                problems);
    }

    private static Optional<TaskSpec> task(
            JsonNode task, String pointer, Offer offer, Capabilities known, List<String> problems) {
        int before = problems.size();
        String id = task.path("task_id").asString("");
        if (!Ids.isValid(id)) {
            problems.add(pointer + "/task_id: '" + Ids.printable(id) + "' is no id; it must match " + Ids.RULE
                    + ", such as write-tests.");
        }
        String action = task.path("action").asString("").strip();
        if (action.isEmpty() || action.length() > MAX_ACTION || action.indexOf('\0') >= 0) {
            problems.add(pointer + "/action: say in one or two sentences what is to be done.");
        }
        String capability = task.path("capability").asString("");
        Optional<String> type = known.typeFor(capability);
        if (!offer.capabilities().contains(capability) || type.isEmpty()) {
            problems.add(pointer + "/capability: '" + Ids.printable(capability) + "' is none; use one of "
                    + String.join(", ", offer.capabilities()) + ".");
        }
        List<String> files = texts(task.path("files"));
        for (String file : files) {
            if (file.startsWith("/")
                    || file.indexOf('\0') >= 0
                    || List.of(file.split("/")).contains("..")) {
                problems.add(pointer + "/files: '" + Ids.printable(file)
                        + "' leads out of the workspace; name files below it, such as src/**.");
            }
        }
        List<String> acceptance = texts(task.path("acceptance"));
        for (String command : acceptance) {
            if (!offer.checks().contains(command)) {
                problems.add(pointer + "/acceptance: '" + Ids.printable(command) + "' is not allowed; "
                        + (offer.checks().isEmpty()
                                ? "leave it empty."
                                : "use " + String.join(", ", offer.checks()) + ", or leave it empty."));
            }
        }
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new TaskSpec(
                        id,
                        type,
                        Optional.of(capability),
                        action,
                        Optional.empty(),
                        Map.of(),
                        texts(task.path("dependencies")),
                        files,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        acceptance));
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        for (JsonNode item : list) {
            String text = item.asString("").strip();
            if (!text.isEmpty() && texts.size() < 100) {
                texts.add(text);
            }
        }
        return texts.stream().distinct().toList();
    }
}
