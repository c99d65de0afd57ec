import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.estimate import estimate_to_target, remaining
from kiosk.domain.learning import BANDS, NOTHING_LEARNED, Experience, Lesson
from kiosk.domain.progress import Progress
from kiosk.domain.vehicle import CLASSIC, MAX

percents = st.floats(0, 100)
currents = st.floats(0.2, 100)
experiences = st.builds(
    Experience,
    st.lists(
        st.builds(
            Lesson,
            st.just("Classic"),
            st.sampled_from([begin for begin, _ in BANDS]),
            st.floats(0.01, 4),
            st.floats(0.4, 5),
        ),
        max_size=30,
    ),
)
charges = st.builds(
    Progress,
    soc=percents,
    doubt=st.floats(0, 5),
    current=currents,
    full_current=currents,
    effort=st.floats(0.01, 100),
    gain=percents,
)


class TestBeforeCharging:
    def test_the_vendors_formula_and_not_the_mock_ups_figures(self) -> None:
        """3 % of a Classic are 2.4 km, and at 2 A they take 27 minutes."""
        takes = estimate_to_target(CLASSIC, 87.0, 90.0, 76.38, 2.0)
        assert takes.energy_wh == pytest.approx(68.742)
        assert takes.range_km == pytest.approx(2.43)
        assert takes.minutes is not None
        low, high = takes.minutes
        assert low < 27.0 < high
        assert high - low < 0.25 * 27.0

    def test_what_was_learned_counts(self) -> None:
        slow = Experience([Lesson("Classic", 80, 0.5, 1.5)] * 40)
        before = estimate_to_target(CLASSIC, 80, 85, 76.0, 15.0).minutes
        after = estimate_to_target(CLASSIC, 80, 85, 76.0, 15.0, slow).minutes
        assert before is not None
        assert after is not None
        assert after[0] > before[1]

    def test_a_target_that_is_reached_takes_nothing(self) -> None:
        takes = estimate_to_target(CLASSIC, 95.0, 90.0, 76.0, 15.0)
        assert (takes.energy_wh, takes.range_km, takes.minutes) == (0.0, 0.0, (0.0, 0.0))

    def test_without_current_worth_the_name_there_is_no_time(self) -> None:
        takes = estimate_to_target(CLASSIC, 50.0, 90.0, 76.0, 0.0)
        assert takes.minutes is None
        assert takes.energy_wh == pytest.approx(912.0)

    def test_a_time_of_more_than_a_day_is_none(self) -> None:
        assert estimate_to_target(CLASSIC, 20, 100, 76, 0.2).minutes is None
        assert estimate_to_target(CLASSIC, 20, 80, 76, 1.0).minutes is not None

    @given(percents, percents, st.floats(20, 500), experiences)
    def test_the_time_is_an_ordered_finite_range(
        self, soc: float, target: float, current: float, experience: Experience
    ) -> None:
        minutes = estimate_to_target(CLASSIC, soc, target, 76.0, current, experience).minutes
        assert minutes is not None
        assert 0 <= minutes[0] <= minutes[1] < math.inf

    @given(st.lists(percents, min_size=3, max_size=3), st.floats(20, 500), experiences)
    def test_further_targets_take_more(
        self, states: list[float], current: float, experience: Experience
    ) -> None:
        soc, near, far = sorted(states)
        first, second = (
            estimate_to_target(CLASSIC, soc, target, 76.0, current, experience)
            for target in (near, far)
        )
        assert first.minutes is not None
        assert second.minutes is not None
        assert first.energy_wh <= second.energy_wh
        assert first.range_km <= second.range_km
        assert first.minutes[0] <= second.minutes[0] + 1e-9
        assert first.minutes[1] <= second.minutes[1] + 1e-9


