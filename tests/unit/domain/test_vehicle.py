import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.vehicle import CLASSIC, MAX, PRO, VehicleModel, model_for_current


@pytest.mark.parametrize(
    ("current", "model"),
    [
        (0.0, CLASSIC),
        (2.0, CLASSIC),
        (30.0, CLASSIC),
        (30.01, PRO),
        (60.0, PRO),
        (60.01, MAX),
        (100.0, MAX),
        (100.01, None),
        (500.0, None),
        (-1.0, None),
    ],
)
def test_the_current_tells_the_model_and_outside_nothing_is_guessed(
    current: float, model: VehicleModel | None
) -> None:
    assert model_for_current(current) is model


@given(st.floats())
def test_any_current_gives_a_model_or_none(current: float) -> None:
    model = model_for_current(current)
    assert model is None or model.above_current < current <= model.up_to_current


def test_the_table_is_the_operators() -> None:
    small = VehicleModel("Mini", 5.0, 10.0, 15.0, 40.0)
    assert model_for_current(7.0, (small,)) is small
    assert model_for_current(5.0, (small,)) is None


def test_the_vendors_example() -> None:
    assert round(CLASSIC.range_km(87.0)) == 70
    assert CLASSIC.charge_ah(87.0) == pytest.approx(26.1)
    assert CLASSIC.range_km(0.17667389) == pytest.approx(0.143, abs=0.001)


def test_the_larger_packs_are_scaled_from_the_classic() -> None:
    for model, factor in ((PRO, 2), (MAX, 3)):
        assert model.pack_ah == factor * CLASSIC.pack_ah
        assert model.full_range_km == factor * CLASSIC.full_range_km


def test_energy_is_gain_times_pack_times_voltage() -> None:
    assert CLASSIC.energy_wh(3.0, 76.38) == pytest.approx(0.03 * 30 * 76.38)
