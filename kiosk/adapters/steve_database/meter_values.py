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


def new_values(page: Rows | None, tail: Rows, read_page: ReadPage) -> tuple[Rows, tuple[str, ...]]:
    """Return the rows that ``tail`` does not hold yet, and the tail once they are delivered.

    All are newest first. ``page`` are the newest ``VALUES`` rows, ``None`` where they haven't been
    read, and ``tail`` the newest that were delivered, empty where none were.
    """
    if page is not None and (found := _split(page, tail, complete=len(page) < VALUES)):
        return found
    rows: list[str] = []
    size = _FIRST_PAGE
    while True:
        # What arrives meanwhile moves rows further back: they are read twice, none is passed over.
        further = read_page(size, len(rows))
        rows += further
        complete = len(further) < size or len(rows) >= MAX_VALUES
        if found := _split(rows, tail, complete):
            return found
        # A page has to fit into the server's limit for a statement.
        size = min(size * 4, _LARGEST_PAGE)


def _split(rows: Rows, tail: Rows, complete: bool) -> tuple[Rows, tuple[str, ...]] | None:
    """Part what is new from what was delivered; ``None`` where more has to be read to tell."""
    if len(tail) >= _OVERLAP:
        for start in range(len(rows) - _OVERLAP + 1):
            known = rows[start : start + len(tail)]
            if known[0] == tail[0] and [*known] == [*tail[: len(known)]]:
                return rows[:start], (*rows[:start], *tail)[:TAIL]
    if not complete:
        return None
    # Fewer than make a sequence have been delivered: then they are the first of all.
    first = len(rows) - len(tail)
    new = rows[:first] if first >= 0 and [*rows[first:]] == [*tail] else rows
    return new, tuple(rows[:TAIL])