class TestWhileCharging:
    def test_the_present_current_counts_and_not_the_limit(self) -> None:
        at_five = remaining(CLASSIC, Progress(60, 0, 5, 5, gain=10), 80).minutes
        at_ten = remaining(CLASSIC, Progress(60, 0, 10, 10, gain=10), 80).minutes
        assert at_five[0] < 20 * 0.18 * 20 < at_five[1]
        assert at_ten[1] < at_five[0]

    def test_a_pack_that_holds_less_fills_sooner(self) -> None:
        aged = remaining(CLASSIC, Progress(60, 0, 10, 10, effort=0.8, gain=30), 80)
        as_new = remaining(CLASSIC, Progress(60, 0, 10, 10, effort=1.0, gain=30), 80)
        assert aged.minutes[1] < as_new.minutes[0]

    def test_what_is_known_of_the_station_s_packs_counts_from_the_start(self) -> None:
        aged = Experience([Lesson("Classic", 60, 1 / 3, 0.8)] * 60)
        begun = Progress(60, 0, 10, 10, effort=aged.effort("Classic"))
        low, high = remaining(CLASSIC, begun, 70, aged).minutes
        assert low < 0.8 * 10 * 0.18 * 10 < high < 10 * 0.18 * 10

    def test_one_per_cent_proves_little(self) -> None:
        after = [
            remaining(CLASSIC, Progress(60, 0.05, 10, 10, effort=0.8, gain=gain), 80).minutes
            for gain in (0.0, 1.0, 5.0, 30.0)
        ]
        middles = [sum(minutes) for minutes in after]
        assert middles == sorted(middles, reverse=True)
        assert middles[1] > 0.95 * middles[0]

    def test_the_range_narrows_as_more_is_known_and_as_the_end_comes_near(self) -> None:
        widths = []
        for soc in (50, 60, 70, 80, 85):
            low, high = remaining(MAX, Progress(soc, 0, 60, 60, gain=soc - 45), 90).minutes
            widths.append(high - low)
        assert widths == sorted(widths, reverse=True)

    def test_current_that_has_tapered_off_is_not_taken_to_fall_twice(self) -> None:
        """At 99 % a Classic that could take 25 A takes 7: a quarter of an hour is too much."""
        tapered = remaining(CLASSIC, Progress(99, 0, 7, 25, gain=40), 100)
        assert 2 < sum(tapered.minutes) / 2 < 10
        assert tapered.c_rate == 25 / 30

    def test_what_comes_is_taken_off_for_the_age_of_the_last_reading(self) -> None:
        progress = Progress(60, 0, 10, 10)
        fresh, old = (remaining(CLASSIC, progress, 80, age=age).minutes for age in (0.0, 60.0))
        assert old == pytest.approx((fresh[0] - 1, fresh[1] - 1))
        lost = remaining(CLASSIC, progress, 80, age=1e9).minutes
        assert lost == pytest.approx((fresh[0] - 2, fresh[1] - 2))

    def test_a_target_that_is_reached_takes_nothing(self) -> None:
        reached = remaining(CLASSIC, Progress(95, 0.5, 10, 10), 90)
        assert (reached.minutes, reached.legs) == ((0.0, 0.0), ())

    @given(charges, percents, experiences, st.floats(0, 1e6))
    def test_the_time_is_an_ordered_finite_range(
        self, progress: Progress, target: float, experience: Experience, age: float
    ) -> None:
        low, high = remaining(CLASSIC, progress, target, experience, age).minutes
        assert 0 <= low <= high < math.inf

    @given(charges, percents, percents, experiences)
    def test_further_targets_take_more(
        self, progress: Progress, one: float, other: float, experience: Experience
    ) -> None:
        near, far = sorted((one, other))
        first = remaining(CLASSIC, progress, near, experience).minutes
        second = remaining(CLASSIC, progress, far, experience).minutes
        assert first[0] <= second[0] + 1e-9
        assert first[1] <= second[1] + 1e-9


def test_nothing_learned_is_what_counts_without_experience() -> None:
    progress = Progress(60, 0, 10, 10)
    assert remaining(CLASSIC, progress, 80) == remaining(CLASSIC, progress, 80, NOTHING_LEARNED)
