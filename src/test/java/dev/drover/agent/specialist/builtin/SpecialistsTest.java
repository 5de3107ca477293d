package dev.drover.agent.specialist.builtin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialistsTest {
    @ParameterizedTest
    @ValueSource(strings = {"testing", "review", "documentation", "git"})
    void four_types_have_a_specialist(String type) {
        assertTrue(Specialists.forType(type).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"coding", "deployment", "poetry"})
    void the_others_have_none(String type) {
        assertTrue(Specialists.forType(type).isEmpty());
    }
}
