"""How far the station's clock is from the database's (F30)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clocks import StationClock
from tests.unit.domain.rows import HOUR, NOON, at


def test_before_anything_is_known_the_clocks_are_taken_to_agree() -> None:
    assert StationClock().on_database(NOON) == NOON


@pytest.mark.parametrize("skew", [-2 * HOUR, -3.0, 0.0, 3.0, 2 * HOUR])
def test_a_station_whose_clock_is_off(skew: float) -> None:
    clock = StationClock()
    clock.learn(at(skew), NOON)
    assert clock.on_database(at(60 + skew)) == at(60)


@given(delays=st.lists(st.floats(0, 5000), min_size=1, max_size=8), skew=st.floats(-7200, 7200))
def test_what_came_late_is_put_too_late_never_too_early(delays: list[float], skew: float) -> None:
    clock = StationClock()
    for place, delay in enumerate(delays):
        clock.learn(at(10 * place + skew), at(10 * place + delay))
    off = (clock.on_database(at(skew)) - NOON).total_seconds()
    assert off == pytest.approx(min(delays), abs=1e-3)


def test_a_clock_that_was_set_is_learnt_anew() -> None:
    clock = StationClock()
    clock.learn(at(2 * HOUR), NOON)
    for place in range(8):
        clock.learn(at(10 * place), at(10 * place))
    assert clock.on_database(at(100)) == at(100)
