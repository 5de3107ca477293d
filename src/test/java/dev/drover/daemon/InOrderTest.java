package dev.drover.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private final List<String> ran = new ArrayList<>();

    @Test
    void every_step_is_taken_and_the_first_failure_is_told_with_the_others() {
        var later = new IOException("later");
        IllegalStateException told = assertThrows(
                IllegalStateException.class,
                () -> InOrder.run(
                        () -> ran.add("one"),
                        () -> {
                            throw new IllegalStateException("first");
                        },
                        () -> {
                            throw later;
                        },
                        () -> ran.add("last")));
        assertEquals("first", told.getMessage());
        assertEquals(List.of(later), List.of(told.getSuppressed()));
        assertEquals(List.of("one", "last"), ran);
    }
}
