"""Nothing can be charged here now: why, what to do, who to call."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import ConnectorSnapshot, OutOfServiceReason
from ui import fault_words, formatting
from ui.fault_words import FaultClass
from ui.metrics import Size
from ui.style import Styled, Weight
from ui.theme import Tint
from ui.views.message_view import MessageView
from ui.views.view import Surroundings
from ui.widgets.panel import Fill, Panel
from ui.widgets.picture import Motif
from ui.widgets.run import Run, muted, strong
from ui.widgets.text_line import TextLine, Wording

_MOTIFS = {
    OutOfServiceReason.FAULTED: Motif.ATTENTION,
    OutOfServiceReason.UNREACHABLE: Motif.OFFLINE,
    OutOfServiceReason.NO_CONNECTION: Motif.OFFLINE,
}


class WarningSign(QWidget, Styled):
    """The triangle of a safety stop."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the triangle as large as the widget allows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = min(self.width() / 288, self.height() / 252)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(unit, unit)
        ink = QColor(self.style_in_force.tokens.on_safety)
        pen = QPen(ink, 26)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolygon(QPolygonF([QPointF(0, -111), QPointF(128, 111), QPointF(-128, 111)]))
        painter.setPen(QPen(ink, 24, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(0, -28), QPointF(0, 36))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(0, 74), 15, 15)
        painter.end()


class OutOfServiceView(MessageView):
    """As every message; a safety stop has a field of colour over the full height."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(Motif.ATTENTION, surroundings, parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._safe = True
        self._field = Panel(Fill.SAFETY, self, rounded=False)
        self._sign = WarningSign(self)
        self._title = TextLine(self, centre)
        self._safety_code = TextLine(self, centre)
        self._code = TextLine(self, centre)

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        connector = self.connector
        said = fault_words.out_of_service(connector)
        self._safe = said.fault_class is not FaultClass.SAFETY
        reason = connector.out_of_service
        self.picture.set_motif(_MOTIFS.get(reason, Motif.CLOSED) if reason else Motif.CLOSED)
        self.say(said.headline, said.happened, said.advice)
        self.block.paragraphs[2].set_sentences(muted(self._so_far(connector)))
        if said.code and reason is OutOfServiceReason.FAULTED:
            code = self.tr("Code {code}").format(code=said.code)
        else:
            code = ""
        self._code.set_wordings(
            Wording((muted(code),)), Wording((muted(said.code if code else ""),))
        )
        self._safety_code.set_wordings(
            *(
                Wording((Run(text, Size.S, Weight.MEDIUM, Tint.ON_SAFETY),))
                for text in (code, said.code if code else "")
            )
        )
        self._title.set_runs(strong(self.tr("Safety stop"), Size.M, Tint.ON_SAFETY))

    def _so_far(self, connector: ConnectorSnapshot) -> str:
        charging, cost = connector.charging, connector.cost
        figures = []
        if charging is not None and charging.energy_wh is not None:
            figures.append(formatting.energy(charging.energy_wh))
        if cost is not None:
            figures.append(formatting.money(cost.amount, cost.currency))
        return self.tr("So far: {figures}").format(figures=", ".join(figures)) if figures else ""

    def roomy(self) -> bool:
        """As every message; a safety stop needs the room for its words."""
        return self._safe and super().roomy()

    @property
    def header_left(self) -> int | None:
        """Beside the field of colour, where there is one."""
        if self._safe or self.style_in_force.metrics.portrait:
            return None
        return self.frame.column.left()

    def arrange(self) -> None:
        """As every message, and the field with its sign, title and code."""
        super().arrange()
        for widget in (self._field, self._sign, self._title, self._safety_code):
            widget.setHidden(self._safe)
        self.picture.setVisible(self._safe)
        self._code.setVisible(self._safe)
        frame, metrics = self.frame, self.style_in_force.metrics
        line = metrics.line(Size.S)
        if self._safe:
            centre, radius, _ = self.picture_place()
            top = centre.y() + round(radius * (160 if not frame.bare_ring else 180) / 180)
            half = max(radius, centre.x() - frame.action.left())
            self._code.setGeometry(centre.x() - half, top, 2 * half, line)
            return
        if metrics.portrait:
            top = frame.header.bottom() + metrics.px(16)
            field = QRect(0, top, metrics.width, self.message_area().top() - metrics.px(24) - top)
        else:
            field = QRect(0, 0, frame.column.left() - metrics.px(32), metrics.height)
            if frame.bare_ring:
                field = QRect(0, 0, frame.column.left() - metrics.gap, frame.column.bottom() + 1)
        self._field.setGeometry(field)
        # A narrow field has the sign alone: the headline says it too.
        self._title.setHidden(frame.bare_ring)
        title = 0 if frame.bare_ring else metrics.line(Size.M)
        margin = metrics.px(40 if frame.bare_ring else 80)
        side = min(field.width() - 2 * margin, round(field.height() * 0.36))
        block = side + metrics.px(24) + title
        y = field.top() + round((field.height() - block - line) * 0.42)
        self._sign.setGeometry(field.left(), y, field.width(), side)
        self._title.setGeometry(field.left(), y + side + metrics.px(24), field.width(), title)
        code_top = field.bottom() + 1 - metrics.px(40) - line
        if metrics.portrait or frame.bare_ring:
            code_top = field.bottom() + 1 - metrics.px(8) - line
        self._safety_code.setGeometry(field.left(), code_top, field.width(), line)
