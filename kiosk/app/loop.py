"""The kiosk on its event loop, from the first paint to the end."""

import asyncio
import gc
import importlib
import logging
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from qasync import QEventLoop

from kiosk.adapters.backlight import Backlight
from kiosk.app.loading import load
from kiosk.app.rendering import Rendering
from kiosk.app.window import KioskWindow
from kiosk.domain.snapshot import StationSnapshot
from kiosk.run_options import RunOptions
from kiosk.settings import LoadedSettings, Settings, SettingsFaults, SettingsSource

if TYPE_CHECKING:
    from kiosk.app.station_run import StationRun
    from ui.developer_panel import DeveloperPanel

_log = logging.getLogger(__name__)

USUAL_SWITCH_INTERVAL = 0.005
"""Python's own, which a start has lengthened."""

SETTINGS_LOOK_PAUSE = 1.0
"""Seconds between two looks whether a settings file was mended."""


def run_on_loop(
    application: QCoreApplication,
    window: KioskWindow,
    source: SettingsSource,
    options: RunOptions,
    loaded: LoadedSettings | None,
    faults: SettingsFaults | None,
) -> None:
    """Run the kiosk until it is told to end; ``loaded`` or ``faults`` is what there is so far."""
    loop = QEventLoop(application)
    loop.set_exception_handler(_log_loop_trouble)
    with loop:
        loop.run_until_complete(_Kiosk(source, options, window).run(loaded, faults))


class _Kiosk:
    """One run of the kiosk on its event loop."""

    def __init__(self, source: SettingsSource, options: RunOptions, window: KioskWindow) -> None:
        self._source = source
        self._options = options
        self._window = window

    async def run(self, loaded: LoadedSettings | None, faults: SettingsFaults | None) -> None:
        """Go on until the window is closed (where it may be) or the process is told to end."""
        work = asyncio.ensure_future(self._work(loaded, faults))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, work.cancel)
        self._window.closed.connect(work.cancel)
        try:
            await work
        except asyncio.CancelledError:
            _log.info("the kiosk ends")
        finally:
            self._window.disappear()

    async def _work(self, loaded: LoadedSettings | None, faults: SettingsFaults | None) -> None:
        while loaded is None:
            assert faults is not None
            loaded, faults = await self._mended_settings(faults)
        ui = loaded.settings.ui
        with (
            ThreadPoolExecutor(1, "imports") as threads,
            Backlight(ui.backlight, ui.dim_percent / 100) as backlight,
        ):
            self._window.screens.brightness_wanted.connect(backlight.set_share)
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(threads, _import_station)
            plot = loop.run_in_executor(threads, _import_plot)
            running = asyncio.ensure_future(self._run_station(loaded.settings))
            try:
                await plot
                self._window.screens.load_curve()
                self._window.screens.warm_up()
                # What has been imported stays, and need not be looked through while one charges.
                gc.freeze()
                gc.enable()
                sys.setswitchinterval(USUAL_SWITCH_INTERVAL)
                await running
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)

    async def _mended_settings(
        self, faults: SettingsFaults
    ) -> tuple[LoadedSettings | None, SettingsFaults | None]:
        """Show what is wrong until one of the files has changed, and load again."""
        sentences = tuple(str(fault) for fault in faults.faults)
        for sentence in sentences:
            _log.error("settings: %s", sentence)
        before = self._source.fingerprint(faults.watched_paths)
        while self._source.fingerprint(faults.watched_paths) == before:
            now = datetime.now(UTC)
            self._window.screens.render(StationSnapshot("", now, (), settings_faults=sentences))
            await asyncio.sleep(SETTINGS_LOOK_PAUSE)
        loaded, remaining = load(self._source)
        if loaded is not None:
            self._replace_window(loaded)
        return loaded, remaining

    def _replace_window(self, loaded: LoadedSettings) -> None:
        """Begin again with a window that follows the settings."""
        work = asyncio.current_task()
        assert work is not None
        old, self._window = self._window, KioskWindow(self._options)
        old.closed.disconnect()
        self._window.closed.connect(work.cancel)
        self._window.appear()
        self._window.furnish(loaded)
        old.disappear()

    async def _run_station(self, settings: Settings) -> None:
        from kiosk.app.station_run import StationRun

        rendering = Rendering(self._window.screens.render)
        try:
            async with StationRun(
                settings,
                rendering.publish,
                scenario=self._options.simulate,
                speed=self._options.speed,
            ) as station:
                self._window.screens.intent_raised.connect(station.submit)
                self._window.screens.intent_raised.connect(rendering.hurry)
                panel = _developer_panel(station)
                try:
                    await station.run()
                finally:
                    self._window.screens.intent_raised.disconnect(station.submit)
                    self._window.screens.intent_raised.disconnect(rendering.hurry)
                    if panel is not None:
                        panel.close()
                        panel.deleteLater()
        finally:
            rendering.close()


def _developer_panel(station: "StationRun") -> "DeveloperPanel | None":
    """Return a panel for working a simulated station by hand, none at a real one."""
    simulation = station.simulation
    if simulation is None:
        return None
    from kiosk.adapters.simulator.actions import ACTIONS
    from ui.developer_panel import DeveloperPanel

    actions = tuple((action.key, action.label) for action in ACTIONS.values())
    panel = DeveloperPanel(actions, simulation.connector_ids)
    panel.action_requested.connect(station.act)
    panel.show()
    return panel


def _import_station() -> None:
    """Bring in what the worker needs; the database's drivers come with the first read."""
    importlib.import_module("kiosk.app.station_run")


def _import_plot() -> None:
    from ui.plot_library import load_pyqtgraph

    load_pyqtgraph()


def _log_loop_trouble(_loop: object, context: dict[str, Any]) -> None:
    _log.critical("%s", context.get("message"), exc_info=context.get("exception"))
