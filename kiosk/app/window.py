"""The window as the kiosk runs it: full screen, or one that a developer may close."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent

from kiosk.run_options import RunOptions
from ui.opening import Opening
from ui.theme import tokens_for

if TYPE_CHECKING:
    from kiosk.settings import LoadedSettings
    from ui.main_window import MainWindow

_USUAL_SIZE = QSize(1280, 800)


class KioskWindow(Opening):
    """The top-level window: painted at once, furnished by the settings after that."""

    closed = Signal()

    def __init__(self, options: RunOptions) -> None:
        super().__init__(tokens_for(options.theme or "auto", datetime.now(UTC)))
        self._options = options
        self._windowed = options.windowed
        self._may_close = options.windowed
        self._screens: MainWindow | None = None
        self.resize(QSize(*options.size) if options.size else _USUAL_SIZE)

    def appear(self) -> None:
        """Show it as it is meant to stand there."""
        if self._windowed:
            self.showNormal()
        else:
            self.showFullScreen()

    def furnish(self, loaded: "LoadedSettings | None") -> None:
        """Bring in the screens: this imports most of the interface."""
        from kiosk.domain.snapshot import StationSnapshot
        from kiosk.settings import Settings
        from kiosk.settings.load import DEFAULT_PLACE
        from ui.fonts import load_fonts
        from ui.main_window import MainWindow, WindowOptions
        from ui.rest import RestOptions

        settings = loaded.settings if loaded else Settings()
        ui, theme = settings.ui, self._options.theme or settings.ui.theme
        self._take_place(windowed=ui.windowed, size=ui.size)
        first = self._options.language or ui.languages[0]
        languages = ui.languages if first in ui.languages else (first, *ui.languages)
        load_fonts(languages)
        # A default says nothing about this panel; the window then judges by its pixels.
        panel_known = loaded and loaded.origins.get("ui.screen_width_mm") != DEFAULT_PLACE
        across = ui.screen_width_mm
        self._screens = MainWindow(
            WindowOptions(
                help_number=settings.station.help_number,
                theme=theme,
                motion=ui.motion == "on",
                panel_mm=(across, across * self.height() / self.width()) if panel_known else None,
                unplugging_ends_charge=settings.session.unplug_ends_charge,
                languages=languages,
                language=first,
                viewing_distance_mm=ui.viewing_distance_mm,
                rest=RestOptions(
                    ui.attract_seconds,
                    ui.dim_seconds,
                    ui.blank_seconds,
                    dim_light=ui.dim_percent / 100,
                    blank_light=ui.blank_percent / 100,
                ),
            )
        )
        self._screens.setParent(self)
        self._screens.setAutoFillBackground(True)
        self._screens.setGeometry(self.rect())
        self.setWindowTitle(self._screens.windowTitle())
        self._screens.render(StationSnapshot("", datetime.now(UTC), ()))
        self._screens.show()

    def _take_place(self, *, windowed: bool, size: tuple[int, int] | None) -> None:
        """Do as the settings say where no flag has said otherwise."""
        if windowed and not self._windowed:
            self._windowed = self._may_close = True
            self.appear()
        if size is not None and self._options.size is None:
            self.resize(QSize(*size))

    @property
    def screens(self) -> "MainWindow":
        """What renders snapshots and raises intents; there once it is furnished."""
        assert self._screens is not None, "furnish() comes first"
        return self._screens

    def disappear(self) -> None:
        """Close it for good."""
        self._may_close = True
        self.close()
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the screens fill it."""
        super().resizeEvent(event)
        if self._screens is not None:
            self._screens.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it was closed, where it lets itself be: a kiosk stays where it stands."""
        if self._may_close:
            event.accept()
            self.closed.emit()
        else:
            event.ignore()
