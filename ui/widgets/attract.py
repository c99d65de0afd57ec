"""The calm screen for passers-by: the plug, and the request to plug in, language by language."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import StationSnapshot
from kiosk.domain.tariff import Price
from ui import formatting, price_words
from ui.frame import Frame, frame_for
from ui.help_words import help_wordings
from ui.languages import LANGUAGES, said_in
from ui.metrics import Size
from ui.style import Style, Styled
from ui.theme import Tint
from ui.widgets.cross_fade import CrossFade
from ui.widgets.header import Header
from ui.widgets.paragraph import Paragraph
from ui.widgets.picture import Motif, Picture
from ui.widgets.run import Run, muted, strong
from ui.widgets.text_line import TextLine, Wording

translate = QCoreApplication.translate

TURN_SECONDS = 12.0
"""So long each language has its turn."""
STEP_SECONDS = 60.0
"""So long everything stays in one place, lest it burn into the panel."""
_STEPS = ((0, 0), (-4, 4), (-8, 8), (-12, 4), (-16, 0), (-12, -4), (-8, -8), (-4, -4))


class Attract(QWidget, Styled):
    """Fills the window. The words change with the snapshots, of which there is one a second."""

    def __init__(
        self,
        languages: Sequence[str],
        help_number: str,
        clock: Callable[[], float],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._help_number = help_number
        self._clock = clock
        self._content = QWidget(self)
        self._header = Header(self._content)
        self._picture = Picture(Motif.PLUG_IN, self._content, restless=False)
        self._invitation = Invitation(languages, self._content)
        self._price = Paragraph(self._content, stacked=True)
        self._help = TextLine(self._content)
        self.hide()

    def present(self, snapshot: StationSnapshot) -> None:
        """Show what there is to know of the station, and let the next language have its turn."""
        self._header.set_station(snapshot.name or snapshot.charge_box_id)
        number = self._help_number
        helps = help_wordings(number) if number else ("",)
        below = self._help_stands_below()
        self._header.set_help(*(("",) if below else helps))
        self._help.setVisible(below)
        self._help.set_wordings(*(Wording((Run(text, tint=Tint.QUIET),)) for text in helps))
        self._header.set_clock(formatting.clock(snapshot.now))
        self._show_price(snapshot.price)
        if self._invitation.turn(int(self._clock() // TURN_SECONDS)) and self.isVisible():
            self._picture.move_once()
        self._arrange()

    def set_style(self, style: Style) -> None:
        """Take style and size over."""
        super().set_style(style)
        self._header.set_style(style)
        self._picture.set_style(style)
        self._invitation.set_style(style)
        self._price.set_style(style)
        self._help.set_style(style)
        self._arrange()

    def _show_price(self, price: Price | None) -> None:
        if price is None:
            self._price.set_sentences()
        else:
            self._price.set_sentences(
                strong(price_words.lead(price)), *map(muted, price_words.rest(price))
            )

    def _help_stands_below(self) -> bool:
        """Whether the number for help has no room in the header."""
        return self._frame().help is not None

    def _frame(self) -> Frame:
        return frame_for(self.style_in_force.metrics)

    def _arrange(self) -> None:
        metrics = self.style_in_force.metrics
        step = _STEPS[int(self._clock() // STEP_SECONDS) % len(_STEPS)]
        self._content.setGeometry(self.rect().translated(*map(metrics.px, step)))
        self._header.setGeometry(self._frame().header)
        self._header.arrange()
        margin, top = metrics.px(32), self._header.geometry().bottom() + 1
        room = metrics.height - margin - top
        if metrics.portrait:
            radius = metrics.px(200 if metrics.large else 250)
            centre = QPoint(metrics.width // 2, top + metrics.px(64) + radius)
            below = centre.y() + round(radius * 1.36) + metrics.px(32)
            words = QRect(
                margin, below, metrics.width - 2 * margin, metrics.height - margin - below
            )
        else:
            radius = min(metrics.px(250), round(room / 2.4))
            # The cable hangs out below the ring.
            centre = QPoint(margin + metrics.px(16) + radius, top + room // 2 - radius * 3 // 20)
            left = centre.x() + radius + metrics.px(64)
            above = centre.y() - top
            words = QRect(left, top, metrics.width - left - margin, 2 * above)
        self._picture.place(centre, radius, self.rect())
        line = metrics.line(Size.S)
        if self._help_stands_below():
            words.setBottom(words.bottom() - line)
            self._help.setGeometry(words.left(), words.bottom() + 1, words.width(), line)
        self._arrange_words(words)

    def _arrange_words(self, area: QRect) -> None:
        """Put request and price into the middle of an area."""
        width, gap = area.width(), self.style_in_force.metrics.px(32)
        request = self._invitation.height_for(width)
        price = min(self._price.height_for(width), area.height() - request - gap)
        self._price.setVisible(price >= self._price.line_height() > 0)
        needed = request if self._price.isHidden() else request + gap + price
        top = area.top() + max(0, (area.height() - needed) // 2)
        self._invitation.setGeometry(area.left(), top, width, request)
        self._invitation.arrange()
        self._price.setGeometry(area.left(), top + request + gap, width, max(0, price))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.style_in_force.tokens.background))
        painter.end()


class Invitation(QWidget, Styled):
    """The request to plug in, in one language at a time; one fades into the next."""

    def __init__(self, languages: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._words = {code: Paragraph(self) for code in languages}
        self._shown = languages[0]
        self._fade = CrossFade(self)
        request = str(QT_TRANSLATE_NOOP("IdleView", "Plug in your vehicle"))
        for code, words in self._words.items():
            words.set_sentences(strong(said_in(code, "IdleView", request), Size.HEADLINE))
            words.setVisible(code == self._shown)

    def turn(self, number: int) -> bool:
        """Show the language whose turn it is by a running number; tell whether that is another."""
        codes = list(self._words)
        code = codes[number % len(codes)]
        if code == self._shown:
            return False
        moving = self.style_in_force.motion and self.isVisible()
        before = self.grab() if moving else None
        self._words[self._shown].hide()
        self._words[code].show()
        self._shown = code
        if before is not None:
            self._fade.fade_from(before)
        return True

    def set_style(self, style: Style) -> None:
        """Take the style over, each language with its own letters."""
        self.style_in_force = style
        for code, words in self._words.items():
            words.set_style(replace(style, language=LANGUAGES[code]))
        self.update()

    def height_for(self, width: int) -> int:
        """Return the height in px of the longest request."""
        return max(words.height_for(width) for words in self._words.values())

    def arrange(self) -> None:
        """Put each request at the foot of the space as it is now, above what follows."""
        for words in self._words.values():
            height = words.height_for(self.width())
            words.setGeometry(0, self.height() - height, self.width(), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, for the pictures that one fades from."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.style_in_force.tokens.background))
        painter.end()
