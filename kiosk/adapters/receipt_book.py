"""Receipts in the kiosk's own file: numbers without gaps, each session's receipt once.

A number is taken in the transaction that stores its receipt: whatever is cut off in between, there
is neither the one nor the other. Receipts are never changed and never deleted. What can't be issued
now, for want of a key perhaps, stays due, and comes with the next session that is recorded.
"""

import logging
import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from kiosk.adapters.store_rows import SESSION_KEY, SUMMARY_COLUMNS, summary_of, to_column
from kiosk.domain.commands import SessionCharge
from kiosk.domain.errors import KioskError, Misconfigured
from kiosk.domain.receipt import ReceiptIssuer
from kiosk.domain.serial import Serial
from kiosk.domain.snapshot import PastSession, SummaryFigures

_AT_ONCE = 100
_OF_SESSION = " AND ".join(f"{name} = ?" for name in SESSION_KEY)
_SAME_SESSION = " AND ".join(f"receipt.{name} = session.{name}" for name in SESSION_KEY)
_WITHOUT_RECEIPT = f"NOT EXISTS (SELECT 1 FROM receipt WHERE {_SAME_SESSION})"  # noqa: S608

_log = logging.getLogger(__name__)


class ReceiptBook:
    """Issues the receipts of the store at ``path``, inside the store's transactions."""

    def __init__(
        self, path: Path, issuer: ReceiptIssuer | None, now: Callable[[], datetime]
    ) -> None:
        self._path = path
        self._issuer = issuer
        self._now = now

    def take(
        self,
        connection: sqlite3.Connection,
        connector_id: int,
        summary: SummaryFigures,
        charge: SessionCharge | None,
    ) -> None:
        """Note what a recorded session is charged by, and issue all receipts that are due."""
        key = _key(connector_id, summary)
        if charge is not None:
            connection.execute(
                "UPDATE session SET own = 1, tariff = ?, idle_seconds = ?, receipt_due = ?"  # noqa: S608
                f" WHERE {_OF_SESSION} AND {_WITHOUT_RECEIPT}",
                (charge.tariff, charge.idle_seconds, charge.final, *key),
            )
        # The vendor's message about a session can't come any more once another one has ended.
        connection.execute(
            "UPDATE session SET receipt_due = 1 WHERE connector_id = ? AND own"  # noqa: S608
            f" AND number < (SELECT number FROM session WHERE {_OF_SESSION})"
            f" AND NOT receipt_due AND {_WITHOUT_RECEIPT}",
            (connector_id, *key),
        )
        if self._issuer is not None:
            self._issue_due(connection, self._issuer)

    def _issue_due(self, connection: sqlite3.Connection, issuer: ReceiptIssuer) -> None:
        due = connection.execute(
            f"SELECT {', '.join(SUMMARY_COLUMNS)}, connector_id, tariff, idle_seconds"  # noqa: S608
            " FROM session WHERE receipt_due ORDER BY number LIMIT ?",
            (_AT_ONCE,),
        ).fetchall()
        for *figures, connector_id, tariff, idle_seconds in due:
            try:
                summary = summary_of(tuple(figures))
                self._issue(
                    connection, issuer, connector_id, summary, SessionCharge(tariff, idle_seconds)
                )
            except (KioskError, ValueError, ArithmeticError) as error:
                # The session itself is kept all the same.
                _log.error("transaction %s has no receipt: %s", figures[0], error)

    def _issue(
        self,
        connection: sqlite3.Connection,
        issuer: ReceiptIssuer,
        connector_id: int,
        summary: SummaryFigures,
        charge: SessionCharge,
    ) -> None:
        issued = max(self._now(), summary.ended)
        year = issuer.financial_year(issued)
        serial = Serial(issuer.seller.prefix, year, 1, _series(self._path))
        last = connection.execute(
            "SELECT max(number) FROM receipt WHERE book = ? AND year = ?", (serial.book, year)
        ).fetchone()[0]
        serial = replace(serial, number=(last or 0) + 1)
        receipt = issuer.issue(serial, summary, charge.tariff, charge.idle_seconds, issued)
        total = "" if receipt.total is None else str(receipt.total)
        key = _key(connector_id, summary)
        connection.execute(
            "INSERT INTO receipt (book, year, number, serial, connector_id, transaction_id,"
            " started, currency, total, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(serial.book, year, serial.number, str(serial)),
                *key,
                *(receipt.currency or "", total, receipt.text),
            ),
        )
        connection.execute(
            f"UPDATE session SET receipt_due = 0 WHERE {_OF_SESSION}",  # noqa: S608
            key,
        )
        _log.info("transaction %d: receipt %s", summary.transaction_id, serial)


def read_sessions(
    connection: sqlite3.Connection, limit: int, before: int | None
) -> tuple[PastSession, ...]:
    """Return sessions, the last first: at most ``limit`` of those numbered below ``before``."""
    columns = ", ".join(f"session.{name}" for name in SUMMARY_COLUMNS)
    rows = connection.execute(
        f"SELECT {columns}, session.number, session.connector_id, serial, currency, total"  # noqa: S608
        f" FROM session LEFT JOIN receipt ON {_SAME_SESSION}"
        " WHERE ? IS NULL OR session.number < ? ORDER BY session.number DESC LIMIT ?",
        (before, before, limit),
    )
    return tuple(
        PastSession(
            number,
            connector_id,
            summary_of(tuple(figures)),
            serial,
            # Empty for a receipt that is about no money.
            currency or None,
            Decimal(total) if total else None,
        )
        for *figures, number, connector_id, serial, currency, total in rows
    )


def read_receipt_of(
    connection: sqlite3.Connection, connector_id: int, summary: SummaryFigures
) -> str | None:
    """Return the text of a session's receipt, ``None`` where there is none."""
    row = connection.execute(
        f"SELECT text FROM receipt WHERE {_OF_SESSION}",  # noqa: S608
        _key(connector_id, summary),
    ).fetchone()
    return None if row is None else str(row[0])


def begin_new_series(path: Path) -> None:
    """Note beside the store that its receipts may be lost: numbers go on with another letter."""
    file = _series_file(path)
    draft = file.with_name(f"{file.name}.new")
    with draft.open("w") as stream:
        stream.write(f"{_series(path) + 1}\n")
        stream.flush()
        os.fsync(stream.fileno())
    draft.rename(file)


def _series(path: Path) -> int:
    file = _series_file(path)
    try:
        return int(file.read_text("ascii")[:10])
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise Misconfigured(f"cannot read {file}: {error.strerror or error}") from None
    except ValueError:
        problem = "holds no number: write how many receipt books this kiosk has lost"
        raise Misconfigured(f"{file} {problem}") from None


def _series_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.series")


def _key(connector_id: int, summary: SummaryFigures) -> tuple[object, ...]:
    return connector_id, summary.transaction_id, to_column(summary.started)
