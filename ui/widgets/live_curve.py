"""The power over time: what has been, what is to come, and the target at the end of it.

pyqtgraph is imported by :meth:`LiveCurve.load` only, after the first paint, because it and numpy
take half a second. The plot is made once and reused.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import CurvePoint
from ui.style import Style, Styled

if TYPE_CHECKING:
    from ui.widgets.pyqtgraph_plot import PyqtgraphPlot

_MINUTES = (2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480, 600, 720, 1440)
_POWERS = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)


def step_up(value: float, steps: Sequence[float]) -> float:
    """Return the least step that holds the value, the last one where none does."""
    return next((step for step in steps if value <= step), max(steps[-1], value))


def power_scale(power: float) -> float:
    """Return the top of the scale in W for a highest power: 1, 1.5, 2, 3 … times a power of ten."""
    decade = 1.0
    while decade * 10 < power:
        decade *= 10
    return decade * step_up(power / decade, _POWERS)


def time_scale(seconds: float) -> float:
    """Return the end of the scale in seconds."""
    return 60.0 * step_up(seconds / 60.0, _MINUTES)


def thin(points: Sequence[CurvePoint], count: int) -> list[tuple[float, float]]:
    """Return at most ``count`` points (s, W): means of neighbours, the last one as it is."""
    pairs = [(point.seconds, point.power) for point in points]
    if len(pairs) <= count or count < 2:
        return pairs
    last = pairs.pop()
    share = len(pairs) / (count - 1)
    means = []
    for number in range(count - 1):
        group = pairs[round(number * share) : max(round((number + 1) * share), 1)]
        if group:
            means.append(
                (sum(x for x, _ in group) / len(group), sum(y for _, y in group) / len(group))
            )
    return [*means, last]


class LiveCurve(QWidget, Styled):
    """Shows the two parts of a curve. Its scales grow in steps, not with each sample."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._plot: PyqtgraphPlot | None = None
        self._past: tuple[CurvePoint, ...] = ()
        self._forecast: tuple[CurvePoint, ...] = ()
        self._ends = False
        self._scales = (0.0, 0.0)

    def load(self) -> None:
        """Bring in the plot. Takes half a second the first time in a process."""
        if self._plot is None:
            from ui.widgets.pyqtgraph_plot import PyqtgraphPlot

            self._plot = PyqtgraphPlot(self)
            if hasattr(self, "style_in_force"):
                self._plot.set_style(self.style_in_force)
            self._plot.widget.setGeometry(self.rect())
            self._plot.widget.show()
            self._draw()

    @property
    def overhang(self) -> int:
        """Px that the widget is to reach beyond the curve's beginning, for the dot to be whole."""
        return max(6, self.style_in_force.metrics.px(12))

    def forget(self) -> None:
        """Show nothing, and let the scales begin anew: it is another charge."""
        self._scales = (0.0, 0.0)
        self.set_curve((), (), False)

    def set_curve(
        self, past: tuple[CurvePoint, ...], forecast: tuple[CurvePoint, ...], ends: bool
    ) -> None:
        """Show past and forecast; ``ends`` tells that the forecast's end is the target."""
        if (past, forecast, ends) != (self._past, self._forecast, self._ends):
            self._past, self._forecast, self._ends = past, forecast, ends
            self._draw()

    def _draw(self) -> None:
        if self._plot is None or not hasattr(self, "style_in_force"):
            return
        points = (*self._past, *self._forecast)
        if points:
            seconds = time_scale(max(point.seconds for point in points))
            power = power_scale(max(point.power for point in points) * 1.15)
            self._scales = (max(seconds, self._scales[0]), max(power, self._scales[1]))
        self._plot.set_scales(*self._scales)
        half = max(2, self.width() // 2)
        self._plot.set_points(thin(self._past, half), thin(self._forecast, half), self._ends)

    def set_style(self, style: Style) -> None:
        """Take the style over."""
        super().set_style(style)
        if self._plot is not None:
            self._plot.set_style(style)
            self._draw()

    def resizeEvent(self, _event: object) -> None:
        """Fill the widget with the plot."""
        if self._plot is not None:
            self._plot.widget.setGeometry(self.rect())
            self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground line, which is there before the plot is."""
        painter = QPainter(self)
        style = self.style_in_force
        painter.setPen(QPen(QColor(style.tokens.rail), max(1, style.metrics.px(2))))
        y = self.height() - style.metrics.px(4)
        painter.drawLine(self.overhang, y, self.width(), y)
        painter.end()
