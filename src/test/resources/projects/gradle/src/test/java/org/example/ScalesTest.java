package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScalesTest {
    @Test
    void a_kilogram_is_a_thousand_grams() {
        assertEquals(1, Scales.kilograms(1000));
    }
}
