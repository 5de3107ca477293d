package dev.drover.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.message.Json;
import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import dev.drover.message.Request;
import dev.drover.message.TaskSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShapeTest {
    private static Request request(Shape shape) {
        Parsed<Request> parsed = Messages.request(Json.bytes(shape.request("bench-1", "testing")));
        if (parsed instanceof Parsed.Valid<Request> valid) {
            return valid.value();
        }
        throw new AssertionError(parsed);
    }

    @ParameterizedTest
    @EnumSource
    void every_shape_is_a_valid_request_of_as_many_tasks_as_it_says(Shape shape) {
        assertEquals(shape.tasks(), request(shape).tasks().size());
    }

    @Test
    void the_chain_has_eight_tasks_in_seven_levels() {
        Map<String, Integer> levels = new HashMap<>();
        for (TaskSpec task : request(Shape.CHAIN).tasks()) {
            int below = task.dependencies().stream()
                    .mapToInt(id -> levels.getOrDefault(id, 0))
                    .max()
                    .orElse(0);
            levels.put(task.taskId(), below + 1);
        }

        assertEquals(8, levels.size());
        assertEquals(7, max(levels.values()));
    }

    private static int max(Collection<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
