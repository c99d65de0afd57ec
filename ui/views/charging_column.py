"""What stands beside the ring of a charge: headline, figures, curve, reason."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from ui.metrics import Metrics, Size
from ui.widgets.banner import Banner
from ui.widgets.live_curve import LiveCurve
from ui.widgets.paragraph import Paragraph
from ui.widgets.text_line import TextLine


class ChargingColumn:
    """Places its parts, which are the view's; what there is no room for gives way.

    ``has_banner`` and ``has_curve`` tell what there is to be shown, ``headline_tells`` whether the
    headline says what nothing else does, ``banner_advises`` whether the banner says what to do.
    Without ``advice`` the ``sentences`` are said.
    """

    def __init__(self, view: QWidget) -> None:
        self.banner = Banner(view)
        self.headline = TextLine(view)
        self.power = TextLine(view)
        self.energy = TextLine(view)
        self.curve = LiveCurve(view)
        self.end_time = TextLine(view, Qt.AlignmentFlag.AlignRight)
        self.sentences = Paragraph(view)
        self.advice = Paragraph(view, stacked=True)
        self.has_banner = self.has_curve = False
        self.headline_tells = self.banner_advises = False
        self._metrics: Metrics

    def arrange(
        self, area: QRect, metrics: Metrics, *, with_power: bool, with_energy: bool
    ) -> None:
        """Put everything into the area; power and energy may have been said elsewhere."""
        self._metrics = metrics
        self._place_curve_and_words(self._place_figures(area, with_power, with_energy))

    def _place_figures(self, column: QRect, with_power: bool, with_energy: bool) -> QRect:
        """Put banner or headline and the figures below each other, and return what is left.

        What weighs least is left out where not even one sentence of the reason would fit.
        """
        metrics, width = self._metrics, column.width()
        line, medium = metrics.line(Size.S), metrics.line(Size.M)
        head: QWidget = self.banner if self.has_banner else self.headline
        said = self._words()
        heights = {
            head: medium,
            self.power: medium if with_power else 0,
            self.energy: line if with_energy else 0,
            said: said.height_for(width, 1),
        }
        order: tuple[QWidget, ...] = (said, self.power, self.energy, head)
        if self.has_banner:
            heights[self.energy] = line
            room = column.height() - heights[said] - heights[self.power]
            # What to do after a command that failed is not to be left out.
            most = None if self.banner_advises else room
            heights[head] = self.banner.height_for(width, column.height() * 2 // 5, most)
        if self.has_banner or self.headline_tells:
            order = (head, self.power, said, self.energy)
        room, kept = column.height(), set()
        for part in order:
            if 0 < heights[part] <= room:
                room -= heights[part]
                kept.add(part)
        y = column.top()
        for part in (self.banner, self.headline, self.power, self.energy):
            part.setVisible(part in kept)
            if part in kept:
                part.setGeometry(column.left(), y, width, heights[part])
                y += heights[part]
            if part is head and part in kept:
                gap = min(room, metrics.px(16 if self.has_banner else 8))
                y, room = y + gap, room - gap
        self.banner.arrange()
        for paragraph in (self.advice, self.sentences):
            paragraph.setVisible(paragraph in kept)
        return QRect(column.left(), y, width, column.bottom() + 1 - y)

    def _words(self) -> Paragraph:
        return self.advice if self.advice.text() else self.sentences

    def _place_curve_and_words(self, area: QRect) -> None:
        metrics, said = self._metrics, self._words()
        line, gap, room = metrics.line(Size.S), metrics.px(16), area.height()
        wanted, first = (
            (said.height_for(area.width()), said.height_for(area.width(), 1))
            if not said.isHidden()
            else (0, 0)
        )
        # The curve's height and the end time give way before the reason does.
        curve, end = 0, 0
        if self.has_curve:
            least = metrics.px(64)
            end = line if room >= wanted + least + 2 * gap + line and self.end_time.text() else 0
            words_height = wanted if room - wanted - 2 * gap >= 2 * least else first
            curve = min(room - end - words_height - 2 * gap, metrics.px(320))
            if curve < least:
                curve, end = 0, 0
        self.curve.setVisible(curve > 0)
        self.end_time.setVisible(end > 0)
        top = area.top()
        if curve:
            top += gap // 2
            overhang = self.curve.overhang
            self.curve.setGeometry(area.left() - overhang, top, area.width() + overhang, curve)
            self.end_time.setGeometry(area.left(), top + curve, area.width(), line)
            top += curve + end + gap
        else:
            top += min(gap, max(0, room - first))
        height = min(wanted, area.bottom() + 1 - top)
        # With the curve the reason stands at the foot of the column, level with the caption.
        y = area.bottom() + 1 - height if curve else top
        said.setGeometry(area.left(), y, area.width(), height)
