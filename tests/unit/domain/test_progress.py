import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.meter import SampledValue
from kiosk.domain.progress import USUAL_EFFORT, Flow, Progress, progress_of, steps
from kiosk.domain.samples import MeterSeries
from kiosk.domain.vehicle import CLASSIC
from tests.unit.domain.rows import at, current, power, series, soc, voltage

MINUTE = 60.0


def steady(
    minutes: int, begin: float = 50.0, amperes: float = 10.0, digits: int = 2
) -> list[SampledValue]:
    """A Classic as new, with a reading every minute."""
    rows = []
    for minute in range(minutes + 1):
        state = begin + minute * amperes / 30 / 0.6
        rows.append(current(minute * MINUTE, amperes))
        rows.append(soc(minute * MINUTE, round(state - 0.5 * 10**-digits, digits)))
    return rows


def stands(gathered: MeterSeries, start_soc: float | None = None) -> Progress:
    progress = progress_of(gathered, CLASSIC, start_soc, None, USUAL_EFFORT)
    assert progress is not None
    return progress


class TestFlow:
    def test_charge_and_time_without_the_pause(self) -> None:
        flow = Flow(
            series(current(0, 10), current(60, 10), current(120, 0), current(600, 10),
                   current(660, 10)), 72
        )  # fmt: skip
        assert flow.seconds(at(0), at(660)) == 60 + 60 + 60
        assert flow.charge() == pytest.approx(10 * 180 / 3600)
        assert flow.charge(at(30), at(60)) == pytest.approx(10 * 30 / 3600)

    def test_a_gap_is_not_known(self) -> None:
        flow = Flow(series(current(0, 10), current(60, 10), current(1200, 10)), 72)
        assert flow.seconds(at(0), at(1200)) == 60

    def test_power_stands_in_for_the_current(self) -> None:
        assert Flow(series(power(0, 720)), 72).present() == 10
        assert Flow(series(power(0, 800), voltage(0, 80)), 72).present() == 10

    def test_the_present_current_is_the_mean_of_the_last_minute_before_a_pause(self) -> None:
        rows = [current(0, 30), current(40, 9), current(70, 10), current(90, 11)]
        assert Flow(series(*rows), 72).present() == 10
        assert Flow(series(*rows, current(100, 0), current(110, 0)), 72).present() == 10
        resumed = series(*rows, current(100, 0), current(110, 6))
        assert Flow(resumed, 72).present() == 6

    def test_nothing_flows(self) -> None:
        assert Flow(series(current(0, 0)), 72).present() == 0
        assert Flow(series(), 72).full() == 0

    def test_before_and_after_the_readings_nothing_flows(self) -> None:
        flow = Flow(series(current(0, 10), current(60, 10)), 72)
        assert flow.seconds(at(-100), at(1000)) == 60


class TestSteps:
    def test_each_leads_to_a_higher_state(self) -> None:
        gathered = series(
            *(current(second, 10) for second in range(0, 301, 60)),
            soc(0, 50), soc(60, 50), soc(120, 49.5), soc(180, 51), soc(300, 52),
        )  # fmt: skip
        way = steps(gathered, Flow(gathered, 72))
        assert [(step.soc, step.until, step.seconds) for step in way] == [
            (50, 51, 180),
            (51, 52, 120),
        ]


class TestProgress:
    def test_a_new_pack_takes_what_its_model_takes(self) -> None:
        progress = stands(series(*steady(30)))
        assert progress.soc == pytest.approx(50 + 30 * 10 / 30 / 0.6, abs=0.1)
        assert progress.current == progress.full_current == 10
        assert progress.effort == pytest.approx(1.0, abs=0.01)
        assert progress.doubt == 0

    def test_whole_numbers_are_carried_on_by_the_charge(self) -> None:
        progress = stands(series(*steady(29, digits=0)))
        assert progress.soc == pytest.approx(50 + 29 * 10 / 30 / 0.6, abs=1.0)
        assert progress.doubt == 0.5
        assert progress.effort == pytest.approx(1.0, abs=0.05)

    def test_tenths_are_known_as_such(self) -> None:
        assert stands(series(*steady(10, begin=50.03, digits=1))).doubt == 0.05

    def test_states_that_stay_away_are_carried_on_too(self) -> None:
        rows = steady(10) + [current(second * MINUTE, 10) for second in range(11, 21)]
        assert stands(series(*rows)).soc == pytest.approx(50 + 20 * 10 / 30 / 0.6, abs=0.2)

    def test_no_state_at_all_goes_on_from_what_the_vehicle_said(self) -> None:
        rows = [current(minute * MINUTE, 10) for minute in range(31)]
        progress = stands(series(*rows), start_soc=50.0)
        assert progress.soc == pytest.approx(50 + 30 * 10 / 30 / 0.6 / USUAL_EFFORT)
        assert progress.doubt > 1
        assert progress.gain == 0

    def test_packs_that_hold_less_are_fuller_by_then(self) -> None:
        rows = series(*(current(minute * MINUTE, 10) for minute in range(31)))
        aged = progress_of(rows, CLASSIC, 50.0, None, 0.8)
        assert aged is not None
        assert aged.soc == pytest.approx(50 + 30 * 10 / 30 / 0.6 / 0.8)
        assert aged.effort == 0.8

    def test_a_pack_that_takes_full_current_is_not_full(self) -> None:
        rows = [current(minute * MINUTE, 20) for minute in range(121)]
        assert stands(series(*rows), start_soc=50.0).soc < 98

    def test_nothing_is_guessed(self) -> None:
        assert progress_of(series(soc(0, 50)), CLASSIC, 50.0, 10.0, USUAL_EFFORT) is None
        assert (
            progress_of(series(soc(0, 50), current(0, 0)), CLASSIC, 50.0, 10.0, USUAL_EFFORT)
            is None
        )
        assert progress_of(series(current(0, 10)), CLASSIC, None, 10.0, USUAL_EFFORT) is None

    def test_at_the_beginning_the_current_is_on_its_way_to_the_limit(self) -> None:
        rising = series(soc(0, 50), current(0, 0.3))
        for limit, expected in ((10.0, 10.0), (None, 0.3), (0.0, 0.3)):
            progress = progress_of(rising, CLASSIC, 50.0, limit, USUAL_EFFORT)
            assert progress is not None
            assert progress.current == expected
        offered = SampledValue(at(0), "6", "Current.Offered", "A")
        rising.add([offered])
        progress = progress_of(rising, CLASSIC, 50.0, 10.0, USUAL_EFFORT)
        assert progress is not None
        assert progress.current == 6

    @given(
        st.lists(st.tuples(st.integers(0, 3600), st.floats(0, 100), st.floats(0, 100)), max_size=30)
    )
    def test_whatever_is_measured_it_makes_sense(
        self, measured: list[tuple[int, float, float]]
    ) -> None:
        gathered = series()
        for second, state, amperes in measured:
            gathered.add([soc(second, state), current(second, amperes)])
        progress = progress_of(gathered, CLASSIC, None, 10.0, USUAL_EFFORT)
        if progress is not None:
            assert 0 <= progress.soc <= 100
            assert progress.current > 0
            assert progress.effort > 0
            assert progress.doubt >= 0
