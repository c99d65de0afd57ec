"""The window as the kiosk runs it: full screen, or one that a developer may close."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent

from kiosk.run_options import RunOptions
from kiosk.settings import LoadedSettings, Settings
from kiosk.settings.load import DEFAULT_PLACE
from ui.main_window import MainWindow, WindowOptions


class KioskWindow(MainWindow):
    """A MainWindow that knows the settings, and tells when it was closed."""

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
