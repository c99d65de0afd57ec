"""Pages that a rider opens over the screen of a phase: the receipt, and the last sessions."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, Signal

from kiosk.domain.snapshot import ConnectorSnapshot, SessionPhase

REST_SECONDS = 30.0
"""So long nobody must have touched the history for it to close."""


class Page(Enum):
    """What can lie over a phase's screen."""

    RECEIPT = "receipt"
    HISTORY = "history"


class Pages(QObject):
    """Knows which page is open. ``clock`` gives seconds that never jump.

    ``changed`` tells that one was opened or put away by a touch.
    """

    changed = Signal()

    def __init__(self, clock: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._page: Page | None = None
        self._over: tuple[SessionPhase, int] | None = None
        self._touched_at = clock()

    def open(self, page: Page, connector: ConnectorSnapshot) -> None:
        """Lay a page over what the connector shows now."""
        self._page = page
        self._over = (connector.session_phase, connector.connector_id)
        self.touched()
        self.changed.emit()

    def close(self) -> None:
        """Go back to what lies below."""
        self._page = None
        self.changed.emit()

    def touched(self) -> None:
        """Somebody is there."""
        self._touched_at = self._clock()

    def over(self, connector: ConnectorSnapshot) -> Page | None:
        """Return the page that lies over this connector's screen now.

        A page is closed for good when the screen below it changes, when there is no receipt to be
        shown, and when nobody reads the history any more.
        """
        stands = self._over == (connector.session_phase, connector.connector_id) and (
            bool(connector.receipt)
            if self._page is Page.RECEIPT
            else self._clock() - self._touched_at < REST_SECONDS
        )
        if not stands:
            self._page = None
        return self._page
