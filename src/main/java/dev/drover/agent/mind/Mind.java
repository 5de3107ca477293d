package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell;
import dev.drover.council.ModelAccess;
import dev.drover.message.Limits;
import dev.drover.model.Part;
import dev.drover.model.Sampling;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is asked for one task, and how.
 *
 * @param model by the name that the server knows it by
 * @param prompt what the definition of the agent says of its work
 * @param limits those of the request
 * @param knowledge what is known of such work
 */
record Mind(ModelAccess access, String model, String prompt, Sampling sampling, Limits limits, List<Part> knowledge) {
    private static final int INPUT = 70;
    private static final Duration LEAST_FOR_THE_END = Duration.ofSeconds(5);
    private static final Duration MOST_FOR_THE_END = Duration.ofSeconds(15);
    private static final int PART_FOR_THE_END = 3;

    Mind {
        knowledge = List.copyOf(knowledge);
    }

    /** How many questions one attempt may take. */
    int rounds() {
        return access.rounds();
    }

    /**
     * What is left of the task's time but for its end, in which what was written is kept and told of. A program that does
     * not end when it is told to takes a part of that.
     */
    static Duration timeToWork(Shell shell) {
        Duration left = shell.timeLeft();
        Duration part = left.dividedBy(PART_FOR_THE_END);
        Duration most = part.compareTo(MOST_FOR_THE_END) < 0 ? part : MOST_FOR_THE_END;
        Duration end = most.compareTo(LEAST_FOR_THE_END) < 0 ? LEAST_FOR_THE_END : most;
        return left.compareTo(end) < 0 ? Duration.ZERO : left.minus(end);
    }

    /** What the tasks before it did, and what is known. */
    List<Part> background(Assignment assignment) {
        return Stream.concat(
                        assignment.packet().inputs().stream()
                                .map(input ->
                                        new Part("Task '" + input.taskId() + "', done before", input.summary(), INPUT)),
                        knowledge.stream())
                .toList();
    }
}
