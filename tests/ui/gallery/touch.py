"""Checks of what is touched or reached by keyboard: large, apart, named, in order, seen."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.gallery.painted import Screen, visible_part
from tests.ui.gallery.words import name_of
from ui.metrics import ACTION_MM, GAP_MM, REACH_SHARE, TOUCH_MM
from ui.theme import contrast
from ui.widgets.action_button import ActionButton
from ui.widgets.connector_strip import ConnectorStrip
from ui.widgets.pad_key import PadKey
from ui.widgets.rail import Rail
from ui.widgets.target_card import TargetCard

_BUTTONS = {QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton}
_LEAST_PX = 44
_SEEN = 3.0


def too_small(screen: Screen) -> Iterator[str]:
    """Yield controls that a finger misses: under 44 px or 12 mm, the main ones under 22 mm."""
    density = screen.metrics.density
    for control in screen.controls():
        box = screen.place(control)
        if visible_part(control) != box:
            yield f"{name_of(control)} is cut off"
        side = min(box.width(), box.height())
        if side < max(_LEAST_PX, TOUCH_MM * density):
            yield f"{name_of(control)} is {side} px, {side / density:.1f} mm"
        tall = isinstance(control, ActionButton | TargetCard)
        if tall and box.height() < ACTION_MM * density:
            yield f"{name_of(control)} is {box.height() / density:.1f} mm tall"


def too_close(screen: Screen) -> Iterator[str]:
    """Yield pairs of controls with less than 2 mm between them."""
    least = GAP_MM * screen.metrics.density - 0.5
    places = [(control, screen.place(control)) for control in screen.controls()]
    for (first, box), (second, other) in combinations(places, 2):
        if first.isAncestorOf(second) or second.isAncestorOf(first):
            continue
        if _gap(box, other) < least:
            yield f"{name_of(first)} and {name_of(second)} are {_gap(box, other)} px apart"


def _gap(first: QRect, second: QRect) -> int:
    across = max(second.left() - first.right(), first.left() - second.right()) - 1
    down = max(second.top() - first.bottom(), first.top() - second.bottom()) - 1
    return max(across, down)


def out_of_reach(screen: Screen) -> Iterator[str]:
    """Yield enabled controls above the lower 40 % in low-reach mode."""
    if not screen.metrics.low_reach:
        return
    top = (1 - REACH_SHARE) * screen.window.height()
    for control in screen.controls():
        box = screen.box(control)
        if control.isEnabled() and box.top() < top - 0.5:
            yield f"{name_of(control)} begins at {box.top()}, above {top:.0f}"


def nameless(screen: Screen) -> Iterator[str]:
    """Yield controls that a screen reader can't name or doesn't know for buttons."""
    for control in screen.controls():
        interface = QAccessible.queryAccessibleInterface(control)
        said = interface.text(QAccessible.Text.Name).strip()
        if not said:
            yield f"{name_of(control)} has no accessible name"
        elif interface.role() not in _BUTTONS:
            yield f"{name_of(control)} is read as {interface.role()}"


def unreachable(screen: Screen) -> Iterator[str]:
    """Yield enabled controls that Tab never comes to, and where it goes astray.

    From the control that has the focus, Tab must come to all others in the order in which they are
    read (line by line): from there on, or from the top on. The keys of a pad have the order in
    which they are used.
    """
    wanted = _in_reading_order(screen)
    if not wanted:
        return
    start = screen.window.focusWidget()
    primary = screen.window.current_view().primary()
    if primary is not None and primary in wanted and start is not primary:
        yield f"{start} has the focus, not the primary action {name_of(primary)}"
    # Nothing has the focus where there is nothing to do.
    begin = next(filter(None, (start, screen.window)))
    reached = [control for control in _by_tab(begin) if control in wanted]
    yield from (f"Tab never comes to {name_of(c)}" for c in wanted if c not in reached)
    if set(reached) == set(wanted):
        first = wanted.index(reached[0])
        onward = wanted[first:] + wanted[:first]
        rest = [reached[0], *(control for control in wanted if control is not reached[0])]
        if reached not in (onward, rest) and not _is_pad(wanted):
            yield "Tab goes by " + ", ".join(name_of(control) for control in reached)


def _is_pad(controls: list[QAbstractButton]) -> bool:
    return any(isinstance(control, PadKey) for control in controls)


def _in_reading_order(screen: Screen) -> list[QAbstractButton]:
    """The screen's own controls, then those of its margin: further connectors, the rail."""
    groups: list[list[QAbstractButton]] = [[], [], []]
    for control in screen.controls():
        if control.isEnabled():
            groups[_group(control)].append(control)
    return [control for group in groups for control in _in_rows(screen, group)]


def _group(control: QAbstractButton) -> int:
    parent = control.parentWidget()
    return 1 if isinstance(parent, ConnectorStrip) else 2 if isinstance(parent, Rail) else 0


def _in_rows(screen: Screen, controls: list[QAbstractButton]) -> list[QAbstractButton]:
    """Line by line: what begins above the middle of a line's first control is of that line."""
    rows: list[list[tuple[QRect, QAbstractButton]]] = []
    for control in controls:
        box = screen.place(control)
        row = rows[-1] if rows else []
        if row and box.top() <= row[0][0].center().y():
            row.append((box, control))
        else:
            rows.append([(box, control)])
    return [c for row in rows for _, c in sorted(row, key=lambda entry: entry[0].left())]


def _by_tab(start: QWidget) -> Iterator[QWidget]:
    """Yield what Tab comes to from a widget, that itself first, once round."""
    widget: QWidget | None = start
    while widget is not None:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and widget.isEnabled() and widget.isVisible():
            yield widget
        following = widget.nextInFocusChain()
        widget = None if following is start else following


def without_edge(screen: Screen) -> Iterator[str]:
    """Yield enabled controls of which neither border nor ground differ 3:1 from what is around."""
    for control in screen.controls():
        if not control.isEnabled():
            continue
        box = screen.box(control)
        outside = _column(screen, box.left() - 4, box)
        inside = [_column(screen, box.left() + deep, box) for deep in range(7)]
        if outside and max(contrast(each, outside) for each in inside if each) < _SEEN:
            yield f"{name_of(control)} has no edge that is seen on {outside}"


def _column(screen: Screen, x: int, box: QRect) -> str:
    """The colour of a short upright line in the middle of a control's height."""
    if not 0 <= x < screen.picture.width():
        return ""
    colours = screen.colours(QRect(x, box.center().y() - 4, 1, 8))
    return colours.most_common(1)[0][0] if colours else ""
