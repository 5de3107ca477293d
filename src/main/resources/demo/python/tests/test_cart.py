import unittest

from shop.cart import Cart


class CartTest(unittest.TestCase):
    def test_an_empty_cart_costs_nothing(self):
        self.assertEqual(0, Cart().total())

    def test_quantities_are_counted(self):
        cart = Cart()
        cart.add("tea", 450, 2)
        cart.add("cup", 1200)
        self.assertEqual(2100, cart.total())

    def test_no_quantity_is_refused(self):
        with self.assertRaises(ValueError):
            Cart().add("tea", 450, 0)

    def test_a_discount_is_a_share_of_the_total(self):
        cart = Cart()
        cart.add("tea", 450, 2)
        self.assertEqual(810, cart.total_after_discount(10))


if __name__ == "__main__":
    unittest.main()
