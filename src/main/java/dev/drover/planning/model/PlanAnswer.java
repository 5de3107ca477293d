package dev.drover.planning.model;

import dev.drover.flock.Dag;
import dev.drover.flock.Problem;
import dev.drover.message.Ids;
import dev.drover.message.Json;
import dev.drover.message.TaskSpec;
import dev.drover.model.ChatAnswer;
import dev.drover.model.NoObject;
import dev.drover.planning.Capabilities;
import dev.drover.planning.StatedChanges;
import dev.drover.planning.WayOut;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    private static final int MOST_TASKS = 20;
    private static final int MAX_ANSWER = 256 * 1024;
    private static final int MAX_ACTION = 2000;
    private static final int MAX_FILE = 4096;
    private static final Set<String> RISKS = Set.of("low", "medium", "high");

    PlanAnswer {
        tasks = List.copyOf(tasks);
        problems = List.copyOf(problems);
    }

    /**
     * Of what may be chosen.
     *
     * @param required of the capabilities, those that a plan must have
     * @param mostTasks that a request may have; of a model's plan at most 20 are taken, however many that are
     */
    record Offer(List<String> capabilities, List<String> required, List<String> checks, int mostTasks) {
        Offer {
            mostTasks = Math.min(MOST_TASKS, mostTasks);
            capabilities = List.copyOf(capabilities);
            required = List.copyOf(required);
            checks = List.copyOf(checks);
        }

        /**
         * The schema of an answer; what can be chosen is listed in it. Its order is that in which a model writes: the reason
         * before the tasks, and of a task what it is before what it changes.
         */
        JsonNode schema() {
            return Json.tree("""
                    {"type":"object","properties":{
                      "reason":{"type":"string"},
                      "risk":{"type":"string","enum":["low","medium","high"]},
                      "tasks":{"type":"array","items":{"type":"object","properties":{
                        "task_id":{"type":"string"},
                        "capability":{"type":"string","enum":%s},
                        "action":{"type":"string"},
                        "dependencies":{"type":"array","items":{"type":"string"}},
                        "files":{"type":"array","items":{"type":"string"}},
                        "acceptance":{"type":"array","items":{"type":"string"%s}}},
                       "required":["task_id","capability","action","dependencies","files","acceptance"]}}},
                     "required":["reason","risk","tasks"]}""".formatted(json(capabilities), checks.isEmpty() ? "" : ",\"enum\":" + json(checks)));
        }

        private static String json(List<String> words) {
            return new String(Json.bytes(words), StandardCharsets.UTF_8);
        }
    }

    /**
     * Checks an answer.
     *
     * @param workspace its real path
     */
    static PlanAnswer of(ChatAnswer answer, Offer offer, Capabilities known, Optional<Path> workspace) {
        var problems = new PlanProblems();
        if (answer.text().length() > MAX_ANSWER) {
            problems.add("The answer has " + answer.text().length() + " characters, and at most " + MAX_ANSWER
                    + " may be; answer with one short JSON object.");
            return unusable(problems);
        }
        JsonNode tree;
        try {
            tree = answer.object();
        } catch (NoObject e) {
            problems.add(String.valueOf(e.getMessage()));
            return unusable(problems);
        }
        int number = tree.path("tasks").size();
        if (number == 0) {
            problems.add("/tasks: there is none; give at least one task.");
        } else if (number > offer.mostTasks()) {
            problems.add("/tasks: there are " + number + ", and at most " + offer.mostTasks() + " may be; join some.");
        }
        List<String> chosen = tree.path("tasks")
                .valueStream()
                .map(task -> task.path("capability").asString(""))
                .toList();
        for (String capability : offer.required()) {
            if (!chosen.contains(capability)) {
                problems.add("/tasks: none is for '" + capability + "', which the request requires; add one.");
            }
        }
        var tasks = new ArrayList<TaskSpec>();
        for (int i = 0; i < Math.min(number, offer.mostTasks()); i++) {
            task(tree.path("tasks").path(i), "/tasks/" + i, offer, known, workspace, problems)
                    .ifPresent(tasks::add);
        }
        if (problems.count() == 0) {
            for (Problem problem : Dag.check(tasks)) {
                problems.add(problem.pointer() + ": " + problem.message() + ".");
            }
        }
        String risk = tree.path("risk").asString("").toLowerCase(Locale.ROOT);
        return new PlanAnswer(
                Ids.printable(tree.path("reason").asString("").strip(), 500),
                RISKS.contains(risk) ? risk : "medium",
                tasks,
                problems.told());
    }

    private static PlanAnswer unusable(PlanProblems problems) {
        return new PlanAnswer("", "medium", List.of(), problems.told());
    }

    private static Optional<TaskSpec> task(
            JsonNode task,
            String pointer,
            Offer offer,
            Capabilities known,
            Optional<Path> workspace,
            PlanProblems problems) {
        int before = problems.count();
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
            if (file.length() > MAX_FILE
                    || file.startsWith("/")
                    || List.of(file.split("/")).contains("..")
                    || WayOut.isIn(file, workspace)) {
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
        var planned = new TaskSpec(
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
                acceptance);
        if (problems.count() == before && StatedChanges.hasAcceptanceInVain(planned, known)) {
            problems.add(pointer + "/acceptance: a task for '" + capability
                    + "' changes no files that commands could accept; leave it empty.");
        }
        return problems.count() > before ? Optional.empty() : Optional.of(planned);
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
