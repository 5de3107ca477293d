import unittest

from basket import Basket


class BasketTest(unittest.TestCase):
    def test_is_empty_at_first(self):
        self.assertEqual(0, Basket().total())

    def test_adds_up(self):
        """The total is the sum of all prices."""
        basket = Basket()
        basket.add(2)
        basket.add(3)
        self.assertEqual(5, basket.total())

    def test_refuses_a_negative_price(self):
        with self.assertRaises(ValueError):
            Basket().add(-1)

    @unittest.skip("later")
    def test_remembers_who_bought(self):
        pass
