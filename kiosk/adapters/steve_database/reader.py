"""The asynchronous face of the station's reader: a thread of its own for all that blocks."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from kiosk.adapters.data_transfers import DataTransferLog, DataTransferSources
from kiosk.adapters.database import DatabaseAddress, DatabaseConnection
from kiosk.adapters.station_event_log import StationEventLog
from kiosk.adapters.station_events import StationEvents
from kiosk.adapters.steve_database.station import Station, Tails
from kiosk.adapters.steve_database.transaction_view import TransactionView, read_transaction
from kiosk.domain.errors import KioskError, Unreachable
from kiosk.domain.observation import StationObservation
from kiosk.domain.vendor import VENDOR_ID

_Result = TypeVar("_Result")


class SteveDatabaseReader:
    """Reads one station from SteVe's database over one kept connection.

    A failure is raised at once; the next call connects anew. Values that a failed or cancelled
    call would have delivered come with the next one.
    """

    def __init__(  # noqa: PLR0913
        self,
        charge_box_id: str,
        connector_ids: tuple[int, ...],
        database: DatabaseAddress,
        *,
        data_transfers: DatabaseAddress | None = None,
        data_transfer_table: str = "",
        vendor_id: str = VENDOR_ID,
        timeout: float = 2.5,
        statement_timeout: float = 2.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``data_transfers`` is looked at before SteVe's own database, for the relay's events too.

        ``data_transfer_table`` names the table of the DataTransfer messages; without it that is
        found by its columns. Time-outs are in seconds.
        """
        self._database = DatabaseConnection(database, timeout, statement_timeout)
        self._connections = [self._database]
        if data_transfers is not None:
            self._connections.insert(
                0, DatabaseConnection(data_transfers, timeout, statement_timeout)
            )
        self._sources = DataTransferSources(
            [
                DataTransferLog(
                    connection,
                    charge_box_id,
                    # The kiosk's own file has its own name for it.
                    "" if connection.is_sqlite else data_transfer_table,
                    vendor_id,
                )
                for connection in self._connections
            ],
            monotonic,
        )
        events = StationEvents(
            [StationEventLog(it, charge_box_id, connector_ids) for it in self._connections],
            self._sources,
            monotonic,
        )
        self._station = Station(charge_box_id, connector_ids, self._database, self._sources, events)
        self._tails: Tails = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="steve-database")
        self._closed = False

    async def read(self) -> StationObservation:
        """Return what is there now. Raises Unreachable, NoAnswer, Misconfigured, Malformed."""
        observation, tails = await self._run(lambda: self._station.read(self._tails))
        # Only now have the values been delivered.
        self._tails = tails
        return observation

    async def read_transaction(self, transaction_id: int) -> TransactionView | None:
        """Return a transaction with all its values and messages, ``None`` where there is none.

        Raises the same kinds.
        """
        return await self._run(
            lambda: read_transaction(
                self._database,
                self._station.schema(),
                self._sources,
                self._station.all_values,
                transaction_id,
            )
        )

    async def close(self) -> None:
        """Give connections and thread back. Idempotent."""
        if self._closed:
            return
        self._closed = True
        ended = self._thread.submit(self._disconnect)
        self._thread.shutdown(wait=False)
        await asyncio.wrap_future(ended)

    async def _run(self, call: Callable[[], _Result]) -> _Result:
        if self._closed:
            raise Unreachable("the connection to the database was closed")
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def _disconnect(self) -> None:
        for connection in self._connections:
            with suppress(KioskError):
                connection.close()
