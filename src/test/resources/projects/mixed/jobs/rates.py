def rate(amount):
    return amount / 100
