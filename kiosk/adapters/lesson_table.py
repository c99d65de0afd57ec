"""The lessons of past sessions in the kiosk's own file."""

import sqlite3

from kiosk.adapters.store_rows import to_column
from kiosk.domain.learning import MOST_LESSONS, Lesson
from kiosk.domain.snapshot import SummaryFigures

MOST_READ = 10_000
"""More than those of any models that a station sees."""


def write_lessons(
    connection: sqlite3.Connection,
    connector_id: int,
    summary: SummaryFigures,
    lessons: tuple[Lesson, ...],
) -> None:
    """Keep a session's lessons in place of those of its earlier version; the oldest go."""
    session = (connector_id, summary.transaction_id, to_column(summary.started))
    connection.execute(
        "DELETE FROM lesson WHERE connector_id = ? AND transaction_id = ? AND started = ?", session
    )
    for lesson in lessons:
        connection.execute(
            "INSERT INTO lesson (connector_id, transaction_id, started, model, band, c_rate, ratio)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*session, lesson.model, lesson.band, lesson.c_rate, lesson.ratio),
        )
        connection.execute(
            "DELETE FROM lesson WHERE model = ? AND band = ? AND number <= ("
            " SELECT number FROM lesson WHERE model = ? AND band = ?"
            " ORDER BY number DESC LIMIT 1 OFFSET ?)",
            (lesson.model, lesson.band, lesson.model, lesson.band, MOST_LESSONS),
        )


def read_lessons(connection: sqlite3.Connection) -> tuple[Lesson, ...]:
    """Return the lessons in order of time; what makes no sense is left out."""
    rows = connection.execute(
        "SELECT model, band, c_rate, ratio FROM lesson ORDER BY number DESC LIMIT ?", (MOST_READ,)
    ).fetchall()
    lessons = (
        Lesson(model, band, c_rate, ratio)
        for model, band, c_rate, ratio in reversed(rows)
        if isinstance(model, str) and isinstance(c_rate, float) and isinstance(ratio, float)
    )
    return tuple(lesson for lesson in lessons if lesson.makes_sense())
