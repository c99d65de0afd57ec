from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import figures
from kiosk.domain.estimate import remaining
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.progress import Progress
from kiosk.domain.snapshot import CurvePoint, PausedReason
from kiosk.domain.vehicle import CLASSIC, DEFAULT_MODELS
from kiosk.domain.vendor import VehicleInfo, parse_vehicle_info
from tests.unit.domain.rows import (
    LOST_CLOCK,
    NOON,
    VEHICLE_SAID,
    current,
    power,
    series,
    soc,
    voltage,
)

SAID = parse_vehicle_info(VEHICLE_SAID)
UNKNOWN = VehicleInfo(50.0, 120.0, 76.0, 26.0)


class TestBeforeCharging:
    def test_the_vendors_example(self) -> None:
        shown = figures.vehicle_figures(SAID, DEFAULT_MODELS)
        assert (shown.model, shown.full_range_km) == ("Classic", 81.0)
        assert shown.range_km is not None
        assert round(shown.range_km) == 70
        assert shown.charge_ah == pytest.approx(26.1)
        assert (shown.soc, shown.voltage, shown.temperature, shown.max_current) == (
            87.0,
            76.38,
            26.6,
            2.0,
        )

    def test_an_unknown_model_has_no_range_and_no_charge(self) -> None:
        shown = figures.vehicle_figures(UNKNOWN, DEFAULT_MODELS)
        assert shown.soc == 50.0
        assert (shown.model, shown.range_km, shown.full_range_km, shown.charge_ah) == (None,) * 4

    def test_an_offer_tells_what_the_target_takes(self) -> None:
        offer = figures.target_offer(90, False, SAID, DEFAULT_MODELS)
        assert offer.reachable
        assert offer.gain == 3.0
        assert offer.range_km == pytest.approx(2.43)
        assert offer.energy_wh == pytest.approx(68.742)
        assert offer.minutes is not None
        assert offer.minutes[0] < 27 < offer.minutes[1]

    def test_an_offer_for_an_unknown_model_tells_the_gain_only(self) -> None:
        offer = figures.target_offer(90, False, UNKNOWN, DEFAULT_MODELS)
        assert (offer.reachable, offer.gain) == (True, 40.0)
        assert (offer.range_km, offer.energy_wh, offer.minutes) == (None, None, None)

    @pytest.mark.parametrize("percent", [80, 87])
    def test_an_offer_at_or_below_the_present_state_is_out_of_reach(self, percent: int) -> None:
        offer = figures.target_offer(percent, True, SAID, DEFAULT_MODELS)
        assert (offer.reachable, offer.gain, offer.minutes) == (False, 0.0, None)

    def test_a_vehicle_that_takes_no_current_has_no_time(self) -> None:
        offer = figures.target_offer(90, False, VehicleInfo(50, 0, 76, 20), DEFAULT_MODELS)
        assert offer.minutes is None
        assert offer.energy_wh == pytest.approx(912.0)

    @given(st.floats(0, 100))
    def test_suggestions_lie_above_the_present_state(self, state: float) -> None:
        lowest = figures.lowest_target(state)
        assert state < lowest <= state + 1
        for target in (figures.suggested_custom_target(state), figures.default_target(state)):
            assert lowest <= target <= 100 or state == target == 100

    @pytest.mark.parametrize(
        ("state", "custom", "default"),
        [
            (20, 80, 90),
            (69.9, 80, 90),
            (70, 95, 90),
            (89.9, 95, 90),
            (90, 95, 100),
            (95.0, 96, 100),
            (99.5, 100, 100),
            (100, 100, 100),
        ],
    )
    def test_what_is_suggested(self, state: float, custom: int, default: int) -> None:
        assert figures.suggested_custom_target(state) == custom
        assert figures.default_target(state) == default


class TestPaused:
    @pytest.mark.parametrize(
        ("word", "state", "reason"),
        [
            (ChargePointStatus.SUSPENDED_EVSE, 99.0, PausedReason.STATION),
            (ChargePointStatus.SUSPENDED_EV, 97.9, PausedReason.VEHICLE),
            (ChargePointStatus.SUSPENDED_EV, None, PausedReason.VEHICLE),
            (ChargePointStatus.SUSPENDED_EV, 98.0, PausedReason.BALANCING),
            (ChargePointStatus.CHARGING, 99.0, None),
            (None, 99.0, None),
        ],
    )
    def test_the_status_tells_who_paused(
        self, word: ChargePointStatus | None, state: float | None, reason: PausedReason | None
    ) -> None:
        assert figures.paused_reason(word, state) is reason


