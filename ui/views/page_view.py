"""A page that a rider has opened, and leaves again by BACK."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.views.view import Surroundings, View
from ui.widgets.action_button import ActionButton, Kind


class PageView(View):
    """Tells when it is touched, so that it does not close under a reader's eyes."""

    left = Signal()
    touched = Signal()

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings, parent)
        self.back = ActionButton(Kind.HOME, surroundings.gate, self)
        self.back.clicked.connect(self.left)

    def primary(self) -> QWidget | None:
        """BACK."""
        return self.back

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notice a touch that was for nothing in particular."""
        self.touched.emit()
        super().mousePressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Notice that somebody moves about by keyboard."""
        self.touched.emit()
        return super().focusNextPrevChild(forward)
