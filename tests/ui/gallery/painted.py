"""A screen as it was painted: its picture, and each text with where and how it stands there."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.main_window import MainWindow
from ui.metrics import Metrics
from ui.widgets.touchable import Touchable


@dataclass(frozen=True, slots=True)
class Text:
    """What one call of QPainter.drawText put on the screen; ``ink`` is in px of the window."""

    text: str
    ink: QRectF
    font: QFont
    colour: str
    widget: QWidget

    @property
    def capital(self) -> float:
        """The height of its capital letters in px."""
        return QFontMetricsF(self.font).capHeight()

    def __str__(self) -> str:
        box = self.ink.toRect()
        left, top, width, height = box.x(), box.y(), box.width(), box.height()
        return f"{self.text!r} ({type(self.widget).__name__}, {left}, {top}, {width} x {height})"


@dataclass(frozen=True, slots=True)
class Screen:
    """A window that has been painted, with its picture and all its texts."""

    window: MainWindow
    picture: QImage
    texts: tuple[Text, ...]

    @property
    def metrics(self) -> Metrics:
        """What it was laid out by."""
        return self.window.current_view().style_in_force.metrics

    def place(self, widget: QWidget) -> QRect:
        """Where a widget stands in the window."""
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())

    def box(self, control: QAbstractButton) -> QRect:
        """Where a control's box stands, without what overhangs it, such as a target's tick."""
        place = self.place(control)
        if not isinstance(control, Touchable):
            return place
        return control.box().toRect().translated(place.topLeft())

    def controls(self) -> list[QAbstractButton]:
        """What can be touched: the buttons in view, from the top left on."""
        buttons = [b for b in self.window.findChildren(QAbstractButton) if b.isVisible()]
        return sorted(buttons, key=lambda b: (self.place(b).top(), self.place(b).left()))

    def colours(self, box: QRect) -> Counter[str]:
        """How many px of each colour (#rrggbb) are in this part of the picture.

        One in six is counted, of a small part each: letters have strokes of several px.
        """
        part = self.picture.copy(box.intersected(self.picture.rect()))
        if part.width() * part.height() > 1000:
            part = part.scaled(part.width() // 2, part.height() // 3)
        part = part.convertToFormat(QImage.Format.Format_RGB32)
        counts = Counter(memoryview(part.constBits()).cast("I"))
        return Counter({f"#{pixel & 0xFFFFFF:06x}": count for pixel, count in counts.items()})


class Recorder:
    """Notes every text that is painted while :meth:`screen` takes a picture."""

    def __init__(self) -> None:
        self._texts: list[Text] | None = None

    @contextmanager
    def listening(self) -> Iterator["Recorder"]:
        """Be asked whenever Qt is to draw a text."""
        draw_text: Any = QPainter.drawText

        def noting(painter: QPainter, *arguments: Any) -> Any:
            if self._texts is not None:
                self._note(painter, arguments)
            return draw_text(painter, *arguments)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(QPainter, "drawText", noting)
            yield self

    def screen(self, window: MainWindow) -> Screen:
        """Paint the window."""
        self._texts = []
        try:
            picture = window.grab().toImage()
            return Screen(window, picture, tuple(self._texts))
        finally:
            self._texts = None

    def _note(self, painter: QPainter, arguments: tuple[Any, ...]) -> None:
        widget, text = painter.device(), arguments[-1]
        if self._texts is None or not isinstance(widget, QWidget) or not text.strip():
            return
        ink = _ink(painter.font(), arguments)
        place = painter.deviceTransform().mapRect(ink)
        colour = painter.pen().color().name()
        self._texts.append(Text(text, place, painter.font(), colour, widget))


def _ink(font: QFont, arguments: tuple[Any, ...]) -> QRectF:
    """What a call of drawText covers: (point, text) or (rectangle, flags, text)."""
    metrics, text = QFontMetricsF(font), arguments[-1]
    # Qt counts blanks in front and behind as ink.
    ink = metrics.tightBoundingRect(text.strip())
    if len(arguments) == 2:
        blank = metrics.horizontalAdvance(text[: len(text) - len(text.lstrip())])
        return ink.translated(QPointF(arguments[0])).translated(blank, 0)
    box = QRectF(arguments[0])
    line = metrics.boundingRect(box, int(arguments[1]), arguments[2])
    return ink.translated(line.left(), line.top() + metrics.ascent())


def visible_part(widget: QWidget) -> QRect:
    """The part of a widget that its parents let be seen, in px of the window."""
    box, parent = QRect(widget.rect()), widget.parentWidget()
    while parent is not None:
        box = box.translated(widget.pos()).intersected(parent.rect())
        widget, parent = parent, parent.parentWidget()
    return box
