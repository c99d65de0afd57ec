"""Energy out of an energy register that may lie (F25, F26)."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.register import JITTER_WH, MAX_SESSION_WH, energy_delivered
from tests.unit.domain.rows import LOST_CLOCK, NOON, at

registers = st.floats(-1e9, 1e12) | st.floats(0, 200) | st.integers(0, 5000).map(float)
steps = st.lists(st.tuples(st.floats(0, 4000), registers), max_size=20)


def readings(*registers: float, every: float = 10.0) -> list[tuple[datetime, float]]:
    """The register every ten seconds after the start."""
    return [(at(every * (place + 1)), float(value)) for place, value in enumerate(registers)]


def delivered(start: float | None, *registers: float, every: float = 10.0) -> float | None:
    return energy_delivered(start, NOON, readings(*registers, every=every))


@given(start=st.none() | registers, begun=st.none() | st.just(NOON), rises=steps)
def test_energy_is_never_negative_and_never_falls_as_readings_come(
    start: float | None, begun: datetime | None, rises: list[tuple[float, float]]
) -> None:
    known, seconds, shown = [], 0.0, 0.0
    for pause, register in rises:
        seconds += pause
        known.append((at(seconds), register))
        energy = energy_delivered(start, begun, known)
        assert energy is None or energy >= shown
        shown = energy or shown


@given(
    start=st.integers(0, 10**9),
    rises=st.lists(st.integers(0, 25), min_size=1, max_size=30),
)
def test_an_honest_register_is_believed(start: int, rises: list[int]) -> None:
    values = [start + sum(rises[: place + 1]) for place in range(len(rises))]
    assert delivered(start, *values) == sum(rises)


def test_nothing_is_known_before_the_first_reading() -> None:
    assert delivered(1000) is None
    assert delivered(None) is None


def test_whole_watt_hours_of_a_short_session_begin_at_nothing() -> None:
    assert delivered(0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 4) == 4


def test_without_a_start_value_it_counts_from_the_first_reading() -> None:
    assert delivered(None, 5_000) == 0
    assert delivered(None, 5_000, 5_012) == 12


class TestKindsOfRegister:
    def test_a_lifetime_at_the_start_and_relative_samples(self) -> None:
        assert delivered(4_076_000, 3, 6, 9) == 9

    def test_a_relative_start_and_lifetime_samples(self) -> None:
        assert delivered(0, 4_076_000, 4_076_003, 4_076_009) == 9

    def test_a_young_stations_lifetime_is_no_energy_either(self) -> None:
        assert delivered(0, 7_000, 7_003, 7_009) == 9

    def test_one_sample_of_another_kind_tells_nothing(self) -> None:
        assert delivered(4_076_000, 3) is None
        assert delivered(0, 4_076_000) is None

    def test_relative_samples_that_are_negative_count_by_their_steps(self) -> None:
        assert delivered(4_076_000, -2_000, -1_997, -1_990) == 10

    def test_without_the_time_of_the_start_a_session_bounds_the_first_step(self) -> None:
        assert energy_delivered(0, None, readings(MAX_SESSION_WH)) == MAX_SESSION_WH
        assert energy_delivered(0, None, readings(MAX_SESSION_WH + 1)) is None


class TestStepsBack:
    def test_slightly_negative_is_nothing_until_it_has_caught_up(self) -> None:
        assert delivered(1000, 980) == 0
        assert delivered(1000, 980, 990, 1000, 1004) == 4

    def test_a_small_step_back_does_not_count_twice(self) -> None:
        assert delivered(1000, 1010, 1005, 1010, 1015) == 15

    def test_a_reset_in_mid_session_keeps_what_was_delivered(self) -> None:
        assert delivered(1000, 1020, 1040, 2, 5, 25) == 40 + 25

    def test_a_meter_that_was_replaced_goes_on_from_its_own_register(self) -> None:
        assert delivered(1000, 1040, 900_000, 900_010) == 50

    def test_an_overflow(self) -> None:
        top = 2**32 - 1
        assert delivered(top - 30, top - 10, top, 4, 10) == 30 + 10

    def test_running_backwards_delivers_nothing(self) -> None:
        assert delivered(9_000, 8_000, 7_000, 6_000) is None
        assert delivered(9_000, 9_010, 8_000, 7_000) == 10


class TestSpikes:
    def test_one_sample_in_another_unit_is_held_back(self) -> None:
        assert delivered(4_000_000, 4_000_010, 4_000.02, 4_000_030) == 30
        assert delivered(4_000_000, 4_000_010, 4_000_020_000, 4_000_030) == 30

    def test_the_first_sample_in_another_unit_is_held_back_too(self) -> None:
        assert delivered(1_234_567, 1_234.58, 1_234_590) == 23

    def test_a_register_that_drops_to_nothing_for_one_sample(self) -> None:
        assert delivered(1000, 1010, 0, 1030) == 30

    def test_faster_than_the_hardware_can_is_no_energy(self) -> None:
        assert delivered(1000, 1010, 3000) == 10

    def test_after_a_long_silence_much_energy_is_credible(self) -> None:
        assert delivered(1000, 3500, every=3600) == 2500


def test_a_clock_set_back_between_start_and_samples_stands_in_nobodys_way() -> None:
    ahead = at(7200)
    assert energy_delivered(1000, ahead, readings(1010, 1020, 1030)) == 30


def test_a_start_in_1970_does_not_credit_a_lifetime() -> None:
    assert energy_delivered(0, LOST_CLOCK, readings(4_076_000, 4_076_003)) == 3


def test_one_instant_said_twice_can_not_be_told_from_jitter() -> None:
    twice = [(NOON, 1000.0), (NOON, 1000.0 + JITTER_WH)]
    assert energy_delivered(1000, NOON, twice) == JITTER_WH
