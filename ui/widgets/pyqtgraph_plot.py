"""The plot behind the live curve. Importing this module imports pyqtgraph and numpy."""

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QStyleOptionGraphicsItem, QWidget

from ui.style import Style

_FILL_ALPHA = 41  # 16 %
_Points = Sequence[tuple[float, float]]


class _Dot(QGraphicsEllipseItem):
    """A dot of a size in px. A ScatterPlotItem keeps a picture of each style it ever had."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsEllipseItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(1.0)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint it smoothly."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        super().paint(painter, option, widget)


class PyqtgraphPlot:
    """One plot with everything switched off that a rider could reach: menu, mouse, buttons.

    pyqtgraph's menu leads to a file dialog, and its plots leak when they are made anew
    (pyqtgraph#2672): there is one, whose data change.
    """

    def __init__(self, parent: QWidget) -> None:
        self.widget = pyqtgraph.PlotWidget(parent)
        self.widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._item = self.widget.getPlotItem()
        self._item.setMenuEnabled(False)
        self._item.setMouseEnabled(False, False)
        # It is made all the same, and owned by nobody. As a child it must stay a popup: a plain
        # child would be shown with its parent.
        self._item.ctrlMenu.setParent(self.widget, Qt.WindowType.Popup)
        self._item.hideButtons()
        self._item.hideAxis("left")
        self._item.hideAxis("bottom")
        self._item.layout.setContentsMargins(0, 0, 0, 0)
        box = self._item.getViewBox()
        box.setDefaultPadding(0.0)
        box.disableAutoRange()
        self._ground = pyqtgraph.PlotCurveItem()
        self._past = pyqtgraph.PlotCurveItem(antialias=True, fillLevel=0.0)
        self._forecast = pyqtgraph.PlotCurveItem(antialias=True)
        self._target = pyqtgraph.PlotCurveItem(antialias=True)
        self._now = _Dot()
        for item in (self._ground, self._past, self._forecast, self._target):
            self._item.addItem(item)
        box.addItem(self._now, ignoreBounds=True)
        self._scales = (1.0, 1.0)
        self._margin = 1

    def set_style(self, style: Style) -> None:
        """Take colours and widths."""
        tokens, px = style.tokens, style.metrics.px
        self.widget.setBackground(tokens.background)
        fill = QColor(tokens.go)
        fill.setAlpha(_FILL_ALPHA)
        self._ground.setPen(pyqtgraph.mkPen(tokens.rail, width=max(1, px(2))))
        self._past.setPen(pyqtgraph.mkPen(tokens.go, width=max(2, px(5))))
        self._past.setBrush(fill)
        dashes = pyqtgraph.mkPen(tokens.muted, width=max(2, px(4)))
        dashes.setDashPattern([3.0, 3.0])
        dashes.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._forecast.setPen(dashes)
        bar = pyqtgraph.mkPen(tokens.text, width=max(3, px(8)))
        bar.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._target.setPen(bar)
        self._now.setPen(QPen(QColor(tokens.background), max(2, px(4))))
        self._now.setBrush(QColor(tokens.go))
        size = max(8, px(24))
        self._now.setRect(-size / 2, -size / 2, size, size)
        self._margin = max(6, px(12))

    def set_scales(self, seconds: float, power: float) -> None:
        """Fix the ends of the scales, in s and W."""
        self._scales = (max(1.0, seconds), max(1.0, power))

    def set_points(self, past: _Points, forecast: _Points, ends: bool) -> None:
        """Draw points of s and W; ``ends``: the forecast's last point is the target."""
        seconds, power = self._scales
        # The dot and the bar need a little room.
        left, right, below, above = (self._margin * part for part in (1.0, 0.5, 0.4, 1.0))
        a_pixel = seconds / max(1.0, self.widget.width() - left - right)
        a_line = power / max(1.0, self.widget.height() - below - above)
        self.widget.setRange(
            xRange=(-left * a_pixel, seconds + right * a_pixel),
            yRange=(-below * a_line, power + above * a_line),
            padding=0.0,
        )
        self._ground.setData([0.0, seconds], [0.0, 0.0])
        self._past.setData(*_columns(past))
        joined = [*past[-1:], *forecast] if forecast else []
        self._forecast.setData(*_columns(joined))
        self._now.setVisible(bool(past))
        self._now.setPos(*(past[-1] if past else (0.0, 0.0)))
        bar = [(forecast[-1][0], 0.0), (forecast[-1][0], power)] if ends and forecast else []
        self._target.setData(*_columns(bar))


def _columns(points: _Points) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y for _, y in points]
