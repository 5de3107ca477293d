package dev.drover.planning;

import dev.drover.flock.Problem;
import dev.drover.message.Ids;
import dev.drover.message.TaskSpec;
import java.util.Optional;

/** Whether there is an agent type for a task. */
final class Staffing {
    private Staffing() {}

    /** Why there is none, for the task at this place of the request. */
    static Optional<Problem> problem(TaskSpec task, String pointer, Capabilities capabilities) {
        if (task.agentType().isPresent()) {
            String type = task.agentType().get();
            return capabilities.types().contains(type)
                    ? Optional.empty()
                    : Optional.of(unknownType(task, type, pointer, capabilities));
        }
        if (task.capability().isEmpty()) {
            return Optional.of(new Problem(
                    pointer + "/agent_type",
                    "no_agent_type",
                    "Task '%s' says neither agent_type nor capability; add \"agent_type\", one of %s"
                            .formatted(Ids.printable(task.taskId()), String.join(", ", capabilities.types()))));
        }
        return capabilities.typeFor(task.capability().get()).isPresent()
                ? Optional.empty()
                : Optional.of(unknownCapability(
                        "Task '" + Ids.printable(task.taskId()) + "' needs",
                        task.capability().get(),
                        pointer + "/capability",
                        capabilities));
    }

    private static Problem unknownType(TaskSpec task, String type, String pointer, Capabilities capabilities) {
        String who = "Task '%s' is for agent type '%s', ".formatted(Ids.printable(task.taskId()), Ids.printable(type));
        Optional<String> broken = Optional.ofNullable(capabilities.broken().get(type));
        return new Problem(
                pointer + "/agent_type",
                "unknown_agent_type",
                who
                        + broken.map(file -> "whose definition cannot be read: " + file + ". Mend it")
                                .orElseGet(() -> "which is not defined; known are "
                                        + String.join(", ", capabilities.types())
                                        + ". Use one of these, or add council/agents/"
                                        + (Ids.isValid(type) ? type : "<type>") + ".md"));
    }

    static Problem unknownCapability(String who, String capability, String pointer, Capabilities capabilities) {
        return new Problem(
                pointer,
                "unknown_capability",
                "%s the capability '%s', which no agent definition declares; known are %s. %s"
                        .formatted(
                                who,
                                Ids.printable(capability),
                                String.join(", ", capabilities.capabilities()),
                                whatNow(capabilities)));
    }

    private static String whatNow(Capabilities capabilities) {
        return capabilities.broken().isEmpty()
                ? "Use one of these, or declare it in council/agents"
                : "A definition that cannot be read may declare it: "
                        + capabilities.broken().values().iterator().next() + ". Mend that file first";
    }
}
