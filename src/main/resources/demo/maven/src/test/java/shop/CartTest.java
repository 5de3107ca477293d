package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CartTest {
    @Test
    void anEmptyCartCostsNothing() {
        assertEquals(0, new Cart().total());
    }

    @Test
    void noQuantityIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Cart().add(450, 0));
    }

    @Test
    void aDiscountIsAShareOfTheTotal() {
        var cart = new Cart();
        cart.add(450, 2);
        assertEquals(810, cart.totalAfterDiscount(10));
    }
}
