"""The kiosk's own memory for simulated sessions, which end with the process and need no file."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from kiosk.adapters.store import SqliteSessionStore, migrate, transaction
from kiosk.domain.commands import SessionCharge
from kiosk.domain.learning import Lesson
from kiosk.domain.receipt import ReceiptIssuer
from kiosk.domain.snapshot import SummaryFigures

KEPT = 200
"""Sessions and receipts; a simulated station may run for months."""

_NOWHERE = Path(":memory:")
_Result = TypeVar("_Result")


class MemoryStore(SqliteSessionStore):
    """The real store without a disk: there is nothing to wait for, and so no thread."""

    def __init__(self, issuer: ReceiptIssuer, now: Callable[[], datetime]) -> None:
        """``now`` is the simulated wall clock, by which receipts are dated."""
        super().__init__(_NOWHERE, issuer, now)
        self._memory = sqlite3.connect(_NOWHERE, isolation_level=None)
        migrate(self._memory, _NOWHERE)

    async def record_session(
        self,
        connector_id: int,
        summary: SummaryFigures,
        charge: SessionCharge | None = None,
        lessons: tuple[Lesson, ...] = (),
    ) -> None:
        """Keep it as the real store does, and only the newest, receipts too."""
        await super().record_session(connector_id, summary, charge, lessons)
        for table in ("session", "receipt"):
            # A row's id grows with each row.
            self._memory.execute(
                f"DELETE FROM {table} WHERE rowid <= (SELECT max(rowid) FROM {table}) - ?",  # noqa: S608
                (KEPT,),
            )

    async def _call(self, action: Callable[[sqlite3.Connection], _Result]) -> _Result:
        with transaction(self._memory):
            return action(self._memory)

    async def close(self) -> None:
        """Forget everything. Idempotent."""
        self._memory.close()
