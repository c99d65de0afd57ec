"""A window of its own for developers: makes things happen at the simulated station."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGroupBox,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)


class DeveloperPanel(QWidget):
    """A group of buttons for each connector, one for each action (key, label)."""

    action_requested = Signal(str, int)
    """The key of an action, and the connector it is for."""

    def __init__(self, actions: Sequence[tuple[str, str]], connector_ids: Sequence[int]) -> None:
        super().__init__(None, Qt.WindowType.Tool)
        self.setWindowTitle(self.tr("Simulated station"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        groups = QWidget()
        rows = QVBoxLayout(groups)
        for connector_id in connector_ids:
            rows.addWidget(self._group(actions, connector_id))
        rows.addStretch()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(groups)
        # It scrolls up and down only, so it is as wide as the longest label.
        scroll_bar = area.verticalScrollBar().sizeHint().width()
        area.setMinimumWidth(groups.sizeHint().width() + scroll_bar + 2 * area.frameWidth())
        QVBoxLayout(self).addWidget(area)
        self.resize(self.sizeHint().width(), 600)

    def _group(self, actions: Sequence[tuple[str, str]], connector_id: int) -> QGroupBox:
        box = QGroupBox(self.tr("Connector {number}").format(number=connector_id))
        rows = QVBoxLayout(box)
        for key, label in actions:
            # An ampersand would be taken for the mark of a shortcut.
            button = QPushButton(label.replace("&", "&&"))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setAccessibleName(f"{label}, {box.title()}")
            button.clicked.connect(
                lambda _checked=False, key=key: self.action_requested.emit(key, connector_id)
            )
            rows.addWidget(button)
        return box
