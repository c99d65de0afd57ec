"""Why a target of the rider's own was not taken, and what to do."""

from PySide6.QtCore import QCoreApplication

from kiosk.domain.snapshot import Refusal
from ui import formatting

translate = QCoreApplication.translate


def refused(refusal: Refusal, soc: float) -> tuple[tuple[str, str], ...]:
    """What is wrong and what to do, in several ways of which each is shorter; ``soc`` in %."""
    percent = formatting.percent(formatting.whole_percent(soc))
    more, less = translate("Refusal", "Choose more."), translate("Refusal", "Choose less.")
    too_little = translate("Refusal", "Too little.")
    too_much = translate("Refusal", "Too much.")
    if refusal is Refusal.ALREADY_REACHED:
        long = translate("Refusal", "Your battery is already at {percent}.")
        short = translate("Refusal", "Already at {percent}.")
        return tuple((text.format(percent=percent), more) for text in (long, short))
    return {
        Refusal.ABOVE_FULL: (
            (translate("Refusal", "A battery holds no more than 100 %."), less),
            (too_much, less),
        ),
        Refusal.TOO_SHORT: (
            (translate("Refusal", "In so short a time hardly anything is charged."), more),
            (too_little, more),
        ),
        Refusal.TOO_LONG: (
            (translate("Refusal", "Nobody can charge here for so long."), less),
            (too_much, less),
        ),
        Refusal.TOO_LITTLE: (
            (translate("Refusal", "So little buys no energy."), more),
            (too_little, more),
        ),
        Refusal.TOO_MUCH: (
            (translate("Refusal", "That is more than can be spent here."), less),
            (too_much, less),
        ),
    }[refusal]
