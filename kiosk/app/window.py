"""The window as the kiosk runs it: full screen, or one that a developer may close."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent

from kiosk.domain.snapshot import StationSnapshot
from kiosk.run_options import RunOptions
from kiosk.settings import LoadedSettings, Settings
from kiosk.settings.load import DEFAULT_PLACE
from ui.opening import Opening
from ui.theme import tokens_for

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_USUAL_SIZE = QSize(1280, 800)


class KioskWindow(Opening):
    """The top-level window: painted at once, furnished with the screens after that."""

    closed = Signal()

    def __init__(self, loaded: LoadedSettings | None, options: RunOptions) -> None:
        self._settings = loaded.settings if loaded else Settings()
        # A default says nothing about this panel; the window then judges by its pixels.
        self._panel_known = (
            loaded is not None and loaded.origins.get("ui.screen_width_mm") != DEFAULT_PLACE
        )
        ui = self._settings.ui
        self._theme = options.theme or ui.theme
        super().__init__(tokens_for(self._theme, datetime.now(UTC)))
        self._language = options.language
        self._windowed = options.windowed or ui.windowed
        self._may_close = self._windowed
        self._screens: MainWindow | None = None
        size = options.size or ((ui.size.width, ui.size.height) if ui.size else None)
        self.resize(QSize(*size) if size else _USUAL_SIZE)

    def appear(self) -> None:
        """Show it as it is meant to stand there."""
        if self._windowed:
            self.show()
        else:
            self.showFullScreen()

    def furnish(self) -> None:
        """Bring in the screens: this imports most of the interface."""
        from ui.fonts import load_fonts
        from ui.main_window import MainWindow, WindowOptions

        ui, across = self._settings.ui, self._settings.ui.screen_width_mm
        first = self._language or ui.languages[0]
        languages = ui.languages if first in ui.languages else (first, *ui.languages)
        load_fonts(languages)
        panel = (across, across * self.height() / self.width()) if self._panel_known else None
        self._screens = MainWindow(
            WindowOptions(
                help_number=self._settings.station.help_number,
                theme=self._theme,
                motion=ui.motion == "on",
                panel_mm=panel,
                unplugging_ends_charge=self._settings.session.unplug_ends_charge,
                languages=languages,
                language=first,
            )
        )
        self._screens.setParent(self)
        self._screens.setAutoFillBackground(True)
        self._screens.setGeometry(self.rect())
        self.setWindowTitle(self._screens.windowTitle())
        self._screens.render(StationSnapshot("", datetime.now(UTC), ()))
        self._screens.show()

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
