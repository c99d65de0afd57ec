"""The one place where Qt and the rest of the kiosk meet."""

from PySide6.QtCore import QObject, Signal


class Bridge(QObject):
    """Carries snapshots to the window and intents back."""

    snapshot_changed = Signal(object)
    """A :class:`kiosk.domain.snapshot.StationSnapshot`."""

    intent_raised = Signal(object)
    """One of :data:`kiosk.domain.intents.Intent`."""
