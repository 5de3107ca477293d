package dev.drover.planning;

import dev.drover.datafile.BrokenFileException;
import dev.drover.datafile.Yaml;
import dev.drover.flock.Dag;
import dev.drover.flock.Problem;
import dev.drover.message.Ids;
import dev.drover.message.Rerun;
import dev.drover.message.TaskSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the tasks of a pattern file. */
final class PatternTaskReader {
    static final int MAX_TASKS = 200;
    private static final int MAX_TIMEOUT_SECONDS = 3600;

    private static final Set<String> KEYS = Set.of(
            "id",
            "agent_type",
            "capability",
            "action",
            "run",
            "params",
            "dependencies",
            "files",
            "timeout_seconds",
            "retries",
            "rerun",
            "mutex",
            "only_if",
            "refusable");

    private PatternTaskReader() {}

    static List<PatternTask> read(Yaml.Fields pattern) throws BrokenFileException {
        List<Yaml> items = pattern.items("tasks");
        if (items.isEmpty() || items.size() > MAX_TASKS) {
            throw new BrokenFileException(
                    pattern.lineOf("tasks"), "'tasks' must be a list of 1 to " + MAX_TASKS + " tasks");
        }
        var tasks = new ArrayList<PatternTask>();
        for (Yaml item : items) {
            if (!(item instanceof Yaml.Fields keys)) {
                throw new BrokenFileException(item.line(), "a task must be a mapping (id, capability, action, …)");
            }
            tasks.add(task(keys.only(KEYS)));
        }
        List<Problem> problems =
                Dag.check(tasks.stream().map(PatternTask::template).toList());
        if (!problems.isEmpty()) {
            Problem first = problems.getFirst();
            int index = Integer.parseInt(first.pointer().split("/", -1)[2]);
            throw new BrokenFileException(items.get(index).line(), first.message());
        }
        return tasks;
    }

    private static PatternTask task(Yaml.Fields keys) throws BrokenFileException {
        Optional<String> agentType = keys.text("agent_type");
        Optional<String> run = keys.text("run");
        if (run.isPresent() && run.get().contains(PatternTask.REQUEST)) {
            throw new BrokenFileException(
                    keys.lineOf("run"),
                    "{request} is never put into a command, since the shell would run what a stranger wrote;"
                            + " use it in 'action' only");
        }
        var template = new TaskSpec(
                id(keys, "id", keys.requiredText("id")),
                agentType,
                Optional.of(id(keys, "capability", keys.requiredText("capability"))),
                keys.requiredText("action"),
                run,
                params(keys),
                keys.texts("dependencies"),
                keys.texts("files"),
                keys.number("timeout_seconds", 1, MAX_TIMEOUT_SECONDS),
                keys.number("retries", 0, 100),
                rerun(keys),
                Optional.empty(),
                keys.text("mutex"),
                List.of(),
                List.of());
        return new PatternTask(
                template,
                fromWords(keys),
                PatternReader.phrases(keys, "only_if"),
                PatternReader.phrases(keys, "refusable"));
    }

    private static String id(Yaml.Fields keys, String key, String id) throws BrokenFileException {
        if (!Ids.isValid(id)) {
            throw new BrokenFileException(
                    keys.lineOf(key), "%s '%s' must match %s".formatted(key, Ids.printable(id), Ids.RULE));
        }
        return id;
    }

    private static Optional<Rerun> rerun(Yaml.Fields keys) throws BrokenFileException {
        Optional<String> text = keys.text("rerun");
        try {
            return text.map(Rerun::of);
        } catch (IllegalArgumentException e) {
            throw new BrokenFileException(keys.lineOf("rerun"), "'rerun' must be allowed or never");
        }
    }

    private static Map<String, String> params(Yaml.Fields keys) throws BrokenFileException {
        var params = new LinkedHashMap<String, String>();
        for (Map.Entry<String, Yaml> param : given(keys).entrySet()) {
            String text = Yaml.textOf(param.getValue(), "'" + param.getKey() + "'");
            if (!text.startsWith("{")) {
                params.put(param.getKey(), text);
            }
        }
        return params;
    }

    /** What begins with a brace is looked for in the request; only what has a strict shape can be. */
    private static Map<String, ValueInWords> fromWords(Yaml.Fields keys) throws BrokenFileException {
        var fromWords = new LinkedHashMap<String, ValueInWords>();
        for (Map.Entry<String, Yaml> param : given(keys).entrySet()) {
            String text = Yaml.textOf(param.getValue(), "'" + param.getKey() + "'");
            if (text.startsWith("{")) {
                fromWords.put(
                        param.getKey(),
                        ValueInWords.of(text)
                                .orElseThrow(() -> new BrokenFileException(
                                        param.getValue().line(),
                                        "'%s' names no value that can be taken from a request; write one of %s, or such as '{branch after into, to}'"
                                                .formatted(Ids.printable(text), ValueInWords.forms()))));
            }
        }
        return fromWords;
    }

    private static Map<String, Yaml> given(Yaml.Fields keys) throws BrokenFileException {
        return keys.fields("params").map(Yaml.Fields::values).orElse(Map.of());
    }
}
