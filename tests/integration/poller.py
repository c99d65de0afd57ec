"""A station polled over a connection whose counters can be asked for."""

from pathlib import Path

from kiosk.adapters.data_transfers import DataTransferLog, DataTransferSources
from kiosk.adapters.database import DatabaseAddress, DatabaseConnection
from kiosk.adapters.station_event_log import StationEventLog
from kiosk.adapters.station_events import StationEvents
from kiosk.adapters.steve_database.station import Station, Tails
from kiosk.domain.observation import StationObservation
from tests.integration.steve_database import CHARGE_BOX_ID, SteveDatabase


class Poller:
    """Polls as the kiosk does, without the change of threads. ``relay_file`` is a relay's."""

    def __init__(self, steve: SteveDatabase, relay_file: Path | None = None) -> None:
        self.database = DatabaseConnection(steve.address(), 3.0, 2.0)
        self._connections = [self.database]
        if relay_file is not None:
            address = DatabaseAddress(f"sqlite:///{relay_file}")
            self._connections.insert(0, DatabaseConnection(address, 3.0, 2.0))
        messages = DataTransferSources(
            [DataTransferLog(it, CHARGE_BOX_ID) for it in self._connections]
        )
        events = StationEvents(
            [StationEventLog(it, CHARGE_BOX_ID, (1,)) for it in self._connections], messages
        )
        self._station = Station(CHARGE_BOX_ID, (1,), self.database, messages, events)
        self._tails: Tails = {}

    def poll(self) -> StationObservation:
        """Read what is there now."""
        observation, self._tails = self._station.read(self._tails)
        return observation

    def close(self) -> None:
        """Give the connections back."""
        for connection in self._connections:
            connection.close()

    def select_1(self) -> None:
        """Ask the least that can be asked."""
        self.database.query("SELECT 1")

    def cost(self) -> dict[str, int]:
        """Poll, and return the session's counters of it: statements, rows read, scans, sorts."""
        ticks = [self._counters(), self._counters()]
        self.poll()
        ticks.append(self._counters())
        # Asking for the counters counts as well.
        cost = {
            name: (ticks[2][name] - ticks[1][name]) - (ticks[1][name] - ticks[0][name])
            for name in ticks[0]
        }
        return {
            "statements": cost["Questions"],
            "row reads": sum(value for name, value in cost.items() if name.startswith("Handler")),
            "rows scanned or sorted": cost["Handler_read_rnd_next"]
            + cost["Sort_rows"]
            + cost["Select_scan"],
        }

    def _counters(self) -> dict[str, int]:
        rows = self.database.query(
            "SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler_read%%'"
            " OR Variable_name IN ('Questions', 'Sort_rows', 'Select_scan')"
        )
        return {name: int(value) for name, value in rows}
