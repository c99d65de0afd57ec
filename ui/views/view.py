"""What all screens have in common."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import ConnectorSnapshot, StationSnapshot
from ui.frame import Frame
from ui.metrics import Size
from ui.style import Style, hand_on
from ui.tap_gate import TapGate
from ui.widgets.paragraph import Paragraph
from ui.widgets.run import strong


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a view is told once: who to call, and what is true at this installation."""

    gate: TapGate
    help_number: str = ""
    unplugging_ends_charge: bool = False


@runtime_checkable
class Forgetful(Protocol):
    """A widget that can hold figures of a session, and lets go of them."""

    def forget(self) -> None:
        """Hold none of them any more, in whatever is shown or told to who can't see it."""
        ...


class View(QWidget):
    """A full screen. It is given a style and a frame, and then snapshots to present.

    ``begin_presenting`` is called when the screen appears, before the first snapshot, and
    ``forget`` when it has gone.
    """

    intent_raised = Signal(object)
    names_languages = False
    """Whether there is room to name the languages in full."""
    beside_others = True
    """Whether the further connectors stand beside it."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self.surroundings = surroundings
        self.style_in_force: Style
        self.frame: Frame
        self.station: StationSnapshot
        self.connector: ConnectorSnapshot
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def set_style(self, style: Style, frame: Frame) -> None:
        """Take style and frame over."""
        self.style_in_force, self.frame = style, frame
        hand_on(self, style)
        self.update()

    def begin_presenting(self) -> None:
        """Forget the vehicle and the charge that were on the screen before."""

    def forget(self) -> None:
        """Leave nothing of a session behind a screen that nobody sees any more."""
        self.forget_figures()
        self.station = StationSnapshot(self.station.charge_box_id, self.station.now, ())
        self.connector = ConnectorSnapshot(
            self.connector.connector_id, self.connector.session_phase
        )

    def forget_figures(self) -> None:
        """Let every part say nothing, until it is told anew what to say."""
        for part in self.findChildren(QWidget):
            if isinstance(part, Forgetful):
                part.forget()

    def present(self, station: StationSnapshot, connector: ConnectorSnapshot) -> None:
        """Show a snapshot, and put everything in its place."""
        self.station, self.connector = station, connector
        self.show_figures()
        self.arrange()

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        raise NotImplementedError

    def arrange(self) -> None:
        """Put everything in its place."""
        raise NotImplementedError

    def primary(self) -> QWidget | None:
        """Return what has the focus when the screen appears."""
        return None

    @property
    def header_left(self) -> int | None:
        """Where the header begins, where that is not at the margin."""
        return None

    @property
    def shows_help(self) -> bool:
        """Whether the header shows the number for help."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground: a screen hides the one below it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.style_in_force.tokens.background))
        painter.end()

    def ring_place(self, centred: bool = False) -> tuple[QPoint, int, QRect]:
        """Return the arguments of a ring's ``place``."""
        frame, metrics = self.frame, self.style_in_force.metrics
        centre = QPoint(frame.ring_centre)
        if centred and metrics.portrait:
            centre = QPoint(metrics.width // 2, centre.y())
        top = frame.header.bottom() + 1
        bounds = QRect(0, top, metrics.width, frame.action.top() - top)
        if not centred:
            if metrics.portrait:
                bounds.setBottom(frame.column.top() - 1)
            else:
                bounds.setRight(frame.column.left() - 2)
        return centre, frame.ring_radius, bounds

    def middle(self) -> int | None:
        """Return the y that a few words are centred on: the ring's, where they stand beside it."""
        portrait = self.style_in_force.metrics.portrait
        return None if portrait else self.frame.ring_centre.y()

    def stack(self, rows: list[tuple[QWidget, int]], area: QRect) -> None:
        """Put rows (widget, height) below one another, from the top of an area."""
        y = area.top()
        for widget, height in rows:
            widget.setGeometry(area.left(), y, area.width(), height)
            y += height


class HeadlineBlock:
    """A headline in large letters, in as many lines as it has, with paragraphs below it."""

    def __init__(self, view: View, paragraphs: int = 2) -> None:
        self._view = view
        self.headline = Paragraph(view)
        self._text = self._short = ""
        # What to do stands second and stays longest.
        self._giving_way = (2, 0)[-paragraphs + 1 :] if paragraphs > 1 else ()
        self.paragraphs = tuple(Paragraph(view) for _ in range(paragraphs))

    def set_headline(self, text: str, short: str = "") -> None:
        """Show this headline; the ``short`` one where what is to be done needs the room."""
        self._text, self._short = text, short or text
        self.headline.set_sentences(strong(text, Size.HEADLINE))

    def least_gap(self) -> int:
        """Return the px between two parts where there is little room."""
        return self._view.style_in_force.metrics.px(8)

    def headline_height(self, width: int, size: Size) -> int:
        """Return the px that the headline takes in letters of a size."""
        return self._height_of(self._text, width, size)

    def _height_of(self, text: str, width: int, size: Size) -> int:
        self.headline.set_sentences(strong(text, size))
        return self.headline.height_for(width)

    def set_visible(self, visible: bool) -> None:
        """Show or hide everything."""
        for part in (self.headline, *self.paragraphs):
            part.setVisible(visible)

    def arrange(self, area: QRect, middle: int | None = None) -> None:
        """Put everything into the area from its top, or around the y of ``middle``.

        The explanation gives way to what is to be done, then the headline becomes smaller, and
        shorter.
        """
        width = area.width()
        height, wanted, gap = self._measured(area, self._text, Size.HEADLINE)
        # In vain made short it is said in full.
        for text in (self._text, self._short, self._text):
            if _total(height, wanted, gap) > area.height():
                height, wanted, gap = self._measured(area, text, Size.M)
        total = _total(height, wanted, gap)
        y = area.top()
        if middle is not None:
            y = max(y, min(middle - total // 2, area.bottom() + 1 - total))
        self.headline.setGeometry(area.left(), y, width, height)
        y += height
        for paragraph, full in zip(self.paragraphs, wanted, strict=True):
            least = paragraph.height_for(width, 1)
            room = area.bottom() + 1 - y
            paragraph.setVisible(full > 0 and least <= room)
            if not paragraph.isHidden():
                gap = min(gap, room - least)
                given = min(full, room - gap)
                paragraph.setGeometry(area.left(), y + gap, width, given)
                y += gap + given

    def _measured(self, area: QRect, text: str, size: Size) -> tuple[int, list[int], int]:
        """Return the heights of headline and paragraphs, 0 where one gives way, and their gap."""
        metrics = self._view.style_in_force.metrics
        height = self._height_of(text, area.width(), size)
        wanted = [paragraph.height_for(area.width()) for paragraph in self.paragraphs]
        gap = metrics.px(24)
        for number in self._giving_way:
            if _total(height, wanted, gap) <= area.height():
                break
            gap = self.least_gap()
            if _total(height, wanted, gap) > area.height():
                wanted[number] = 0
        return height, wanted, gap


def _total(height: int, paragraphs: list[int], gap: int) -> int:
    return height + sum(gap + part for part in paragraphs if part)
