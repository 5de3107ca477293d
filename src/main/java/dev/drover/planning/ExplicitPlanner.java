package dev.drover.planning;

import dev.drover.flock.Dag;
import dev.drover.flock.Problem;
import dev.drover.message.Ids;
import dev.drover.message.Request;
import dev.drover.message.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the tasks that the request gives, as they are; only the agent types that it leaves open are filled in. */
final class ExplicitPlanner {
    PlanningResult answer(Request request, Capabilities capabilities) {
        List<TaskSpec> tasks = request.tasks();
        if (tasks.isEmpty()) {
            return PlanningResult.refused(
                    "/tasks", "no_tasks", "The request has no tasks; give at least one, or say what you want");
        }
        var problems = new ArrayList<Problem>();
        var planned = new ArrayList<TaskSpec>();
        for (int i = 0; i < tasks.size(); i++) {
            TaskSpec task = tasks.get(i);
            Optional<Problem> problem = Staffing.problem(task, "/tasks/" + i, capabilities);
            problem.ifPresent(problems::add);
            StatedChanges.problem(task, "/tasks/" + i, capabilities).ifPresent(problems::add);
            if (!Ids.isValid(task.taskId())) {
                problems.add(new Problem(
                        "/tasks/" + i + "/task_id",
                        "id",
                        "'%s' is not a task id; it must match %s, such as 'build-1'"
                                .formatted(Ids.printable(task.taskId()), Ids.RULE)));
            }
            capabilities.typeFor(task).ifPresent(type -> planned.add(task.assigned(type, task.dependencies())));
        }
        problems.addAll(Dag.check(tasks));
        return problems.isEmpty()
                ? new PlanningResult.Planned(
                        new Plan(Optional.empty(), "The request gives its tasks: they are run as given", planned))
                : new PlanningResult.Refused(problems);
    }
}
