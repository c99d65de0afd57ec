"""A QR code that telephones read from the screen."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.errors import Malformed
from ui.qr_code import code_image
from ui.style import Styled

_LEAST_PX = 2


class CodeSquare(QWidget, Styled):
    """Paints a code black on white in every theme, its modules a whole number of px wide.

    A text that no code can hold, and one for which there is no room, leave it empty.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._image = QImage()

    def set_text(self, text: str, name: str) -> None:
        """Show the code of this text; ``name`` tells what it is to who can't see it."""
        self.setAccessibleName(name)
        if text == self._text:
            return
        self._text = text
        try:
            self._image = code_image(text) if text else QImage()
        except Malformed:
            self._image = QImage()
        self.update()

    def forget(self) -> None:
        """Hold nothing any more."""
        self.set_text("", "")

    @property
    def held(self) -> str:
        """The text that can be read from it, empty where none can."""
        return self._text if self.module_px() else ""

    def module_px(self) -> int:
        """Return the width of a module in px, 0 where none is painted."""
        side = self._image.width()
        module = min(self.width(), self.height()) // side if side else 0
        return module if module >= _LEAST_PX else 0

    def sizeHint(self) -> QSize:
        """Give the least that it can be read at."""
        return self._image.size() * _LEAST_PX

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a white sheet, and the code in its middle."""
        module = self.module_px()
        if not module:
            return
        painter = QPainter(self)
        sheet = QRect(QPoint(0, 0), QSize(1, 1) * min(self.width(), self.height()))
        sheet.moveCenter(self.rect().center())
        radius = self.style_in_force.metrics.px(16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor("white"))
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(sheet, radius, radius)
        target = QRect(QPoint(0, 0), self._image.size() * module)
        target.moveCenter(sheet.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawImage(target, self._image)
        painter.end()