class TestPower:
    def test_the_present_power_is_the_newest(self) -> None:
        assert figures.present_power(series(power(0, 140), power(10, 150))) == 150

    def test_current_and_voltage_stand_in_for_it(self) -> None:
        gathered = series(current(0, 1.85), voltage(0, 77.15))
        assert figures.present_power(gathered) == pytest.approx(142.7, abs=0.1)

    @pytest.mark.parametrize("only", [current(0, 2), voltage(0, 77)])
    def test_one_of_them_is_not_enough(self, only: object) -> None:
        assert figures.present_power(series(only)) is None  # type: ignore[arg-type]


class TestCurve:
    def test_power_and_state_over_the_seconds(self) -> None:
        gathered = series(power(10, 140), soc(10, 87), power(20, 142))
        assert figures.curve(gathered, NOON) == (
            CurvePoint(10.0, 140.0, 87.0),
            CurvePoint(20.0, 142.0, None),
        )

    def test_there_is_none_without_power(self) -> None:
        assert figures.curve(series(soc(0, 60)), NOON) == ()

    @given(st.integers(1, 3 * figures.CURVE_POINTS + 2))
    def test_a_long_one_is_thinned_and_keeps_its_ends(self, length: int) -> None:
        gathered = series(*(power(10 * place, place) for place in range(length)))
        points = figures.curve(gathered, NOON)
        assert len(points) <= figures.CURVE_POINTS + 1
        assert points[0].power == 0
        assert points[-1].power == length - 1
        assert [point.seconds for point in points] == sorted(point.seconds for point in points)

    @pytest.mark.parametrize("begun", [LOST_CLOCK, NOON + timedelta(hours=2)])
    def test_a_start_by_a_wrong_clock_does_not_stretch_it(self, begun: object) -> None:
        """F11: no length is made of 1970, and a clock that was set back hides nothing."""
        gathered = series(power(10, 140), power(20, 142))
        points = figures.curve(gathered, begun)  # type: ignore[arg-type]
        assert [point.seconds for point in points] == [0.0, 10.0]

    def test_samples_from_before_the_clock_was_set_are_left_out(self) -> None:
        old = (LOST_CLOCK - NOON).total_seconds()
        gathered = series(power(old, 140), power(10, 141), power(20, 142))
        points = figures.curve(gathered, LOST_CLOCK)
        assert [point.seconds for point in points] == [0.0, 10.0]

    def test_a_station_that_lives_in_1970_has_its_curve(self) -> None:
        old = (LOST_CLOCK - NOON).total_seconds()
        points = figures.curve(series(power(old + 10, 140)), LOST_CLOCK)
        assert points == (CurvePoint(10.0, 140.0),)

    def test_the_forecast_goes_from_the_last_point_to_the_target(self) -> None:
        ahead = remaining(CLASSIC, Progress(80.0, 0.0, 25.0, 25.0, gain=20), 100)
        points = figures.forecast(CurvePoint(600.0, 1900.0, 80.0), ahead)
        assert points[0] == CurvePoint(600.0, 1900.0, 80.0)
        assert points[-1].seconds == pytest.approx(600 + sum(ahead.minutes) / 2 * 60)
        assert points[-1].soc == 100
        assert points[-1].power < 0.1 * 1900
        powers, seconds = ([getattr(p, name) for p in points] for name in ("power", "seconds"))
        assert powers == sorted(powers, reverse=True)
        assert seconds == sorted(seconds)

    def test_the_forecast_begins_at_the_power_of_now_also_in_the_taper(self) -> None:
        ahead = remaining(CLASSIC, Progress(99.0, 0.0, 7.0, 25.0, gain=20), 100)
        points = figures.forecast(CurvePoint(0.0, 560.0, 99.0), ahead)
        assert points[0].power == pytest.approx(560.0)

    def test_there_is_no_forecast_beyond_the_target(self) -> None:
        ahead = remaining(CLASSIC, Progress(91.0, 0.0, 7.0, 25.0), 90)
        assert figures.forecast(CurvePoint(0.0, 560.0, 91.0), ahead) == ()
