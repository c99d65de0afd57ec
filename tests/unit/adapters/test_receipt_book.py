"""Receipt numbers without gaps and without doubles, whatever happens in between."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.session_history import SessionHistory
from kiosk.adapters.store import SqliteSessionStore
from kiosk.domain.commands import SessionCharge
from kiosk.domain.errors import Misconfigured, Unreachable
from kiosk.domain.receipt import ReceiptIssuer, Seller, parse_signed
from kiosk.domain.snapshot import PastSession, SummaryFigures
from kiosk.domain.tariff import Component, make_price, price_to_text
from tests.unit.adapters.test_store import SUMMARY, opened, overwrite_all, remembered

INDIA = timezone(timedelta(hours=5, minutes=30))
PRICE = price_to_text(
    make_price({Component.ENERGY: Decimal(14), Component.SESSION: Decimal("2.00")})
)
WAITING, FINAL = SessionCharge(PRICE), SessionCharge(PRICE, final=True)
FREE = SessionCharge("", final=True)
"""Begun at a kiosk without a tariff."""


@dataclass
class Clock:
    now: datetime = datetime(2026, 1, 21, 12, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def issuer(prefix: str = "RM01") -> ReceiptIssuer:
    return ReceiptIssuer(Seller(prefix, "RivotMotors"), INDIA, lambda body: bytes(64))


def session(number: int) -> SummaryFigures:
    return replace(SUMMARY, transaction_id=number)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "kiosk.sqlite3"


Recording = tuple[SummaryFigures, SessionCharge | None]


def record(
    path: Path, *recordings: Recording, clock: Clock | None = None, prefix: str = "RM01"
) -> None:
    async def run() -> None:
        store = SqliteSessionStore(path, issuer(prefix), clock or Clock())
        try:
            for summary, charge in recordings:
                await store.record_session(1, summary, charge)
        finally:
            await store.close()

    asyncio.run(run())


def past(path: Path) -> tuple[PastSession, ...]:
    with SessionHistory(path) as history:
        return history.sessions(1000)


def serials(path: Path) -> list[str | None]:
    """In the order of the sessions."""
    return [each.receipt for each in reversed(past(path))]


def receipt_rows(path: Path) -> list[tuple[str, int, int, str]]:
    rows = sqlite3.connect(path)
    try:
        return rows.execute(
            "SELECT book, year, number, serial FROM receipt ORDER BY book, year, number"
        ).fetchall()
    finally:
        rows.close()


def assert_without_gaps(path: Path) -> None:
    numbers: dict[tuple[str, int], list[int]] = {}
    rows = receipt_rows(path)
    for book, year, number, _ in rows:
        numbers.setdefault((book, year), []).append(number)
    for found in numbers.values():
        assert found == list(range(1, len(found) + 1))
    assert len({serial for *_, serial in rows}) == len(rows)


def test_a_final_session_has_its_receipt_at_once(path: Path) -> None:
    record(path, (session(1), FINAL))
    (found,) = past(path)
    assert (found.receipt, found.currency, str(found.total)) == ("RM01-2526-00001", "INR", "2.04")
    with SessionHistory(path) as history:
        text = history.receipt("RM01-2526-00001")
        assert history.receipt("RM01-2526-00002") is None
    assert text is not None
    receipt = parse_signed(text).receipt
    assert receipt.issued == Clock().now
    assert receipt.transaction_id == 1


def test_it_is_not_issued_before_its_session_is_final(path: Path) -> None:
    record(path, (session(1), WAITING))
    assert serials(path) == [None]
    record(path, (session(1), FINAL))
    assert serials(path) == ["RM01-2526-00001"]


def test_a_session_begun_elsewhere_has_none(path: Path) -> None:
    record(path, (session(1), None), (session(2), FINAL))
    assert serials(path) == [None, "RM01-2526-00001"]


def test_a_session_that_costs_nothing_has_a_record_numbered_like_any_receipt(path: Path) -> None:
    nothing = SessionCharge(price_to_text(make_price({})), final=True)
    record(path, (session(1), FREE), (session(2), FINAL), (session(3), nothing))
    assert serials(path) == [f"RM01-2526-0000{number}" for number in (1, 2, 3)]
    totals = [(each.currency, each.total) for each in reversed(past(path))]
    assert totals == [(None, None), ("INR", Decimal("2.04")), ("INR", Decimal("0.00"))]


def test_a_record_waits_for_its_session_too(path: Path) -> None:
    record(path, (session(1), replace(FREE, final=False)))
    assert serials(path) == [None]
    record(path, (session(2), None))
    assert serials(path) == ["RM01-2526-00001", None]


def test_a_receipt_stands_whatever_is_recorded_later(path: Path) -> None:
    record(path, (session(1), FINAL))
    before = receipt_rows(path), past(path)[0].total
    better = replace(session(1), energy_wh=999.0)
    dearer = replace(FINAL, tariff=price_to_text(make_price({Component.SESSION: Decimal(99)})))
    record(path, (better, None), (better, dearer), (better, FINAL))
    assert (receipt_rows(path), past(path)[0].total) == before
    assert past(path)[0].summary.energy_wh == 999.0


def test_the_text_of_a_sessions_receipt_can_be_had(path: Path) -> None:
    async def read() -> tuple[str | None, str | None]:
        store = SqliteSessionStore(path, issuer(), Clock())
        try:
            await store.record_session(1, session(1), FINAL)
            await store.record_session(1, session(2), WAITING)
            one, two = [await store.receipt_of(1, session(number)) for number in (1, 2)]
            return one, two
        finally:
            await store.close()

    one, two = asyncio.run(read())
    assert one is not None
    assert parse_signed(one).receipt.serial == "RM01-2526-00001"
    assert two is None


def test_the_next_session_of_the_connector_makes_the_one_before_final(path: Path) -> None:
    record(path, (session(1), WAITING), (session(2), WAITING))
    assert serials(path) == ["RM01-2526-00001", None]


def test_another_connectors_session_does_not(path: Path) -> None:
    async def run() -> None:
        store = SqliteSessionStore(path, issuer(), Clock())
        await store.record_session(2, session(1), WAITING)
        await store.record_session(1, session(2), FINAL)
        await store.close()

    asyncio.run(run())
    assert serials(path) == [None, "RM01-2526-00001"]


def test_numbers_begin_anew_on_the_first_of_april(path: Path) -> None:
    clock = Clock()
    for number, now in enumerate(
        (
            datetime(2026, 3, 31, 18, 29, 59, tzinfo=UTC),
            datetime(2026, 3, 31, 18, 30, tzinfo=UTC),
            datetime(2026, 4, 1, 18, 30, tzinfo=UTC),
        ),
        start=1,
    ):
        clock.now = now
        record(path, (session(number), FINAL), clock=clock)
    assert serials(path) == ["RM01-2526-00001", "RM01-2627-00001", "RM01-2627-00002"]


def test_a_receipt_is_never_dated_before_its_session(path: Path) -> None:
    record(path, (session(1), FINAL), clock=Clock(datetime(1970, 1, 1, tzinfo=UTC)))
    assert serials(path) == ["RM01-2526-00001"]


def test_another_prefix_has_numbers_of_its_own(path: Path) -> None:
    record(path, (session(1), FINAL))
    record(path, (session(2), FINAL), prefix="RM02")
    record(path, (session(3), FINAL))
    assert serials(path) == ["RM01-2526-00001", "RM02-2526-00001", "RM01-2526-00002"]


_events = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from([None, WAITING, FINAL, FREE]),
        st.integers(-20, 40),
        st.booleans(),
    ),
    max_size=25,
)


@given(_events)
def test_no_order_of_events_leaves_a_gap(
    tmp_path_factory: pytest.TempPathFactory,
    events: Iterable[tuple[int, SessionCharge | None, int, bool]],
) -> None:
    """Repeats, clocks that jump over the change of year, failing signatures and restarts."""
    path = tmp_path_factory.mktemp("store") / "kiosk.sqlite3"
    clock = Clock(datetime(2026, 3, 25, tzinfo=UTC))
    failing = False

    def sign(body: bytes) -> bytes:
        if failing:
            raise Misconfigured("no key")
        return bytes(64)

    async def run() -> None:
        nonlocal failing
        receipts = replace(issuer(), sign=sign)
        store = SqliteSessionStore(path, receipts, clock)
        for number, charge, days, failing in events:  # noqa: B007 - sign() reads it
            clock.now += timedelta(days=days)
            await store.record_session(1, session(number), charge)
            if days < 0:
                await store.close()
                store = SqliteSessionStore(path, receipts, clock)
        failing = False
        await store.record_session(1, session(7), WAITING)
        await store.close()

    asyncio.run(run())
    assert_without_gaps(path)
    charged = {number for number, charge, _, _ in events if charge}
    assert len(receipt_rows(path)) == len(charged)


def test_without_a_key_the_session_is_kept_and_the_receipt_comes_later(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(body: bytes) -> bytes:
        raise Misconfigured("the key is gone")

    async def run() -> None:
        store = SqliteSessionStore(path, replace(issuer(), sign=refuse), Clock())
        await store.record_session(1, session(1), FINAL)
        await store.close()

    asyncio.run(run())
    assert serials(path) == [None]
    assert [each.getMessage() for each in caplog.records] == [
        "transaction 1 has no receipt: the key is gone"
    ]
    record(path, (session(2), FINAL))
    assert serials(path) == ["RM01-2526-00001", "RM01-2526-00002"]


def test_a_year_of_which_the_numbers_are_used_up_is_told(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    record(path, (session(1), FINAL))
    rows = sqlite3.connect(path)
    rows.execute("UPDATE receipt SET number = 99999")
    rows.commit()
    rows.close()
    record(path, (session(2), FINAL))
    assert serials(path) == ["RM01-2526-00001", None]
    assert "set a new prefix" in caplog.text


def test_a_full_disk_uses_up_no_number(path: Path) -> None:
    async def fill() -> None:
        store = SqliteSessionStore(path, issuer(), Clock())
        await store.record_session(1, session(1), FINAL)
        connection = store._connection
        assert connection is not None
        await asyncio.wrap_future(store._executor.submit(limit_pages, connection))
        with pytest.raises(Unreachable, match="full"):
            await store.record_session(1, replace(session(2), model="x" * 100_000), FINAL)
        await store.record_session(1, session(3), FINAL)
        await store.close()

    def limit_pages(connection: sqlite3.Connection) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    asyncio.run(fill())
    assert serials(path) == ["RM01-2526-00001", "RM01-2526-00002"]


def test_after_a_lost_book_no_number_is_given_again(path: Path) -> None:
    for lost in range(3):
        record(path, (session(1), FINAL), (session(2), FINAL))
        letter = "ABC"[lost] if lost else ""
        assert serials(path) == [f"RM01{letter}-2526-0000{number}" for number in (1, 2)]
        overwrite_all(path)


@pytest.mark.parametrize("content", ["", "many", "26"])
def test_a_series_that_cannot_be_told_gives_no_receipts(
    path: Path, caplog: pytest.LogCaptureFixture, content: str
) -> None:
    record(path, (session(1), WAITING))
    path.with_name("kiosk.sqlite3.series").write_text(content)
    record(path, (session(1), FINAL))
    assert serials(path) == [None]
    assert "has no receipt" in caplog.text


# Reading


def test_sessions_are_read_page_by_page(path: Path) -> None:
    record(path, *((session(number), None) for number in range(1, 8)))

    async def pages() -> list[list[int]]:
        found: list[list[int]] = []
        async with opened(path) as store:
            before = None
            while page := await store.sessions(3, before):
                found.append([each.summary.transaction_id for each in page])
                before = page[-1].number
        return found

    assert asyncio.run(pages()) == [[7, 6, 5], [4, 3, 2], [1]]


def test_a_file_of_the_first_version_is_taken_over(path: Path) -> None:
    from kiosk.adapters.store_schema import MIGRATIONS

    path.parent.mkdir()
    rows = sqlite3.connect(path)
    rows.executescript(MIGRATIONS[0])
    rows.execute("PRAGMA user_version = 1")
    rows.execute(
        "INSERT INTO start_intent VALUES"
        " (1, 90, '2026-01-21T12:00:00.000000+00:00', 5, 6, 0, 87.0, 2.0)"
    )
    rows.execute(
        "INSERT INTO session VALUES (1, 1, 6, '2026-01-21T12:00:00.000000+00:00',"
        " '2026-01-21T12:30:00.000000+00:00', 1.0, 2.0, 1.0, 5.0, 1800.0, 10.0, 1.0, 'Classic',"
        " 'vehicle', 'rider', NULL, 90)"
    )
    rows.commit()
    rows.close()
    with pytest.raises(Misconfigured, match="start the kiosk once"):
        SessionHistory(path)
    (intent,), last = remembered(path)
    assert intent.tariff == ""
    assert last is not None
    record(path, (last, FINAL))
    assert serials(path) == ["RM01-2526-00001"]


def test_a_file_of_the_second_version_loses_no_receipt(path: Path) -> None:
    from kiosk.adapters.store_schema import MIGRATIONS

    path.parent.mkdir()
    rows = sqlite3.connect(path)
    for script in MIGRATIONS[:2]:
        rows.executescript(script)
    rows.execute("PRAGMA user_version = 2")
    rows.executemany(
        "INSERT INTO session VALUES (?, 1, ?, '2026-01-21T12:00:00.000000+00:00',"
        " '2026-01-21T12:30:00.000000+00:00', 1.0, 2.0, 1.0, 5.0, 1800.0, 10.0, 1.0, 'Classic',"
        " 'vehicle', 'rider', NULL, 90, ?, 0, 0)",
        [(1, 6, PRICE), (2, 7, "")],
    )
    rows.commit()
    rows.close()
    record(path, (session(8), FREE))
    assert serials(path) == ["RM01-2526-00001", None, "RM01-2526-00002"]


def test_reading_makes_no_file(path: Path) -> None:
    with pytest.raises(Misconfigured, match="no session has been recorded yet"):
        SessionHistory(path)
    assert not path.parent.exists()


def test_a_damaged_file_is_left_for_the_kiosk_to_mend(path: Path) -> None:
    record(path, (session(1), FINAL))
    overwrite_all(path)
    content = path.read_bytes()
    with pytest.raises(Misconfigured, match="cannot read"):
        SessionHistory(path)
    assert path.read_bytes() == content


# Kills

_WRITER = """
import asyncio, sys
from pathlib import Path
from kiosk.adapters.store import SqliteSessionStore
from tests.unit.adapters.test_receipt_book import FINAL, issuer, session

async def main(path, first):
    store = SqliteSessionStore(path, issuer())
    for number in range(first, first + 100_000):
        await store.record_session(1, session(number), FINAL)
        print(number, flush=True)

asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
"""


def test_kill_9_leaves_neither_gaps_nor_doubles(path: Path) -> None:
    said = 0
    for round_number in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(said + 1)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert writer.stdout is not None
        for _ in range(2 + 5 * round_number):
            said = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split("\n")[:-1]
        writer.stdout.close()
        assert writer.wait() == -signal.SIGKILL
        said = int(rest[-1]) if rest else said
        assert_without_gaps(path)
        # The call after the last one that returned may have been committed too.
        assert len(receipt_rows(path)) in {said, said + 1}
        assert None not in serials(path)
