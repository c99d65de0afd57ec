"""No value is left out, whatever comes in between two reads."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.steve_database.meter_values import TAIL, new_values
from kiosk.adapters.steve_database.queries import VALUES


class Log:
    """Rows in the order of their arrival, read backwards as the database does."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        self.pages = 0

    def page(self, limit: int, offset: int) -> Sequence[str]:
        self.pages += 1
        return self.rows[::-1][offset : offset + limit]


bursts = st.lists(st.one_of(st.integers(0, 8), st.integers(0, 400)), max_size=12)
booleans = st.booleans()


@given(bursts)
def test_every_value_is_delivered_exactly_once(counts: list[int]) -> None:
    log = Log()
    tail: tuple[str, ...] = ()
    delivered: list[str] = []
    for count in counts:
        log.rows += [str(len(log.rows) + number) for number in range(count)]
        new, tail = new_values(log.page(VALUES, 0), tail, log.page)
        delivered += reversed(new)
        assert delivered == log.rows


@given(bursts, st.data())
def test_no_value_is_left_out_when_rows_come_twice_or_appear_between_others(
    counts: list[int], flags: st.DataObject
) -> None:
    log = Log()
    tail: tuple[str, ...] = ()
    delivered: set[str] = set()
    for count in counts:
        log.rows += [str(len(log.rows) + number) for number in range(count)]
        if flags.draw(booleans) and log.rows:
            first = flags.draw(st.integers(0, len(log.rows) - 1))
            log.rows += log.rows[first : first + 7]
        if flags.draw(booleans) and log.rows:
            # Committed late, among the newest few.
            place = len(log.rows) - flags.draw(st.integers(0, min(6, len(log.rows))))
            log.rows.insert(place, f"late {len(log.rows)}")
        new, tail = new_values(log.page(VALUES, 0), tail, log.page)
        delivered |= set(new)
        assert delivered == set(log.rows)


def test_an_ordinary_poll_reads_no_further_page() -> None:
    log = Log()
    log.rows = [str(number) for number in range(17_000)]
    _, tail = new_values(None, (), log.page)
    assert len(tail) == TAIL
    log.rows += [str(number) for number in range(17_000, 17_012)]
    page = log.page(VALUES, 0)
    log.pages = 0
    new, _ = new_values(page, tail, log.page)
    assert len(new) == 12
    assert log.pages == 0


def test_reading_back_ends_where_the_known_values_begin() -> None:
    log = Log()
    log.rows = [str(number) for number in range(17_000)]
    _, tail = new_values(None, (), log.page)
    log.rows += [str(number) for number in range(17_000, 17_200)]
    log.pages = 0
    new, _ = new_values(log.page(VALUES, 0), tail, log.page)
    assert len(new) == 200
    assert log.pages == 2
