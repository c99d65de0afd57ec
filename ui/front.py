"""Which of several connectors is in full view."""

from collections.abc import Sequence

from kiosk.domain.snapshot import ConnectorSnapshot, SessionPhase

_RESTING = frozenset(
    {
        SessionPhase.CONNECTING,
        SessionPhase.AVAILABLE,
        SessionPhase.OUT_OF_SERVICE,
        SessionPhase.RESERVED,
    }
)


class Front:
    """Follows the connectors: plugging in brings one forward, and so does touching its tile."""

    def __init__(self) -> None:
        self._phases: dict[int, SessionPhase] = {}
        self._connector_id: int | None = None

    def choose(self, connector_id: int) -> None:
        """Bring a connector forward because its tile was touched."""
        self._connector_id = connector_id

    def follow(self, connectors: Sequence[ConnectorSnapshot]) -> ConnectorSnapshot | None:
        """Return the connector in full view, ``None`` for the overview of several."""
        if len(connectors) == 1:
            return connectors[0]
        for connector in connectors:
            before = self._phases.get(connector.connector_id)
            plugged_in = before in _RESTING and connector.session_phase not in _RESTING
            if plugged_in or (before is None and connector.session_phase not in _RESTING):
                self._connector_id = connector.connector_id
        front = next((c for c in connectors if c.connector_id == self._connector_id), None)
        before = self._phases.get(front.connector_id) if front is not None else None
        self._phases = {c.connector_id: c.session_phase for c in connectors}
        if front is None or front.session_phase is SessionPhase.AVAILABLE:
            self._connector_id = None
            return None
        if front.session_phase in _RESTING and before not in {None, front.session_phase}:
            self._connector_id = None
            return None
        return front
