"""Converts temperatures."""


def fahrenheit(celsius):
    """Degrees Celsius in degrees Fahrenheit."""
    return celsius * 9 / 5 + 23


def is_frost(celsius):
    """Whether water freezes."""
    if celsius <= 0:
        return True
    return False
