import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.charge_curve import plain_minutes
from kiosk.domain.learning import (
    BANDS,
    MOST_LESSONS,
    NOTHING_LEARNED,
    Experience,
    Lesson,
    assumed,
    band_of,
    lessons_of,
)
from kiosk.domain.meter import SampledValue
from kiosk.domain.progress import USUAL_EFFORT
from kiosk.domain.vehicle import CLASSIC
from tests.unit.domain.rows import current, series, soc

LESSON = Lesson("Classic", 50, 0.5, 1.2)
c_rates = st.floats(0.02, 3)
bands = st.sampled_from([begin for begin, _ in BANDS])
numbers = st.floats(allow_nan=True, allow_infinity=True)


def crossing(begin: float, end: float, minutes: float, amperes: float) -> list[SampledValue]:
    """So many minutes from one state to another, with a reading each minute."""
    rows = []
    for minute in range(round(minutes) + 1):
        rows.append(current(60.0 * minute, amperes))
        rows.append(soc(60.0 * minute, begin + (end - begin) * minute / minutes))
    return rows


class TestLessons:
    def test_a_band_that_took_longer_than_the_formula_says_so(self) -> None:
        """10 % of a Classic at 15 A: 12 minutes by the formula."""
        lessons = lessons_of(series(*crossing(38, 62, 36, 15)), CLASSIC, 15.0)
        assert [(lesson.model, lesson.band, lesson.c_rate) for lesson in lessons] == [
            ("Classic", 40, 0.5),
            ("Classic", 50, 0.5),
        ]
        assert [lesson.ratio for lesson in lessons] == pytest.approx([1.25, 1.25])

    def test_a_pause_does_not_count(self) -> None:
        whole = crossing(40, 50, 12, 15)
        rows = [row for row in whole if row.timestamp.minute <= 6]
        rows += [current(6 * 60 + 30, 0), current(46 * 60, 0), soc(46 * 60, 45)]
        for row in whole:
            if row.timestamp.minute > 6:
                later = row.timestamp.minute * 60 + 40 * 60
                remade = soc if row.measurand == "SoC" else current
                rows.append(remade(later, row.value))
        (lesson,) = lessons_of(series(*rows), CLASSIC, 15.0)
        assert lesson.ratio == pytest.approx(1.0, abs=0.1)

    def test_the_taper_belongs_to_the_formula(self) -> None:
        minutes = plain_minutes(98, 99, 1.0)
        rows = []
        for second in range(round(minutes * 60) + 1):
            rows += [current(second, 15), soc(second, 98 + second / minutes / 60)]
        (lesson,) = lessons_of(series(*rows), CLASSIC, 30.0)
        assert lesson.ratio == pytest.approx(1.0, abs=0.03)

    def test_without_a_limit_the_highest_current_stands_in(self) -> None:
        (lesson,) = lessons_of(series(*crossing(40, 50, 12, 15)), CLASSIC, None)
        assert (lesson.c_rate, lesson.ratio) == pytest.approx((0.5, 1.0))

    def test_what_was_crossed_in_part_teaches_nothing(self) -> None:
        assert lessons_of(series(*crossing(40, 47, 9, 15)), CLASSIC, 15.0) == ()

    def test_readings_far_apart_teach_nothing(self) -> None:
        rows = [current(0, 15), soc(0, 40), current(1800, 15), soc(1800, 60)]
        assert lessons_of(series(*rows), CLASSIC, 15.0) == ()

    def test_nothing_is_learned_of_what_is_not_known(self) -> None:
        gathered = series(*crossing(40, 50, 12, 15))
        assert lessons_of(gathered, None, 15.0) == ()
        assert lessons_of(gathered, CLASSIC, 500.0) == ()
        assert lessons_of(series(), CLASSIC, None) == ()
        assert lessons_of(series(*crossing(40, 50, 12, 15)[::2]), CLASSIC, 15.0) == ()
        assert lessons_of(series(*crossing(40, 50, 2, 15)), CLASSIC, 15.0) == ()

    @given(
        st.lists(
            st.tuples(st.integers(0, 7200), st.floats(0, 100), st.floats(0, 100)), max_size=40
        ),
        st.none() | st.floats(0, 100),
    )
    def test_garbage_teaches_nothing_that_makes_no_sense(
        self, measured: list[tuple[int, float, float]], limit: float | None
    ) -> None:
        gathered = series()
        for second, state, amperes in measured:
            gathered.add([soc(second, state), current(second, amperes)])
        assert all(lesson.makes_sense() for lesson in lessons_of(gathered, CLASSIC, limit))


