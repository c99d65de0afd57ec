"""How far the station's clock is from the database's."""

from collections import deque
from datetime import datetime, timedelta

_REMEMBERED = 8


class StationClock:
    """Learns the offset from instants that both clocks have seen.

    A thing stamped by the station reaches the database a moment later, or much later when the
    station was offline. So each pair bounds the offset from above, and the least is the best;
    only the last few count, for stations' clocks are set now and then.
    """

    def __init__(self) -> None:
        self._bounds: deque[timedelta] = deque(maxlen=_REMEMBERED)

    def learn(self, stamped: datetime, reached: datetime) -> None:
        """Take an instant on the station's clock and when the database showed it."""
        self._bounds.append(reached - stamped)

    def on_database(self, stamped: datetime) -> datetime:
        """Put an instant of the station's clock on the database's."""
        return stamped + min(self._bounds, default=timedelta())
