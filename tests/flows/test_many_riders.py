"""Rider after rider: nothing of one stays when the next one comes.

``benchmarks/memory.py`` has ten thousand of them, and looks at the process's memory.
"""

import asyncio
import gc
from collections import Counter

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from benchmarks.memory import Kiosk
from kiosk.domain.learning import BandTime, Spread
from kiosk.domain.snapshot import SessionPhase
from kiosk.worker import HISTORY_LENGTH
from ui.fonts import load_fonts
from ui.languages import LANGUAGES

RIDERS = 15
"""Of all kinds, some of them with the window on show."""
OURS = ("kiosk.", "ui.", "PySide6.", "asyncio.")


def kind(thing: object) -> str:
    """Return the class of what could be left of a rider, empty for what Python keeps by itself."""
    found = type(thing)
    # Of estimates a fixed number is remembered.
    ours = str(found.__module__).startswith(OURS) and found not in {BandTime, Spread}
    return f"{found.__module__}.{found.__name__}" if ours else ""


@pytest.mark.timeout(200)
def test_nothing_is_left_of_a_rider(qapp: QApplication) -> None:
    load_fonts(tuple(LANGUAGES))
    python: list[Counter[str]] = []
    qt: list[int] = []

    async def riders() -> None:
        kiosk = Kiosk(qapp)
        work = asyncio.ensure_future(kiosk.worker.run())
        try:
            await kiosk.phase(SessionPhase.AVAILABLE)
            for number in range(1, HISTORY_LENGTH + 2 * RIDERS + 1):
                await kiosk.session(number)
                if number > HISTORY_LENGTH and number % RIDERS == 0:
                    # First, for Python gets to know some of Qt's objects by it.
                    qt.append(sum(len(w.findChildren(QObject)) for w in qapp.topLevelWidgets()))
                    gc.collect()
                    python.append(Counter(filter(None, map(kind, gc.get_objects()))))
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            kiosk.close()

    asyncio.run(riders())
    before, after = python
    assert (after - before).total() < RIDERS / 2, (after - before).most_common(5)
    assert qt[0] == qt[1]
