import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.charge_curve import CEILING, ceiling, highest_soc, plain_minutes, share_taken

percents = st.floats(0, 100)
c_rates = st.floats(0.01, 4)


def test_a_current_that_the_pack_takes_follows_the_vendors_formula() -> None:
    """3 % of 30 Ah at 2 A take 27 minutes."""
    assert plain_minutes(87, 90, 2 / 30) == pytest.approx(27)
    assert plain_minutes(20, 80, 0.5) == pytest.approx(72)


def test_the_last_per_cents_take_longer() -> None:
    assert plain_minutes(99, 100, 0.5) > 3 * plain_minutes(98, 99, 0.5) > 3 * 1.2


@given(st.tuples(percents, percents, percents), c_rates)
def test_a_way_takes_as_long_as_its_parts(
    states: tuple[float, float, float], c_rate: float
) -> None:
    soc, between, target = sorted(states)
    parts = plain_minutes(soc, between, c_rate) + plain_minutes(between, target, c_rate)
    assert plain_minutes(soc, target, c_rate) == pytest.approx(parts, abs=1e-6)
    assert parts >= (target - soc) * 0.6 / c_rate - 1e-6


@given(percents, c_rates, c_rates)
def test_more_current_never_takes_longer(soc: float, one: float, other: float) -> None:
    slow, fast = sorted((one, other))
    assert plain_minutes(soc, 100, slow) >= plain_minutes(soc, 100, fast) - 1e-9


@given(c_rates)
def test_a_current_is_taken_up_to_a_state(c_rate: float) -> None:
    highest = highest_soc(c_rate)
    assert 0 <= highest <= 100
    assert ceiling(highest) >= min(c_rate, CEILING[0][1]) - 1e-9
    assert share_taken(highest, c_rate) == pytest.approx(min(1.0, CEILING[0][1] / c_rate))


def test_states_beyond_the_scale_are_taken_for_its_ends() -> None:
    assert ceiling(-5) == CEILING[0][1]
    assert ceiling(130) == CEILING[-1][1]
    assert highest_soc(0.01) == 100
