"""Which sampled values of a transaction are new, and reading back to those already delivered.

Rows are texts (JSON arrays), newest arrival first. Rows that were delivered are known again by
their sequence: the newest rows as they were delivered last must follow, in the same order, on
those that came in since. Where they don't (rows that were committed late, between others), more is
read, at worst the whole transaction: a value may be delivered twice, but none is left out.
"""

from collections.abc import Callable, Sequence

from kiosk.adapters.steve_database.queries import VALUES

TAIL = 64
"""How many delivered rows are remembered."""

MAX_VALUES = 170_000
"""Of one transaction: three days of six values every ten seconds."""

_OVERLAP = 8
_FIRST_PAGE = 256
_LARGEST_PAGE = 32_768

Rows = Sequence[str]
ReadPage = Callable[[int, int], Rows]
"""Reads ``(limit, offset)`` of a transaction's rows, newest first."""


def new_values(page: Rows | None, tail: Rows, read_page: ReadPage) -> Rows:
    """Return the rows that ``tail`` does not hold yet, newest first.

    ``page`` are the newest ``VALUES`` rows, ``None`` where they haven't been read, and
    ``tail`` the newest that were delivered, empty where none were.
    """
    if page is not None:
        if (new := _before(page, tail)) is not None:
            return new
        if len(page) < VALUES:
            return page
    return _read_back(tail, read_page)


def tail_of(new: Rows, tail: Rows) -> tuple[str, ...]:
    """Return what to remember once ``new`` has been delivered too."""
    return (*new[:TAIL], *tail)[:TAIL]


def _read_back(tail: Rows, read_page: ReadPage) -> Rows:
    rows: list[str] = []
    size = _FIRST_PAGE
    while len(rows) < MAX_VALUES:
        # What arrives meanwhile moves rows further back: they are read twice, none is passed over.
        page = read_page(size, len(rows))
        rows += page
        if (new := _before(rows, tail)) is not None:
            return new
        if len(page) < size:
            break
        # A page has to fit into the server's limit for a statement.
        size = min(size * 4, _LARGEST_PAGE)
    return rows


def _before(rows: Rows, tail: Rows) -> Rows | None:
    if not tail:
        return None
    overlap = min(len(tail), _OVERLAP)
    for start in range(len(rows) - overlap + 1):
        if rows[start] == tail[0]:
            common = min(len(tail), len(rows) - start)
            if list(rows[start : start + common]) == list(tail[:common]):
                return rows[:start]
    return None
