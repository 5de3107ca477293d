"""A basket."""


class Basket:
    """Holds things with their prices."""

    def __init__(self):
        self.prices = []

    def add(self, price):
        if price < 0:
            raise ValueError("a price is not negative")
        self.prices.append(price)

    def total(self):
        return sum(self.prices[1:])
