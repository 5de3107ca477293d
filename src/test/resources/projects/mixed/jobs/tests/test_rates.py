import unittest

import rates


class RatesTest(unittest.TestCase):
    def test_a_hundredth(self):
        self.assertEqual(2, rates.rate(200))
