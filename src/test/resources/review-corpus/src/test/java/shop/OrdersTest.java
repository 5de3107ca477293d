package shop;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class OrdersTest {
    @Test
    @Disabled
    void adds() {}
}
