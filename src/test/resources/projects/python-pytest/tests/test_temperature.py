import pytest

from temperature import fahrenheit, is_frost


@pytest.mark.parametrize("celsius, expected", [(100, 212), (-40, -40)])
def test_fahrenheit(celsius, expected):
    assert fahrenheit(celsius) == expected


class TestFrost:
    def test_below_zero(self):
        assert is_frost(-1)

    @pytest.mark.skip(reason="no sensor")
    def test_measured(self):
        raise NotImplementedError