class TestExperience:
    def test_without_any_it_is_what_is_assumed(self) -> None:
        assert NOTHING_LEARNED.band("Classic", 50, 0.5) == assumed(50, 0.5)
        assert len(NOTHING_LEARNED) == 0

    def test_the_more_is_learned_the_nearer_it_is_and_the_narrower(self) -> None:
        middles, widths = [], []
        for count in (0, 3, 12, 50):
            ratio = Experience([LESSON] * count).band("Classic", 50, 0.5).ratio
            middles.append(ratio.middle)
            widths.append(ratio.high / ratio.low)
        assert middles == sorted(middles)
        assert middles[-1] == pytest.approx(1.2, rel=0.03)
        assert widths == sorted(widths, reverse=True)
        assert widths[-1] < 1.05

    def test_it_is_as_wide_as_what_was_seen(self) -> None:
        seen = [replace(LESSON, ratio=0.8 + 0.01 * place) for place in range(50)]
        ratio = Experience(seen).band("Classic", 50, 0.5).ratio
        assert 0.8 < ratio.low < 0.9 < ratio.middle < 1.1 < ratio.high < 1.3

    def test_packs_that_hold_less_are_known_as_such(self) -> None:
        assert NOTHING_LEARNED.effort("Classic") == USUAL_EFFORT
        aged = Experience([replace(LESSON, ratio=0.8)] * 60 + [replace(LESSON, band=99)] * 60)
        assert aged.effort("Classic") == pytest.approx(0.8, abs=0.02)
        assert aged.effort("Pro") == USUAL_EFFORT

    def test_a_weak_station_makes_no_pack_larger(self) -> None:
        weak = Experience([replace(LESSON, ratio=2.0)] * 60)
        assert weak.effort("Classic") < 1.03
        tapering = Experience([replace(LESSON, band=99, ratio=2.0)] * 60)
        assert tapering.effort("Classic") == USUAL_EFFORT

    def test_another_model_band_or_current_learns_nothing_of_it(self) -> None:
        experience = Experience([LESSON] * 50)
        assert experience.band("Pro", 50, 0.5) == assumed(50, 0.5)
        assert experience.band("Classic", 60, 0.5) == assumed(60, 0.5)
        assert experience.band("Classic", 50, 0.02).ratio.middle == pytest.approx(0.97, abs=0.01)

    def test_only_the_newest_are_kept(self) -> None:
        old, new = replace(LESSON, ratio=3.0), replace(LESSON, ratio=0.9)
        experience = Experience([old] * 100 + [new] * MOST_LESSONS)
        assert len(experience) == MOST_LESSONS
        assert experience.band("Classic", 50, 0.5).ratio.high < 1.0

    def test_it_answers_the_same_again_and_forgets_what_nobody_asks(self) -> None:
        experience = Experience([LESSON])
        first = experience.band("Classic", 50, 0.5)
        for place in range(1_500):
            experience.band("Classic", 50, 0.1 + place / 1_000)
        assert experience.band("Classic", 50, 0.5) == first

    @pytest.mark.parametrize(
        "fields",
        [
            {"model": "x" * 101},
            {"band": 51},
            {"band": 100},
            {"c_rate": 0.0},
            {"c_rate": math.nan},
            {"c_rate": math.inf},
            {"ratio": -1.0},
            {"ratio": math.nan},
            {"ratio": 1e300},
        ],
    )
    def test_what_makes_no_sense_is_not_believed(self, fields: dict[str, Any]) -> None:
        assert len(Experience([replace(LESSON, **fields)])) == 0

    @given(
        st.lists(st.builds(Lesson, st.just("Classic"), bands, numbers, numbers), max_size=40),
        bands,
        c_rates,
    )
    def test_whatever_is_learned_ratios_are_ordered_and_positive(
        self, lessons: list[Lesson], band: int, c_rate: float
    ) -> None:
        ratio = Experience(lessons).band("Classic", band, c_rate).ratio
        assert 0 < ratio.low <= ratio.middle <= ratio.high < 100


@given(st.floats(-10, 200))
def test_every_state_has_a_band(state: float) -> None:
    begin = band_of(state)
    end = dict(BANDS)[begin]
    assert begin <= min(99.99, max(0.0, state)) < end or (begin, end) == BANDS[-1]
