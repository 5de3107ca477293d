package org.example.till;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class TillTest {
    @Test
    void adds_up() {
        assertEquals(600, Till.total(List.of(100L, 200L, 300L)));
    }

    @Test
    void a_discount_is_a_share_of_the_price() {
        assertEquals(180, Till.discounted(200, 10));
    }

    @Test
    void nobody_is_paid_to_buy() {
        assertThrows(IllegalArgumentException.class, () -> Till.discounted(200, 101));
    }

    @Test
    @Disabled("later")
    void gives_change() {}
}
