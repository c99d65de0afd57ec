"""A QR code that telephones read from the screen."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.errors import Malformed
from ui.qr_code import code_image
from ui.style import Styled

_LEAST_PX = 2
_SOFT_FROM_PX = 3.5
"""Modules as wide as this may have soft edges, which lets the code take all the room.

Those that are smaller have a whole number of px: zxing can't read 3.09 of them.
"""


class CodeSquare(QWidget, Styled):
    """Paints a code black on white in every theme, as large as it is itself.

    A text that no code can hold, and one for which there is no room, leave it empty.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._image = QImage()
        self._painted = QImage()

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
        self._painted = QImage()
        self.update()

    def forget(self) -> None:
        """Hold nothing any more."""
        self.set_text("", "")

    def drawn_px(self) -> int:
        """Return the side of the code with its quiet zone in px, 0 where none is painted."""
        modules, room = self._image.width(), min(self.width(), self.height())
        if not modules or room < modules * _LEAST_PX:
            return 0
        return room if room >= modules * _SOFT_FROM_PX else room // modules * modules

    def sizeHint(self) -> QSize:
        """Give the least that it can be read at."""
        return self._image.size() * _LEAST_PX

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a white sheet, and the code in its middle."""
        side = self.drawn_px()
        if not side:
            return
        painter = QPainter(self)
        sheet = QRect(QPoint(0, 0), QSize(1, 1) * min(self.width(), self.height()))
        sheet.moveCenter(self.rect().center())
        radius = self.style_in_force.metrics.px(16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor("white"))
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(sheet, radius, radius)
        target = QRect(0, 0, side, side)
        target.moveCenter(sheet.center())
        painter.drawImage(target, self._drawn(side))
        painter.end()

    def _drawn(self, side: int) -> QImage:
        """Return the code in its size; kept, because a summary is painted again and again."""
        if self._painted.width() != side:
            # Large with sharp edges first: so all modules become of one width.
            modules = self._image.width()
            sharp = self._image.scaledToWidth(modules * -(-side // modules))
            smooth = Qt.TransformationMode.SmoothTransformation
            self._painted = sharp.scaledToWidth(side, smooth)
        return self._painted
