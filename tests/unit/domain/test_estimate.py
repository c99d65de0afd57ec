import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.estimate import TAPER_AT_FULL, estimate_to_target, taper, tapered_gain
from kiosk.domain.vehicle import CLASSIC

percents = st.floats(0, 100)


def test_the_vendors_formula_and_not_the_mock_ups_figures() -> None:
    """3 % of a Classic are 2.4 km, and at 2 A they take 27 minutes."""
    takes = estimate_to_target(CLASSIC, 87.0, 90.0, 76.38, 2 * 76.38)
    assert takes.energy_wh == pytest.approx(68.742)
    assert takes.range_km == pytest.approx(2.43)
    assert takes.minutes is not None
    low, high = takes.minutes
    assert low < 27.0 < high
    assert high - low < 0.1 * 27.0


@given(soc=percents, target=percents, voltage=st.floats(50, 90), power=st.floats(1, 7000))
def test_the_time_is_an_ordered_range_around_the_plain_formula(
    soc: float, target: float, voltage: float, power: float
) -> None:
    takes = estimate_to_target(CLASSIC, soc, target, voltage, power)
    assert takes.minutes is not None
    low, high = takes.minutes
    assert 0 <= low <= takes.energy_wh / power * 60 * (1 + 1e-9) <= high * (1 + 1e-6) + 1e-9


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3, unique=True))
def test_further_targets_take_more(states: list[int]) -> None:
    soc, near, far = sorted(states)
    first, second = (estimate_to_target(CLASSIC, soc, t, 76.0, 150.0) for t in (near, far))
    assert first.minutes is not None
    assert second.minutes is not None
    assert first.energy_wh < second.energy_wh
    assert first.range_km < second.range_km
    assert first.minutes[1] < second.minutes[1]


def test_a_target_that_is_reached_takes_nothing() -> None:
    takes = estimate_to_target(CLASSIC, 95.0, 90.0, 76.0, 150.0)
    assert (takes.energy_wh, takes.range_km, takes.minutes) == (0.0, 0.0, (0.0, 0.0))


@pytest.mark.parametrize("power", [None, 0.0, 0.99])
def test_without_power_worth_the_name_there_is_no_time(power: float | None) -> None:
    takes = estimate_to_target(CLASSIC, 50.0, 90.0, 76.0, power)
    assert takes.minutes is None
    assert takes.energy_wh == pytest.approx(912.0)


def test_power_falls_only_near_full() -> None:
    assert [taper(soc) for soc in (0, 50, 90)] == [1.0, 1.0, 1.0]
    assert taper(95) == pytest.approx((1 + TAPER_AT_FULL) / 2)
    assert taper(100) == taper(130) == pytest.approx(TAPER_AT_FULL)


@given(st.tuples(percents, percents))
def test_the_taper_adds_time_and_never_saves_any(states: tuple[float, float]) -> None:
    soc, target = sorted(states)
    gain = tapered_gain(soc, target)
    assert target - soc <= gain * (1 + 1e-9) + 1e-9
    assert gain <= (target - soc) / TAPER_AT_FULL + 1e-9
    if target <= 90:
        assert gain == pytest.approx(target - soc)


@given(st.tuples(percents, percents, percents))
def test_a_way_takes_as_long_as_its_parts(states: tuple[float, float, float]) -> None:
    soc, between, target = sorted(states)
    parts = tapered_gain(soc, between) + tapered_gain(between, target)
    assert tapered_gain(soc, target) == pytest.approx(parts, abs=1e-6)
