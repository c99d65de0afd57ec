"""The targets on the screen before START, and the lines around them."""

from PySide6.QtCore import QCoreApplication, QPoint, QRect

from kiosk.domain.snapshot import ConnectorSnapshot, StationSnapshot, VehicleFigures
from ui.metrics import ACTION_MM, Size
from ui.style import Weight
from ui.tap_gate import DEAF_SECONDS
from ui.views.ring_view import RingView
from ui.views.target_rows import TargetRows
from ui.widgets.banner import Banner
from ui.widgets.run import muted
from ui.widgets.target_card import CardState
from ui.widgets.target_list import NARROW, TargetList
from ui.widgets.text_line import TextLine, Wording

translate = QCoreApplication.translate

_RANGE_IN_RING = 1.36
"""The width of the range, in radii, that the ring and its mark leave free below the number."""


class TargetBoard:
    """Puts the cards below each other where three fit, else side by side, in a column or across.

    On a panel so small that a row of its own would be out of reach, the chosen card alone stands
    beside START; its touch unfolds all of them in the place of both.

    Around them: a label, or the figures of the chosen target; what a ring that gave way left out;
    the terms of the price.
    """

    def __init__(self, view: RingView) -> None:
        self._view = view
        self.cards = TargetList(view.surroundings.gate, view)
        self.rows = TargetRows(view)
        self._label = TextLine(view)
        self.unfolded = self.has_banner = False
        self.cards.unfolding.connect(lambda: self.unfold(True))
        self.cards.target_chosen.connect(lambda: self.unfold(False))
        self.cards.own_wanted.connect(self.fold)
        self._marked = False

    def hide(self) -> None:
        """Show nothing of it."""
        self.cards.hide()
        self._label.hide()
        self.rows.hide()

    def fold(self) -> None:
        """Show the chosen card alone, where there is room for no more."""
        self.unfolded = False

    def unfold(self, unfolded: bool) -> None:
        """Show all cards in the place of START, or the chosen one beside it."""
        if self._folds():
            self.unfolded = unfolded
            # START comes to stand where cards were, and the other way round.
            self._view.surroundings.gate.close_for(DEAF_SECONDS)
            self._view.arrange()
            next(iter(self.cards.shown_cards())).setFocus()

    def _folds(self) -> bool:
        """Whether a row of targets above START would be out of reach, or leave words no room."""
        metrics = self._view.style_in_force.metrics
        crowded = self.has_banner and metrics.large
        return crowded or self._row_height() < metrics.mm(ACTION_MM)

    def _row_height(self) -> int:
        """The height of a row of cards above START, as far as it is in reach."""
        metrics = self._view.style_in_force.metrics
        room = self._view.frame.action.top() - metrics.gap - metrics.reach_top
        return min(metrics.target_height, room) if metrics.low_reach else metrics.target_height

    def start_place(self) -> QRect | None:
        """Return where START stands, ``None`` while the cards have its place."""
        action = self._view.frame.action
        self.cards.folded = self._folds() and not self.unfolded
        if not self._folds():
            return action
        return None if self.unfolded else action.adjusted(self._beside_start().right(), 0, 0, 0)

    def _beside_start(self) -> QRect:
        """Return the place of the one card, with the gap between it and START."""
        metrics = self._view.style_in_force.metrics
        action = self._view.frame.action
        width = max(round(action.width() * 0.3), self.cards.least_width())
        return QRect(0, 0, width + metrics.gap, action.height())

    def show(
        self, station: StationSnapshot, connector: ConnectorSnapshot, vehicle: VehicleFigures
    ) -> None:
        """Fill in what the snapshot says."""
        known = vehicle.model is not None
        full = translate("TargetBoard", "Your battery is full")
        label = full if vehicle.soc >= 100 else translate("TargetBoard", "Charge to")
        unknown = translate("TargetBoard", "Time and range unknown") if not known else ""
        self._label.set_wordings(
            Wording((muted(label),), (muted(unknown),)) if unknown else Wording((muted(label),)),
            Wording((muted(unknown or label),)),
            Wording((muted(label),)),
        )
        self.cards.set_offers(connector, vehicle.soc)
        self._marked = connector.target is not None and vehicle.soc < 100
        self.rows.show(station, connector, vehicle, full if vehicle.soc >= 100 else "")

    def arrange(self, column: QRect, banner: Banner | None, priced: bool) -> None:
        """Put the cards and their lines into the column, below a banner, if there is one.

        The price is among the lines where it is not on START and ``priced`` asks for it.
        """
        metrics = self._view.style_in_force.metrics
        self.rows.say_price(priced)
        # The cards stay: what is hidden loses the focus, and the press that is under way.
        self._label.hide()
        self.rows.hide()
        self.cards.show()
        above = self._view.frame.action.top() - metrics.gap
        column.setBottom(min(column.bottom(), above - 1))
        if self._folds():
            self._arrange_in_the_place_of_start(column, banner, priced)
            return
        below = self.cards.height_below_each_other()
        if banner is not None or column.height() < below or metrics.low_reach:
            self._arrange_side_by_side(column, banner, priced)
            return
        line, gap = metrics.line(Size.S), metrics.px(4)
        column = QRect(column)
        upright = self._view.frame.facts is not None
        if upright and self.rows.further_fact is None:
            # The model is a fact beside the ring, which leaves the line below it free.
            column.setTop(column.top() - line + gap)
        spare = column.height() - below
        labelled = spare >= line and not (upright and self.rows.further_fact)
        top, bottom = column.top(), column.bottom() + 1
        terms = self.rows.terms.height_within(column.width(), spare - line - 2 * gap)
        if terms:
            bottom -= terms
            self.rows.terms.settle(QRect(column.left(), bottom, column.width(), terms))
            bottom -= gap
        elif not upright and (terms := self.rows.terms.height_within(column.width(), spare - gap)):
            # Of two things to be said above the cards the price matters more.
            labelled = False
            self.rows.terms.settle(QRect(column.left(), top, column.width(), terms))
            top = bottom - below - max(0, spare - terms - metrics.px(8))
        self._label.setVisible(labelled)
        if labelled:
            # The mark of a target at 100 % reaches down to it.
            narrow = upright and self._marked
            width = metrics.px(256) if narrow else column.width()
            self._label.setGeometry(column.left(), top, width, line)
            top = min(top + line + metrics.px(16 if upright else 8), bottom - below)
        overhang = self.cards.overhang
        self.cards.setGeometry(
            column.left() - overhang, top, column.width() + overhang, bottom - top
        )
        self.cards.arrange_below_each_other()

    def _arrange_side_by_side(self, column: QRect, banner: Banner | None, priced: bool) -> None:
        view = self._view
        frame, metrics = view.frame, view.style_in_force.metrics
        height = self._row_height()
        area = QRect(column.left(), column.bottom() + 1 - height, column.width(), height)
        narrow = self.cards.narrowed(area.width(), area.height())
        bare = False
        wide = (narrow != NARROW[0] or metrics.low_reach) and not metrics.portrait
        if wide:
            # Across the whole width, directly above START; the ring gives way.
            area = QRect(frame.action)
            area.setHeight(height)
            area.moveBottom(frame.action.top() - metrics.gap - 1)
            if area.bottom() < frame.rail.top():
                area.setRight(frame.header.right())
            if frame.strip is not None:
                area.setRight(min(area.right(), frame.strip.left() - metrics.gap))
            narrow = self.cards.narrowed(area.width(), area.height())
            column.setBottom(area.top() - metrics.px(8))
            self._shrink_ring(column)
        elif bare := self._needs_bare_ring(frame.ring_radius):
            view.ring.place(*view.ring_place(), bare)
        self.rows.say_chosen(self._chosen(), narrow)
        self.cards.setGeometry(area)
        self.cards.arrange_side_by_side(narrow)
        column.setBottom(min(column.bottom(), area.top() - 1))
        if banner is not None:
            column.setTop(place_banner(banner, column) + metrics.px(8))
        self.rows.arrange(column, wide or bare, priced)

    def _arrange_in_the_place_of_start(
        self, column: QRect, banner: Banner | None, priced: bool
    ) -> None:
        metrics = self._view.style_in_force.metrics
        area = QRect(self._view.frame.action)
        if self.cards.folded:
            area.setWidth(self._beside_start().width() - metrics.gap)
        narrow = self.cards.narrowed(area.width(), area.height())
        self.rows.say_chosen(self._chosen(), narrow)
        self.cards.setGeometry(area)
        self.cards.arrange_side_by_side(narrow)
        if banner is not None:
            column.setTop(place_banner(banner, column) + metrics.px(8))
        bare = self._needs_bare_ring(self._view.frame.ring_radius)
        if bare:
            self._view.ring.place(*self._view.ring_place(), bare)
        self.rows.arrange(column, bare, priced)

    def _chosen(self) -> CardState | None:
        return next((card.state for card in self.cards.cards if card.state.chosen), None)

    def _shrink_ring(self, column: QRect) -> None:
        view = self._view
        metrics = view.style_in_force.metrics
        smallest = round(min(metrics.width, metrics.height) / 6 * 180 / 192)
        radius = max(smallest, round(column.height() * 180 / (200 + 172)))
        radius = min(radius, view.frame.ring_radius)
        bare = radius < 0.8 * view.frame.ring_radius or self._needs_bare_ring(radius)
        centre = QPoint(view.frame.ring_centre.x(), column.top() + round(radius * 200 / 180))
        bounds = QRect(0, column.top(), column.left() - 2, column.height())
        view.ring.place(centre, radius, bounds, bare)
        view.caption.hide()

    def _needs_bare_ring(self, radius: int) -> bool:
        """Tell whether the range would run into the ring, or into the mark on it."""
        style = self._view.style_in_force
        width = style.advance(self.rows.range, style.font(Size.M, Weight.MEDIUM))
        return self._view.frame.bare_ring or width > _RANGE_IN_RING * radius


def place_banner(banner: Banner, column: QRect) -> int:
    """Put a banner at the top of a column, and return the y below it."""
    height = banner.height_for(column.width(), column.height())
    banner.setGeometry(column.left(), column.top() + 1, column.width(), height)
    banner.arrange()
    return banner.geometry().bottom() + 1
