package dev.drover.master;

import dev.drover.bus.IntakeFile;
import dev.drover.bus.TakenIn;
import dev.drover.flock.Dag;
import dev.drover.flock.Problem;
import dev.drover.flock.Strategies;
import dev.drover.flock.StrategyChoice;
import dev.drover.master.core.Input;
import dev.drover.message.Failure;
import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import dev.drover.message.Priority;
import dev.drover.message.Request;
import dev.drover.message.Sha256;
import dev.drover.message.Shortened;
import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import dev.drover.message.Violation;
import dev.drover.planning.Plan;
import dev.drover.planning.Planning;
import dev.drover.planning.PlanningResult;
import dev.drover.planning.WayOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** From the bytes of a request to its acceptance with a plan, or to its refusal with a reason. Safe for any thread. */
final class RequestCheck {
    private final Supplier<Planning> planning;
    private final Predicate<String> seen;
    private final long maxBytes;
    private final int maxTasks;

    /** @param seen whether a request of that id was taken in before */
    RequestCheck(Supplier<Planning> planning, Predicate<String> seen, long maxBytes, int maxTasks) {
        this.planning = planning;
        this.seen = seen;
        this.maxBytes = maxBytes;
        this.maxTasks = maxTasks;
    }

    long maxBytes() {
        return maxBytes;
    }

    /** Decides on a request that lies at {@code where}, relative to the home. */
    Input decide(String where, String ulid, Priority lane, String file, byte[] bytes) {
        return switch (Messages.request(bytes)) {
            case Parsed.Incomplete<Request> incomplete -> refused(where, file, "not_json", incomplete.reason());
            case Parsed.Invalid<Request> invalid ->
                refused(
                        where,
                        file,
                        "invalid",
                        invalid.violations().stream().map(Violation::message).collect(Collectors.joining("; ")));
            case Parsed.Valid<Request> valid -> plan(where, ulid, lane, file, bytes, valid.value());
        };
    }

    private Input plan(String where, String ulid, Priority lane, String file, byte[] bytes, Request request) {
        if (request.tasks().size() > maxTasks) {
            return refused(
                    where,
                    file,
                    "too_many_tasks",
                    "/tasks has " + request.tasks().size() + " tasks, the limit is " + maxTasks
                            + " (bus.max_tasks); split the request");
        }
        Optional<Path> workspace = request.workspace().map(Path::of);
        List<Problem> problems = new ArrayList<>();
        workspace.flatMap(RequestCheck::problemWith).ifPresent(problems::add);
        workspace.filter(w -> problems.isEmpty()).ifPresent(w -> checkFiles(request.tasks(), w, problems));
        if (!problems.isEmpty()) {
            return refused(where, file, problems);
        }
        String id = request.requestId().orElseGet(() -> TakenIn.idOf(ulid));
        // A model would be asked in vain, and at the expense of the request that had the id first.
        if (request.tasks().isEmpty() && request.requestId().filter(seen).isPresent()) {
            return new Input.Repeated(id, Sha256.of(bytes), ulid, file);
        }
        return switch (planning.get().plan(request.named(id), triedBefore(where))) {
            case PlanningResult.Refused refused -> refused(where, file, refused.problems());
            case PlanningResult.Planned planned ->
                new Input.Arrived(
                        id,
                        Sha256.of(bytes),
                        ulid,
                        file,
                        lane,
                        request.userRequest(),
                        workspace.map(RequestCheck::real),
                        request.autonomy(),
                        request.limits(),
                        arranged(planned.plan(), request.strategy().orElse(Strategy.AUTO)));
        };
    }

    /** A model may take its time, and a daemon that is restarted meanwhile must not set the request aside for that. */
    private static Optional<String> triedBefore(String where) {
        return IntakeFile.of(Path.of(where))
                .filter(file -> file.reads() >= IntakeFile.MAX_READS)
                .map(file -> "It was planned by patterns alone, since the daemon had ended or failed "
                        + (file.reads() - 1)
                        + " times while it was planned.");
    }

    private static Input.PlannedWork arranged(Plan plan, Strategy asked) {
        StrategyChoice choice = Strategies.choose(Dag.of(plan.tasks()), asked);
        List<TaskSpec> tasks = Strategies.arrange(plan.tasks(), choice.strategy());
        List<TaskSpec> ordered = choice.strategy() == Strategy.SEQUENTIAL ? Strategies.order(tasks) : tasks;
        return new Input.PlannedWork(plan.pattern(), plan.reason(), choice.strategy(), choice.reason(), ordered);
    }

    private static Optional<Problem> problemWith(Path workspace) {
        String what = !Files.exists(workspace)
                ? "does not exist"
                : !Files.isDirectory(workspace)
                        ? "is not a folder"
                        : !Files.isReadable(workspace) ? "cannot be read by the daemon's user" : "";
        return Optional.of(what)
                .filter(w -> !w.isEmpty())
                .map(w -> new Problem(
                        "/workspace",
                        "workspace",
                        "/workspace: " + workspace + " " + w
                                + "; name an existing folder by its absolute path, such as " + "\"/home/me/project\""));
    }

    /** A file that is named must lie below the workspace, also after links are resolved (rule 6). */
    private static void checkFiles(List<TaskSpec> tasks, Path workspace, List<Problem> problems) {
        for (int i = 0; i < tasks.size(); i++) {
            List<String> files = tasks.get(i).files();
            for (int j = 0; j < files.size(); j++) {
                if (WayOut.isIn(files.get(j), Optional.of(workspace))) {
                    String pointer = "/tasks/" + i + "/files/" + j;
                    problems.add(new Problem(
                            pointer,
                            "files",
                            pointer + ": '" + dev.drover.message.Ids.printable(files.get(j))
                                    + "' leads out of the workspace; name files below it, such as \"src/**\""));
                }
            }
        }
    }

    private static String real(Path workspace) {
        try {
            return workspace.toRealPath().toString();
        } catch (IOException e) {
            return workspace.toString();
        }
    }

    private static Input refused(String where, String file, List<Problem> problems) {
        return refused(
                where,
                file,
                problems.getFirst().rule(),
                problems.stream().map(RequestCheck::withPlace).collect(Collectors.joining("; ")));
    }

    /** The message, which begins with the JSON Pointer of the place (rule 6). */
    private static String withPlace(Problem problem) {
        boolean named = problem.pointer().isEmpty() || problem.message().startsWith(problem.pointer());
        return named ? problem.message() : problem.pointer() + ": " + problem.message();
    }

    private static Input refused(String where, String file, String code, String message) {
        return new Input.Refused(where, file, new Failure(code, Shortened.of(message, 4000), false));
    }
}
