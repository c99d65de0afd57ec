"""What sessions taught is kept: bounded, once for each session, and read with suspicion."""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.learning import MOST_LESSONS, Lesson
from kiosk.domain.snapshot import SummaryFigures
from tests.unit.adapters.test_store import SUMMARY, opened

FIRST = (Lesson("Classic", 50, 0.5, 1.1), Lesson("Classic", 60, 0.5, 1.2))
SECOND = (Lesson("Pro", 50, 0.8, 0.9),)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.sqlite3"


def taught(path: Path, *sessions: tuple[SummaryFigures, tuple[Lesson, ...]]) -> tuple[Lesson, ...]:
    async def teach() -> None:
        async with opened(path) as store:
            for summary, lessons in sessions:
                await store.record_session(1, summary, None, lessons)

    async def recall() -> tuple[Lesson, ...]:
        async with opened(path) as store:
            return await store.lessons()

    asyncio.run(teach())
    return asyncio.run(recall())


def session(number: int) -> SummaryFigures:
    return replace(SUMMARY, transaction_id=number)


def in_rows(path: Path, *changes: str) -> Sequence[tuple[object, ...]]:
    rows = sqlite3.connect(path)
    for change in changes:
        rows.execute(change)
    found = rows.execute("SELECT transaction_id, model, band FROM lesson").fetchall()
    rows.commit()
    rows.close()
    return found


def test_lessons_come_back_in_order_of_time(path: Path) -> None:
    assert taught(path) == ()
    assert taught(path, (session(1), FIRST), (session(2), SECOND)) == (*FIRST, *SECOND)


def test_a_later_version_of_a_session_teaches_in_place_of_the_earlier_one(path: Path) -> None:
    better = (replace(FIRST[0], ratio=1.3),)
    assert taught(path, (session(1), FIRST), (session(1), better)) == better


def test_a_version_without_lessons_takes_none_away(path: Path) -> None:
    assert taught(path, (session(1), FIRST), (session(1), ())) == FIRST


def test_only_the_newest_of_each_band_are_kept(path: Path) -> None:
    many = [(session(number), FIRST) for number in range(1, MOST_LESSONS + 6)]
    lessons = taught(path, *many, (session(500), SECOND))
    assert len(lessons) == 2 * MOST_LESSONS + 1
    assert min(str(row[0]).zfill(3) for row in in_rows(path)) == "006"


@pytest.mark.parametrize(
    "change",
    [
        "ratio = 'much'",
        "ratio = 1e9",
        "ratio = -1",
        "c_rate = x'00'",
        "c_rate = 0",
        "model = x'00'",
        "band = 'high'",
        "band = 51",
    ],
)
def test_what_makes_no_sense_is_left_out(path: Path, change: str) -> None:
    taught(path, (session(1), FIRST), (session(2), SECOND))
    in_rows(path, f"UPDATE lesson SET {change} WHERE transaction_id = 1")
    assert taught(path) == SECOND


def test_a_file_of_an_earlier_version_learns_too(path: Path) -> None:
    from kiosk.adapters.store_schema import MIGRATIONS

    rows = sqlite3.connect(path)
    for script in MIGRATIONS[:3]:
        rows.executescript(script)
    rows.execute("PRAGMA user_version = 3")
    rows.close()
    assert taught(path, (session(1), FIRST)) == FIRST
