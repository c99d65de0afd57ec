"""A kiosk that nobody needs for a while: what wakes it, and what is left of a session by then."""

import re
from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.settings import Settings
from kiosk.settings.money_sections import ReceiptSettings, TariffSettings
from kiosk.settings.sections import SessionSettings
from tests.flows.conftest import Run, SimulatedKiosk
from tests.flows.stage import outside_of_a_task
from tests.ui.memory import figures_in
from tests.ui.seeing import button, place
from ui.rest import RestOptions
from ui.widgets.guard import Guard

SOON_DARK = RestOptions(1, 1.5, 2)
PAID = Settings(
    session=SessionSettings(last_session_seconds=60),
    tariff=TariffSettings(per_kwh=Decimal("14.00"), per_session=Decimal(2)),
    receipt=ReceiptSettings(prefix="RM01", name="Rivot Charging"),
)
LEFT = Qt.MouseButton.LeftButton


def _dark(kiosk: SimulatedKiosk) -> bool:
    guard = kiosk.window.findChild(Guard)
    assert guard is not None
    return not guard.isHidden() and guard.shade == 1


def test_plugging_in_wakes_it_and_a_tap_in_the_dark_starts_nothing(run: Run) -> None:
    async def flow() -> None:
        async with SimulatedKiosk("next-rider", rest=SOON_DARK) as kiosk:
            await kiosk.waits(lambda: _dark(kiosk))
            await kiosk.sees("58 %", "START CHARGING")
            assert not _dark(kiosk)
            start = place(button(kiosk.window, "START CHARGING"), kiosk.window).center()
            await kiosk.taps("START CHARGING")
            await kiosk.sees("STOP CHARGING")
            await kiosk.taps("STOP CHARGING")
            await kiosk.sees("BACK TO HOME")
            await kiosk.taps("BACK TO HOME")
            await kiosk.waits(lambda: _dark(kiosk))

            def tap() -> None:
                QTest.mouseClick(kiosk.window.windowHandle(), LEFT, pos=start)

            await outside_of_a_task(tap)
            assert not _dark(kiosk)
            await kiosk.sees("Reading your vehicle…")
            await outside_of_a_task(tap)
            await kiosk.sees("35 %", "START CHARGING", but_not="Starting")
            assert kiosk.starts == 1

    run(flow())


def test_it_stays_awake_as_long_as_somebody_charges(run: Run) -> None:
    async def flow() -> None:
        async with SimulatedKiosk("rider-stops", rest=SOON_DARK) as kiosk:
            await kiosk.sees("87 %", "START CHARGING")
            await kiosk.taps("START CHARGING")
            await kiosk.sees("STOP CHARGING")
            for _ in range(20):
                assert not _dark(kiosk)
                await kiosk.clock.play(5)
            await kiosk.taps("STOP CHARGING")
            await kiosk.sees("BACK TO HOME")
            await kiosk.clock.play(10)
            await kiosk.taps("BACK TO HOME")
            await kiosk.waits(lambda: _dark(kiosk))

    run(flow())


def test_nothing_of_a_session_is_left_but_its_last_figures_and_in_the_end_not_these(
    run: Run,
) -> None:
    async def flow() -> None:
        async with SimulatedKiosk("rider-stops", PAID) as kiosk:
            await kiosk.sees("Plug in your vehicle")
            while not kiosk.window.warm:
                kiosk.window._warm_next()
            before = figures_in(kiosk.window)
            await kiosk.sees("87 %", "START CHARGING")
            await kiosk.taps("START CHARGING")
            await kiosk.sees("+2 Wh in 1 min")
            await kiosk.taps("STOP CHARGING")
            await kiosk.waits(lambda: bool(kiosk.connector.receipt))
            shown = kiosk.connector
            assert shown.summary is not None
            assert shown.receipt
            await kiosk.taps("BACK TO HOME")
            await kiosk.sees("Plug in your vehicle", "Last session", "Wh")
            left = figures_in(kiosk.window) - before
            assert any("Last session" in figure for figure in left)
            secrets = (
                str(shown.summary.transaction_id),
                shown.receipt,
                shown.receipt[:20],
                "RM01-",
                "₹",
            )
            assert not [figure for figure in left for secret in secrets if secret in figure]
            gone = shown.summary.ended + timedelta(seconds=PAID.session.last_session_seconds + 5)
            await kiosk.waits(lambda: kiosk.snapshots[-1].now > gone)
            assert not _sessions(figures_in(kiosk.window) - before)

    run(flow())


def _sessions(figures: set[str]) -> set[str]:
    """Leave out the clock of the header, which goes on."""
    return {figure for figure in figures if not re.fullmatch(r"TextLine: \d\d:\d\d", figure)}
