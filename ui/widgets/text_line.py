"""One line of text whose runs share a baseline."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Style, Styled
from ui.widgets.run import Run, left_overhang, right_overhang


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say it: runs at the left and at the right end of the line."""

    left: tuple[Run, ...] = ()
    right: tuple[Run, ...] = ()

    def width(self, style: Style) -> float:
        """Return the px it takes, with a space between the two ends."""
        gap = style.metrics.text(Size.S) * 0.6 if self.left and self.right else 0.0
        return sum(run.advance(style) for run in (*self.left, *self.right)) + gap

    @property
    def text(self) -> str:
        """What it says, for whoever can't see it."""
        return " ".join("".join(run.text for run in end) for end in (self.left, self.right) if end)


class TextLine(QWidget, Styled):
    """Paints the first of several wordings that fits; the last is the shortest."""

    def __init__(
        self, parent: QWidget, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._alignment = alignment
        self._wordings: tuple[Wording, ...] = (Wording(),)

    def set_wordings(self, *wordings: Wording) -> None:
        """Say one of these, best first."""
        if wordings != self._wordings:
            self._wordings = wordings or (Wording(),)
            self.setAccessibleName(self._wordings[0].text)
            self.update()

    def forget(self) -> None:
        """Say nothing."""
        self.set_wordings()

    def set_runs(self, *runs: Run) -> None:
        """Say just this, in one go."""
        self.set_wordings(Wording(runs))

    def chosen(self) -> Wording:
        """Return the wording that is painted."""
        for wording in self._wordings:
            if wording.width(self.style_in_force) <= self.width():
                return wording
        return self._wordings[-1]

    def least_width(self) -> float:
        """Return the px that the shortest wording takes."""
        return min(wording.width(self.style_in_force) for wording in self._wordings)

    def text(self) -> str:
        """Return what can be read."""
        return self.chosen().text

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        wording, style = self.chosen(), self.style_in_force
        runs = [run for run in (*wording.left, *wording.right) if run.text]
        if not runs:
            return True
        inks = [style.ink(run.text, run.font(style)) for run in runs]
        top, bottom = min(ink[0] for ink in inks), max(ink[1] for ink in inks)
        baseline = self.baseline()
        within = baseline + top >= -1 and baseline + bottom <= self.height() + 1
        return within and wording.width(style) <= self.width()

    def baseline(self) -> float:
        """Return the y of the baseline: that of the largest run, centred."""
        wording = self.chosen()
        fonts = [run.font(self.style_in_force) for run in (*wording.left, *wording.right)]
        largest = max(fonts, key=lambda font: font.pixelSize())
        return self.style_in_force.baseline_in(self.height(), largest)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the wording that fits."""
        wording = self.chosen()
        if not wording.left and not wording.right:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        baseline = self.baseline()
        left_width = sum(run.advance(self.style_in_force) for run in wording.left)
        spare = self.width() - left_width
        if wording.left and self._alignment is Qt.AlignmentFlag.AlignRight:
            spare -= self._overhang(wording.left[-1])
        start = {Qt.AlignmentFlag.AlignHCenter: spare / 2, Qt.AlignmentFlag.AlignRight: spare}.get(
            self._alignment, 0.0
        )
        if wording.left and (wording.right or not start):
            first = wording.left[0]
            start = left_overhang(first.text, first.font(self.style_in_force))
        self._paint_runs(painter, wording.left, start, baseline)
        right_width = sum(run.advance(self.style_in_force) for run in wording.right)
        if wording.right:
            right_width += self._overhang(wording.right[-1])
        self._paint_runs(painter, wording.right, self.width() - right_width, baseline)
        painter.end()

    def _overhang(self, run: Run) -> float:
        return right_overhang(run.text, run.font(self.style_in_force))

    def _paint_runs(
        self, painter: QPainter, runs: Sequence[Run], start: float, baseline: float
    ) -> None:
        for run in runs:
            style = self.style_in_force
            painter.setPen(style.tint(run.tint))
            style.paint(painter, QPointF(start, baseline), run.text, run.font(style))
            start += run.advance(self.style_in_force)
