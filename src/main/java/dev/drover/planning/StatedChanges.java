package dev.drover.planning;

import dev.drover.flock.Problem;
import dev.drover.message.Ids;
import dev.drover.message.TaskSpec;
import java.util.Optional;
import java.util.Set;

/** Tasks that state their changes in full: who does them, and what they may not say besides. */
public final class StatedChanges {
    static final String APPLY_EDITS = "apply_edits";
    private static final Set<String> ACCEPTED = Set.of(APPLY_EDITS, "rewrite", "testing", "documentation");
    private static final Set<String> ADVICE = Set.of("analysis", "design");
    private static final Set<String> MAY_WRITE = Set.of("testing", "documentation");
    private static final Set<String> NEVER_WRITE = Set.of("review", "git", "deployment");

    private StatedChanges() {}

    /** The task, with the capability that its edits need when it names none. */
    static TaskSpec staffed(TaskSpec task) {
        boolean open = task.capability().isEmpty() && task.run().isEmpty();
        return open && !task.edits().isEmpty() ? task.needing(APPLY_EDITS) : task;
    }

    /** What is said and would not be done. */
    static Optional<Problem> problem(TaskSpec task, String pointer, Capabilities capabilities) {
        String name = "Task '" + Ids.printable(task.taskId()) + "'";
        if (!task.edits().isEmpty() && task.run().isPresent()) {
            return Optional.of(new Problem(
                    pointer + "/run",
                    "run_and_edits",
                    name
                            + " has both edits and a run, and one task does one of them; put a command that checks the edits"
                            + " into \"acceptance\", or make two tasks"));
        }
        if (!task.edits().isEmpty() && !task.capability().equals(Optional.of(APPLY_EDITS))) {
            return Optional.of(new Problem(
                    pointer + "/capability",
                    "edits",
                    name + " has edits, which the capability 'apply_edits' makes, and names another one; leave"
                            + " \"capability\" out"));
        }
        if (!task.edits().isEmpty() && !isOfItsType(task, capabilities)) {
            return Optional.of(new Problem(
                    pointer + "/agent_type",
                    "edits",
                    name + " has edits, which agents of type '"
                            + capabilities.typeFor(APPLY_EDITS).orElse("coding") + "' make; leave \"agent_type\" out"));
        }
        if (hasAcceptanceInVain(task, capabilities)) {
            return Optional.of(
                    new Problem(
                            pointer + "/acceptance",
                            "acceptance",
                            name
                                    + " has acceptance commands, which are run after files were changed by edits, a rewrite or"
                                    + " something with a mind, and changes none; put them into \"run\" of a task of their own"));
        }
        return Optional.empty();
    }

    /** Whether it has acceptance commands that nobody would run, since it changes no files. */
    public static boolean hasAcceptanceInVain(TaskSpec task, Capabilities capabilities) {
        return !task.acceptance().isEmpty() && !changesFiles(task, capabilities);
    }

    /** Whether it may be one that changes files; of types that people have added nobody knows better. */
    private static boolean changesFiles(TaskSpec task, Capabilities capabilities) {
        if (task.run().isPresent()) {
            return false;
        }
        Optional<String> capability = task.capability();
        if (capability.filter(ACCEPTED::contains).isPresent()) {
            return true;
        }
        String type = capabilities.typeFor(task).orElse("");
        return !NEVER_WRITE.contains(type)
                && capability.filter(ADVICE::contains).isEmpty()
                && !(MAY_WRITE.contains(type) && capability.isPresent());
    }

    private static boolean isOfItsType(TaskSpec task, Capabilities capabilities) {
        return task.agentType().isEmpty() || task.agentType().equals(capabilities.typeFor(APPLY_EDITS));
    }
}
