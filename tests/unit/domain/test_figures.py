from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import figures
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import CurvePoint, PausedReason
from kiosk.domain.vehicle import CLASSIC, DEFAULT_MODELS, PRO
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
    def test_the_observed_power_is_the_mean_of_the_last_minute(self) -> None:
        gathered = series(power(0, 900), power(40, 100), power(70, 140), power(100, 150))
        assert figures.observed_power(gathered) == pytest.approx(130)

    def test_a_pause_does_not_count(self) -> None:
        gathered = series(power(0, 760), power(10, 0), power(20, 0), power(30, 764))
        assert figures.observed_power(gathered) == 764

    def test_none_is_observed_where_none_is_reported(self) -> None:
        assert figures.observed_power(series(soc(0, 50))) is None

    def test_the_present_power_is_the_newest(self) -> None:
        assert figures.present_power(series(power(0, 140), power(10, 150))) == 150

    def test_current_and_voltage_stand_in_for_it(self) -> None:
        gathered = series(current(0, 1.85), voltage(0, 77.15))
        assert figures.present_power(gathered) == pytest.approx(142.7, abs=0.1)

    @pytest.mark.parametrize("only", [current(0, 2), voltage(0, 77)])
    def test_one_of_them_is_not_enough(self, only: object) -> None:
        assert figures.present_power(series(only)) is None  # type: ignore[arg-type]


class TestTimeLeft:
    def test_energy_to_the_target_by_the_observed_power(self) -> None:
        gathered = series(soc(0, 60), power(0, 1900), voltage(0, 76))
        minutes = figures.minutes_to_target(gathered, CLASSIC, 80, 76.0)
        assert minutes is not None
        assert minutes[0] < 0.2 * 30 * 76 / 1900 * 60 < minutes[1]

    def test_power_that_has_tapered_off_is_not_taken_to_fall_twice(self) -> None:
        tapered = series(soc(0, 95), power(0, 1615))
        minutes = figures.minutes_to_target(tapered, CLASSIC, 100, 76.0)
        assert minutes is not None
        plain = 0.05 * 30 * 76 / 1615 * 60
        assert plain < minutes[1] < plain * 1.2

    def test_without_a_voltage_the_models_own_counts(self) -> None:
        gathered = series(soc(0, 60), power(0, 1900))
        by_nominal = figures.minutes_to_target(gathered, PRO, 80, None)
        assert by_nominal == figures.minutes_to_target(gathered, PRO, 80, PRO.nominal_voltage)

    def test_nothing_is_guessed(self) -> None:
        full = series(soc(0, 60), power(0, 1900))
        assert figures.minutes_to_target(full, None, 80, 76.0) is None
        assert figures.minutes_to_target(series(soc(0, 60)), CLASSIC, 80, 76.0) is None
        assert figures.minutes_to_target(series(power(0, 1900)), CLASSIC, 80, 76.0) is None
        idle = series(soc(0, 60), power(0, 0))
        assert figures.minutes_to_target(idle, CLASSIC, 80, 76.0) is None


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
        last = CurvePoint(600.0, 1900.0, 80.0)
        points = figures.forecast(last, 80.0, 100, (18.0, 22.0))
        assert points[0] == CurvePoint(600.0, 1900.0, 80.0)
        assert points[-1].seconds == pytest.approx(600 + 20 * 60)
        assert points[-1].soc == 100
        assert points[-1].power == pytest.approx(0.7 * 1900)
        powers = [point.power for point in points]
        assert powers == sorted(powers, reverse=True)

    def test_the_forecast_begins_at_the_power_of_now_also_in_the_taper(self) -> None:
        points = figures.forecast(CurvePoint(0.0, 1615.0, 95.0), 95.0, 100, (3.0, 5.0))
        assert points[0].power == pytest.approx(1615.0)
