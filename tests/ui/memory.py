"""What a window still holds of a session: in every widget, in view or not, shown or told."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.widgets.live_curve import LiveCurve

_TEXTS = (
    "text",
    "accessibleName",
    "accessibleDescription",
    "toolTip",
    "statusTip",
    "whatsThis",
    "windowTitle",
)

# What it is painted with, where words stand, the time, and what is known of the station.
_NO_FIGURES = {
    "style_in_force",
    "frame",
    "surroundings",
    "station",
    "source_ages",
    "waited",
    "_waited",
    "_clock",
    "_kept",
}


def figures_in(window: QWidget) -> set[str]:
    """Return all figures that any widget holds, whether it is in view or hidden.

    These are the texts with a digit in them, all numbers with decimals, and all instants.
    """
    found: set[str] = set()

    def add(widget: QWidget, figures: Iterable[str]) -> None:
        found.update(f"{type(widget).__name__}: {figure}" for figure in figures)

    for widget in (window, *window.findChildren(QWidget)):
        for name in _TEXTS:
            reader = getattr(widget, name, None)
            if callable(reader):
                add(widget, _figures(reader()))
        if widget is not window:
            add(widget, _figures(vars(widget)))
        if isinstance(widget, LiveCurve) and widget._plot is not None:
            for item in (widget._plot._past, widget._plot._forecast):
                add(widget, map(str, item.getData()[1]))
            add(widget, _figures(widget._plot._now.y()))
    return found


def _figures(held: Any) -> Iterator[str]:
    match held:
        case str():
            if any(letter.isdigit() for letter in held):
                yield held.replace("\xa0", " ")
        case float() | Decimal() | datetime():
            if held:
                yield str(held)
        case dict():
            for key, value in held.items():
                if key not in _NO_FIGURES:
                    yield from _figures(value)
        case list() | tuple() | set() | frozenset():
            for value in held:
                yield from _figures(value)
        case _ if is_dataclass(held) and not isinstance(held, type):
            yield from _figures({field.name: getattr(held, field.name) for field in fields(held)})
