"""How long nobody has been there: when the screen invites, dims, and goes dark."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from kiosk.domain.snapshot import ConnectorSnapshot, SessionPhase, StationSnapshot

RESTING = frozenset(
    {
        SessionPhase.CONNECTING,
        SessionPhase.AVAILABLE,
        SessionPhase.UNPLUG,
        SessionPhase.RESERVED,
        SessionPhase.OUT_OF_SERVICE,
    }
)
"""The phases that are nobody's session."""


class RestLevel(IntEnum):
    """How deep the screen rests."""

    AWAKE = 0
    ATTRACT = 1
    DIM = 2
    BLANK = 3


@dataclass(frozen=True, slots=True)
class RestOptions:
    """Seconds of nothing until a level begins, 0: never; and the panel's light from then on.

    Light is a share of the usual, from 0 (off) to 1.
    """

    attract: float = 0.0
    dim: float = 0.0
    blank: float = 0.0
    dim_light: float = 0.3
    blank_light: float = 0.0

    def light(self, level: RestLevel) -> float:
        """Return the light of a level."""
        return {RestLevel.DIM: self.dim_light, RestLevel.BLANK: self.blank_light}.get(level, 1.0)


NEVER = RestOptions()
"""For a screen that is always awake."""


class Rest:
    """Follows touches and snapshots; ``clock`` gives seconds that never jump.

    Anybody's session keeps the screen awake, and so does news: plugging in and out, a fault, a
    station that is back.
    """

    def __init__(self, options: RestOptions, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._begins = (
            (RestLevel.ATTRACT, options.attract),
            (RestLevel.DIM, options.dim),
            (RestLevel.BLANK, options.blank),
        )
        self._since = clock()
        self._level = RestLevel.AWAKE
        self._known: object = None

    @property
    def level(self) -> RestLevel:
        """How deep the screen rests now."""
        return self._level

    def touched(self) -> None:
        """Somebody is there."""
        self._since = self._clock()
        self._level = RestLevel.AWAKE

    def follow(self, snapshot: StationSnapshot) -> None:
        """Wake, or rest deeper, as a snapshot says; to be called with each."""
        before, self._known = self._known, _what_matters(snapshot)
        if self._known != before or not _nobodys(snapshot):
            self.touched()
        quiet = self._clock() - self._since
        self._level = max(
            (level for level, seconds in self._begins if 0 < seconds <= quiet),
            default=RestLevel.AWAKE,
        )


def inviting(snapshot: StationSnapshot) -> bool:
    """Whether whoever comes can plug in wherever there is a plug."""
    return (
        bool(snapshot.connectors)
        and not snapshot.settings_faults
        and snapshot.link_lost is None
        and all(
            connector.session_phase is SessionPhase.AVAILABLE and connector.link_lost is None
            for connector in snapshot.connectors
        )
    )


def _nobodys(snapshot: StationSnapshot) -> bool:
    return all(
        connector.session_phase in RESTING and connector.transaction_id is None
        for connector in snapshot.connectors
    )


def _what_matters(snapshot: StationSnapshot) -> object:
    return snapshot.settings_faults, tuple(map(_state, snapshot.connectors))


def _state(connector: ConnectorSnapshot) -> object:
    return (
        connector.connector_id,
        connector.session_phase,
        connector.out_of_service,
        connector.error_code,
        connector.vendor_error_code,
        connector.notice,
    )
