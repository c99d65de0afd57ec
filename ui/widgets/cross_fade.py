"""The screen before, fading over the one that has come."""

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

_MS = 250


class CrossFade(QWidget):
    """Lies over its parent while it fades; a picture, so that no live widget is slowed down."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = QPixmap()
        self._opacity = 0.0
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(_MS)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._animation.valueChanged.connect(self._move)
        self._animation.finished.connect(self.finish)
        self.hide()

    def fade_from(self, picture: QPixmap) -> None:
        """Begin with this picture over the whole parent."""
        self._animation.stop()
        self._picture = picture
        self._opacity = 1.0
        self.resize(picture.deviceIndependentSize().toSize())
        self.raise_()
        self.show()
        self._animation.start()

    def finish(self) -> None:
        """Let the new screen be seen alone."""
        self._animation.stop()
        self.hide()
        self._picture = QPixmap()

    def hideEvent(self, event: QHideEvent) -> None:
        """Do not go on where nobody sees it."""
        super().hideEvent(event)
        self.finish()

    def _move(self, opacity: float) -> None:
        self._opacity = opacity
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture as strong as it still is."""
        painter = QPainter(self)
        painter.setOpacity(self._opacity)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()
