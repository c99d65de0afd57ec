"""The kiosk: puts interface, worker and adapters together, and runs them on one event loop.

The window is painted before anything heavy is imported, so that a rider never looks at a black
screen; databases, plot and the rest come in from a thread while it shows "Connecting".
"""

import asyncio
import logging
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from kiosk.adapters.system_clock import SystemClock
from kiosk.domain.snapshot import StationSnapshot
from kiosk.run_options import RunOptions
from kiosk.settings import LoadedSettings, Settings, SettingsFaults, SettingsSource
from kiosk.settings.load import DEFAULT_PLACE
from ui.main_window import MainWindow, WindowOptions

if TYPE_CHECKING:
    from ui.developer_panel import DeveloperPanel

    from kiosk.station_run import StationRun

_log = logging.getLogger(__name__)

LEAST_RENDER_PAUSE = 0.033
"""Seconds between two renderings: a simulated clock may publish faster than anybody can look."""

SETTINGS_LOOK_PAUSE = 1.0
"""Seconds between two looks whether a settings file was mended."""


class KioskWindow(MainWindow):
    """The window as the kiosk runs it: full screen, or one that a developer may close."""

    closed = Signal()

    def __init__(self, loaded: LoadedSettings | None, options: RunOptions) -> None:
        settings = loaded.settings if loaded else Settings()
        ui = settings.ui
        # A default says nothing about this panel; the window then judges by its pixels.
        told = loaded is not None and loaded.origins.get("ui.screen_width_mm") != DEFAULT_PLACE
        across = ui.screen_width_mm
        self._windowed = options.windowed or ui.windowed
        size = options.size or ((ui.size.width, ui.size.height) if ui.size else None)
        width, height = size or (1280, 800)
        super().__init__(
            WindowOptions(
                help_number=settings.station.help_number,
                theme=options.theme or ui.theme,
                motion=ui.motion == "on",
                panel_mm=(across, across * height / width) if told else None,
                unplugging_ends_charge=settings.session.unplug_ends_charge,
            )
        )
        self.allow_close = self._windowed
        if size is not None:
            self.resize(*size)

    def appear(self) -> None:
        """Show it as it is meant to stand there."""
        if self._windowed:
            self.show()
        else:
            self.showFullScreen()

    def disappear(self) -> None:
        """Close it for good."""
        self.allow_close = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it was closed, where it lets itself be."""
        super().closeEvent(event)
        if event.isAccepted():
            self.closed.emit()


def run(source: SettingsSource, options: RunOptions) -> int:
    """Run the kiosk until it is told to end; returns the exit code."""
    loaded, faults = _load(source)
    application = QApplication.instance() or QApplication(["kiosk"])
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    window = KioskWindow(loaded, options)
    window.render(StationSnapshot("", SystemClock().utc(), ()))
    window.appear()
    application.processEvents()
    # Not before the first paint, which must not wait for it.
    from qasync import QEventLoop

    sys.excepthook = _log_uncaught
    loop = QEventLoop(application)
    loop.set_exception_handler(_log_loop_trouble)
    with loop:
        loop.run_until_complete(_Kiosk(source, options, window).run(loaded, faults))
    return 0


def _load(source: SettingsSource) -> tuple[LoadedSettings | None, SettingsFaults | None]:
    try:
        loaded = source.load()
    except SettingsFaults as faults:
        return None, faults
    for warning in loaded.warnings:
        _log.warning("%s", warning)
    return loaded, None


class Rendering:
    """Hands snapshots to the window, at most as often as anybody can see."""

    def __init__(self, render: Callable[[StationSnapshot], None]) -> None:
        self._render = render
        self._latest: StationSnapshot | None = None
        self._rendered = 0.0
        self._timer = QTimer(singleShot=True)
        self._timer.timeout.connect(self._render_now)

    def publish(self, snapshot: StationSnapshot) -> None:
        """Render it now, or with the next that may be rendered."""
        self._latest = snapshot
        wait = self._rendered + LEAST_RENDER_PAUSE - time.monotonic()
        if wait <= 0:
            self._render_now()
        elif not self._timer.isActive():
            self._timer.start(round(wait * 1000) + 1)

    def close(self) -> None:
        """Render nothing more."""
        self._timer.stop()

    def _render_now(self) -> None:
        self._timer.stop()
        if self._latest is not None:
            self._rendered = time.monotonic()
            self._render(self._latest)


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
        with ThreadPoolExecutor(1, "imports") as threads:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(threads, _import_station)
            plot = loop.run_in_executor(threads, _import_plot)
            running = asyncio.ensure_future(self._run_station(loaded.settings))
            try:
                await plot
                self._window.load_curve()
                self._window.warm_up()
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
            now = SystemClock().utc()
            self._window.render(StationSnapshot("", now, (), settings_faults=sentences))
            await asyncio.sleep(SETTINGS_LOOK_PAUSE)
        loaded, remaining = _load(self._source)
        if loaded is not None:
            self._replace_window(loaded)
        return loaded, remaining

    def _replace_window(self, loaded: LoadedSettings) -> None:
        """Begin again with a window that follows the settings."""
        work = asyncio.current_task()
        assert work is not None
        old, self._window = self._window, KioskWindow(loaded, self._options)
        old.closed.disconnect()
        self._window.closed.connect(work.cancel)
        self._window.render(StationSnapshot("", SystemClock().utc(), ()))
        self._window.appear()
        old.disappear()

    async def _run_station(self, settings: Settings) -> None:
        from kiosk.station_run import StationRun

        rendering = Rendering(self._window.render)
        try:
            async with StationRun(
                settings,
                rendering.publish,
                scenario=self._options.simulate,
                speed=self._options.speed,
            ) as station:
                self._window.intent_raised.connect(station.submit)
                panel = _developer_panel(station)
                try:
                    await station.run()
                finally:
                    self._window.intent_raised.disconnect(station.submit)
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
    from ui.developer_panel import DeveloperPanel

    from kiosk.adapters.simulator.actions import ACTIONS

    actions = tuple((action.key, action.label) for action in ACTIONS.values())
    panel = DeveloperPanel(actions, simulation.connector_ids)
    panel.action_requested.connect(station.act)
    panel.show()
    return panel


def _import_station() -> None:
    """Bring in what the worker needs; the database's drivers come with the first read."""


def _import_plot() -> None:
    import pyqtgraph  # noqa: F401


def _log_uncaught(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """Log what a slot or a paint event let through; the kiosk goes on."""
    _log.critical("uncaught", exc_info=(kind, error, traceback))


def _log_loop_trouble(context: dict[str, Any]) -> None:
    _log.critical("%s", context.get("message"), exc_info=context.get("exception"))
