"""From settings to the installation that ``kiosk doctor`` looks at."""

import asyncio
from pathlib import Path

from kiosk.adapters.backlight import look_at_backlight
from kiosk.adapters.steve_commands import InterfaceProbe
from kiosk.adapters.store_inspection import try_store
from kiosk.app.wiring import (
    session_rules,
    station_inspector,
    steve_commands,
    thermal_printer,
)
from kiosk.backoffice.doctor.report import Patient
from kiosk.settings import LoadedSettings, Settings

FONT_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_PROBE_SECONDS = 4.0


def patient(loaded: LoadedSettings) -> Patient:
    """Return the installation; nothing is connected yet."""
    settings = loaded.settings
    return Patient(
        loaded=loaded,
        rules=session_rules(settings),
        inspector=station_inspector(settings),
        probe=lambda: asyncio.run(_probe(settings)),
        try_store=lambda: try_store(settings.store.path),
        look_at_backlight=lambda: look_at_backlight(settings.ui.backlight),
        printer=thermal_printer(settings),
        font_folder=FONT_FOLDER,
        pyside_version=_pyside_version(),
    )


async def _probe(settings: Settings) -> InterfaceProbe:
    commands = steve_commands(settings, _PROBE_SECONDS)
    try:
        return await commands.probe()
    finally:
        await commands.close()


def _pyside_version() -> str | None:
    try:
        import PySide6
    except ImportError:
        return None
    return PySide6.__version__
