"""The vehicle at the connector before it charges, as its VehicleInfo tells it."""

from datetime import datetime, timedelta

from kiosk.domain.commands import Remark
from kiosk.domain.errors import Malformed
from kiosk.domain.observation import DataTransferRecord
from kiosk.domain.plugging import PluggingLog
from kiosk.domain.snapshot import VehicleInfoState
from kiosk.domain.vendor import VehicleInfo, parse_vehicle_info


class PluggedVehicle:
    """Holds the VehicleInfo of the present plugging-in, and what is wrong with it if anything."""

    def __init__(self) -> None:
        self.info: VehicleInfo | None = None
        self.received: datetime | None = None
        self._state = VehicleInfoState.NONE

    def take(
        self, record: DataTransferRecord | None, plugging: PluggingLog, now: datetime
    ) -> Remark | None:
        """Take the newest VehicleInfo (``now``: database's clock); returns what the log needs."""
        self.info = self.received = None
        if plugging.present is None:
            self._state = VehicleInfoState.NONE
            return None
        self._state = VehicleInfoState.AWAITED
        if record is None or not plugging.owns(record, now):
            return None
        self.received = record.received
        try:
            self.info = parse_vehicle_info(record.data)
        except Malformed as error:
            self._state = VehicleInfoState.UNREADABLE
            return Remark(f"vehicle info {record.key}", f"VehicleInfo ignored: {error}")
        self._state = VehicleInfoState.VALID
        return None

    def state(self, now: datetime, max_age: float) -> VehicleInfoState:
        """Return the state at ``now``: what was valid goes stale after ``max_age`` seconds."""
        limit = timedelta(seconds=max_age)
        stale = self.received is not None and now - self.received >= limit
        return VehicleInfoState.STALE if self.info is not None and stale else self._state
