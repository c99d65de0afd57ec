"""Checks of what is written: nothing cut off, covered, faint or small."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractButton

from tests.ui.gallery.painted import Screen, Text
from tests.ui.seeing import written
from ui.metrics import CAPITAL_MM, LARGE_SHARE
from ui.theme import contrast
from ui.widgets.ring_gauge import RingGauge

_GRAZE = 0.05
"""Of the size of the font: so far letters may reach beyond their box without any harm."""
_HAIR = 2.0
_STRONG, _READ = 7.0, 4.5
_UNITS = ("%", "W", "Wh", "kWh", "km", "₹")


def clipped(screen: Screen) -> Iterator[str]:
    """Yield texts of which letters lie outside of their widget or the window, or below another."""
    for text in screen.texts:
        seen = text.widget.visibleRegion().translated(screen.place(text.widget).topLeft())
        graze = round(_GRAZE * text.font.pixelSize())
        ink = text.ink.toAlignedRect().adjusted(graze, graze, -graze, -graze)
        if not QRegion(ink).subtracted(seen).isEmpty():
            yield f"{text} is cut off: only {seen.boundingRect().getRect()} is seen"


def unpainted(screen: Screen) -> Iterator[str]:
    """Yield widgets in view that have something to say, and paint no text.

    What has neither letters nor digits is drawn, as the sign of a key.
    """
    painted = {text.widget for text in screen.texts}
    for widget in written(screen.window):
        if widget not in painted and any(map(str.isalnum, widget.text())):
            yield f"{widget.text()!r} ({type(widget).__name__}) is nowhere to be read"


def overlapping(screen: Screen) -> Iterator[str]:
    """Yield texts that are written over one another, or over the edge of a control."""
    for first, second in combinations(screen.texts, 2):
        if _overlap(first.ink, second.ink):
            yield f"{first} is written over {second}"
    for control in screen.controls():
        box = QRectF(screen.box(control))
        for text in screen.texts:
            inside = text.widget is control or control.isAncestorOf(text.widget)
            if not inside and _overlap(box, text.ink):
                yield f"{text} is written over the control {name_of(control)}"


def _overlap(first: QRectF, second: QRectF) -> bool:
    common = first.intersected(second)
    return common.width() > _HAIR and common.height() > _HAIR


def faint(screen: Screen) -> Iterator[str]:
    """Yield texts that are too little different from their ground, or that something covers.

    Measured in the picture: the ground is the colour that is most frequent around the letters.
    """
    for text in screen.texts:
        box = text.ink.toAlignedRect().adjusted(-4, -4, 4, 4).intersected(screen.picture.rect())
        colours = screen.colours(box)
        if not colours:
            continue
        ground = colours.most_common(1)[0][0]
        if colours[text.colour] < 2:
            yield f"{text} is not to be seen: nothing there is {text.colour}"
        elif (found := contrast(text.colour, ground)) < (least := least_contrast(text)) - 0.05:
            yield f"{text} has {found:.1f}:1, not {least}:1 ({text.colour} on {ground})"


def least_contrast(text: Text) -> float:
    """7:1 for state of charge, power, money and buttons, 4.5:1 for the rest."""
    button = text.widget
    if isinstance(button, QAbstractButton):
        return _STRONG if button.isEnabled() else _READ
    if isinstance(button, RingGauge):
        return _STRONG
    words = text.text.replace("\N{NO-BREAK SPACE}", " ").split()
    return _STRONG if any(word.startswith("₹") or word in _UNITS for word in words) else _READ


def small(screen: Screen, viewing_distance_mm: float = 600.0) -> Iterator[str]:
    """Yield texts whose capitals are lower than 4.8 mm, or than large-text mode promises."""
    metrics = screen.metrics
    least_mm = LARGE_SHARE * viewing_distance_mm if metrics.large else CAPITAL_MM
    for text in screen.texts:
        if text.capital < least_mm * metrics.density - 0.5:
            yield f"{text} has capitals of {text.capital / metrics.density:.2f} mm, not {least_mm}"


def name_of(control: QAbstractButton) -> str:
    """What to call a control in a report."""
    return f"{control.accessibleName() or control.text()!r} ({type(control).__name__})"
