"""The window: a view for each phase of a session, the header, and what all screens share."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kiosk.domain.snapshot import ConnectorSnapshot, SessionPhase, StationSnapshot
from ui.comfort import Comfort
from ui.frame import frame_for
from ui.front import Front
from ui.languages import LANGUAGES, families
from ui.metrics import measure
from ui.modes import PLAIN, Modes
from ui.pages import Page, Pages
from ui.rest import NEVER, RestOptions
from ui.resting import Resting
from ui.screens import NOBODYS, VIEWS, Screen
from ui.station_lines import StationLines
from ui.style import Style
from ui.tap_gate import DEAF_SECONDS, TapGate
from ui.theme import DARK, Tokens, tokens_for
from ui.views.charging_view import ChargingView
from ui.views.complete_view import CompleteView
from ui.views.idle_view import IdleView
from ui.views.page_view import PageView
from ui.views.view import Surroundings, View
from ui.widgets.connector_strip import ConnectorStrip
from ui.widgets.cross_fade import CrossFade


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """What an installation decides about the screen.

    ``theme`` is ``auto``, ``dark``, ``light`` or ``high_contrast``. ``panel_mm`` is the width and
    height of the lit area. ``unplugging_ends_charge`` tells that this station ends a charge when
    the plug is pulled. ``languages`` are the codes of those to choose from, ``language`` is the one
    to begin with and to return to, the first of them where it is empty; ``modes`` likewise.
    ``viewing_distance_mm`` is how far away riders stand. ``clock`` gives seconds that never jump.
    """

    help_number: str = ""
    theme: str = "auto"
    motion: bool = True
    panel_mm: tuple[float, float] | None = None
    unplugging_ends_charge: bool = False
    languages: tuple[str, ...] = ("en",)
    language: str = ""
    modes: Modes = PLAIN
    viewing_distance_mm: float = 600.0
    rest: RestOptions = NEVER
    clock: Callable[[], float] = time.monotonic


class MainWindow(QWidget):
    """Renders snapshots and raises intents. It decides nothing about the station."""

    intent_raised = Signal(object)
    """One of :data:`kiosk.domain.intents.Intent`."""
    brightness_wanted = Signal(float)
    """The panel's light, as a share of the usual."""

    def __init__(self, options: WindowOptions) -> None:
        super().__init__()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.allow_close = False
        self._options = options
        self._gate = TapGate(options.clock)
        self._surroundings = Surroundings(
            self._gate, options.help_number, options.unplugging_ends_charge
        )
        self._views: dict[Screen, View] = {}
        self._shown: tuple[Screen, int, int] | None = None
        self._snapshot: StationSnapshot | None = None
        self._front = Front()
        self._pages = Pages(options.clock, self)
        self._pages.changed.connect(self._refresh)
        self._curve_wanted = False
        # Until a snapshot tells the time, "auto" is dark: that dazzles nobody.
        self._tokens: Tokens = DARK
        self._style: Style
        self._screen = QWidget(self)
        self._stack = QStackedWidget(self._screen)
        self._lines = StationLines(options.help_number, self._screen)
        self._strip = ConnectorStrip(self._gate, self._screen)
        self._strip.connector_chosen.connect(self._bring_forward)
        self._strip.hide()
        self._fade = CrossFade(self)
        self._comfort = Comfort(
            options.languages,
            options.language or options.languages[0],
            options.modes,
            self._gate,
            options.clock,
            screen=self._screen,
            window=self,
        )
        self._comfort.changed.connect(self._retranslate)
        self._resting = Resting(
            options.rest, options.languages, options.help_number, options.clock, self._screen, self
        )
        self._resting.touched.connect(self._comfort.touched)
        self._resting.lying_down.connect(self._comfort.close_list)
        self._resting.woke.connect(self._awake)
        self._resting.brightness_wanted.connect(self.brightness_wanted)
        self._warming = QTimer(self)
        self._warming.setInterval(0)
        self._warming.timeout.connect(self._warm_next)
        self.resize(1280, 800)
        self._retranslate()

    def render(self, snapshot: StationSnapshot) -> None:  # type: ignore[override]
        """Show a snapshot. It hides QWidget.render, which paints into a picture: see grab()."""
        self._snapshot = snapshot
        self._refresh()

    def start_over(self) -> None:
        """Be as if nothing had been shown yet: the next snapshot is the first one."""
        self._resting.wake()
        self._comfort.close_list()
        self._pages.close()
        self._front = Front()
        self._shown = None

    def warm_up(self) -> None:
        """Build the views that have not been needed yet, one each time the event loop rests."""
        self._warming.start()

    @property
    def warm(self) -> bool:
        """Whether all views have been built."""
        return len(self._views) == len(VIEWS)

    def load_curve(self) -> None:
        """Bring in the live curve, once the first screen has been painted."""
        self._curve_wanted = True
        view = self._view(SessionPhase.CHARGING)
        if isinstance(view, ChargingView):
            view.curve.load()

    def current_view(self) -> View:
        """Return the view on the screen."""
        view = self._stack.currentWidget()
        if not isinstance(view, View):
            raise LookupError("nothing has been rendered yet")
        return view

    def sizeHint(self) -> QSize:
        """Give the size that everything was drawn at."""
        return QSize(1280, 800)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay open: only the application may end the window, after setting ``allow_close``."""
        if self.allow_close:
            self._warming.stop()
            self._fade.finish()
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notice a touch that was for nothing in particular: somebody is there."""
        self._comfort.touched()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out for the new size."""
        super().resizeEvent(event)
        self._fade.finish()
        self._restyle()
        self._refresh()

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        if tokens_for(self._options.theme, snapshot.now) is not self._tokens:
            self._restyle()
        connector = self._connector(snapshot)
        page = self._pages.over(connector)
        screen = None if snapshot.settings_faults else page or connector.session_phase
        self._comfort.rest(screen in NOBODYS and connector.transaction_id is None)
        if (screen, connector.connector_id, self._others()) != self._shown:
            self._change_to(screen, connector, snapshot)
        else:
            self._view(screen).present(snapshot, connector)
            # START comes with the vehicle's figures: whoever has but a keyboard needs it at hand.
            if self.focusWidget() in {None, self}:
                self._focus_primary()
        self._lines.show(snapshot, connector, self.current_view())
        self._show_strip(snapshot, connector)
        self._comfort.arrange(self.current_view().frame)
        self._resting.follow(snapshot)

    def _awake(self) -> None:
        """Let the touch that woke the screen do nothing else."""
        self._gate.close_for(DEAF_SECONDS)
        self._focus_primary()

    def _focus_primary(self) -> None:
        (self.current_view().primary() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _retranslate(self) -> None:
        """Say everything in the language in force: every text is looked up when it is shown."""
        self.setWindowTitle(self.tr("Charging kiosk"))
        self._fade.finish()
        self._restyle()
        self._refresh()

    def _connector(self, snapshot: StationSnapshot) -> ConnectorSnapshot:
        """Return the connector in view; for the overview of several the first, as if free."""
        if not snapshot.connectors:
            return ConnectorSnapshot(0, SessionPhase.CONNECTING)
        front = self._front.follow(snapshot.connectors)
        if front is not None:
            return front
        if all(c.session_phase is SessionPhase.CONNECTING for c in snapshot.connectors):
            return snapshot.connectors[0]
        last = [c.last_summary for c in snapshot.connectors if c.last_summary is not None]
        newest = max(last, key=lambda summary: summary.ended, default=None)
        return ConnectorSnapshot(0, SessionPhase.AVAILABLE, last_summary=newest)

    def _change_to(
        self, screen: Screen, connector: ConnectorSnapshot, snapshot: StationSnapshot
    ) -> None:
        self._comfort.close_list()
        fading = self._options.motion and self._shown is not None and self.isVisible()
        before = self.grab() if fading else None
        view = self._view(screen)
        left = self._views[self._shown[0]] if self._shown is not None else None
        self._shown = screen, connector.connector_id, self._others()
        # Before the view is filled: the strip takes room from it.
        self._restyle_view(view)
        view.begin_presenting()
        view.present(snapshot, connector)
        self._stack.setCurrentWidget(view)
        if left is not None and left is not view:
            left.forget()
        self._gate.close_for(DEAF_SECONDS)
        self._focus_primary()
        if before is not None:
            self._fade.fade_from(before)

    def _view(self, screen: Screen) -> View:
        if screen not in self._views:
            view = VIEWS[screen](self._surroundings, self._stack)
            view.intent_raised.connect(self.intent_raised)
            self._connect_pages(view)
            self._views[screen] = view
            self._restyle_view(view)
            self._stack.addWidget(view)
            if isinstance(view, ChargingView) and self._curve_wanted:
                view.curve.load()
        return self._views[screen]

    def _connect_pages(self, view: View) -> None:
        """Let a view's touches open and close what lies over the phases' screens."""
        if isinstance(view, IdleView):
            view.connector_chosen.connect(self._bring_forward)
            view.history_wanted.connect(lambda: self._pages.open(Page.HISTORY, view.connector))
        elif isinstance(view, CompleteView):
            view.receipt_wanted.connect(lambda: self._pages.open(Page.RECEIPT, view.connector))
        elif isinstance(view, PageView):
            view.left.connect(self._pages.close)
            view.touched.connect(self._pages.touched)
            view.touched.connect(self._comfort.touched)

    def _warm_next(self) -> None:
        missing = next((screen for screen in VIEWS if screen not in self._views), None)
        if missing is None and self.warm:
            self._warming.stop()
        else:
            self._view(missing)

    def _others(self) -> int:
        """How many connectors there are besides the one in view."""
        return max(0, len(self._snapshot.connectors) - 1) if self._snapshot is not None else 0

    def _restyle(self) -> None:
        if self._snapshot is not None:
            self._tokens = tokens_for(self._options.theme, self._snapshot.now)
        modes = self._comfort.modes
        metrics = measure(
            self.width(),
            self.height(),
            self._options.panel_mm,
            large=modes.large,
            low_reach=modes.low_reach,
            viewing_distance_mm=self._options.viewing_distance_mm,
        )
        self._style = Style(
            self._tokens,
            metrics,
            self._options.motion,
            families(self._options.languages),
            LANGUAGES[self._comfort.language],
        )
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, QColor(self._tokens.background))
        self.setPalette(palette)
        self._screen.setGeometry(self.rect())
        self._stack.setGeometry(self.rect())
        self._lines.set_style(self._style)
        self._strip.set_style(self._style)
        self._comfort.set_style(self._style)
        self._resting.set_style(self._style)
        for view in self._views.values():
            self._restyle_view(view)

    def _restyle_view(self, view: View) -> None:
        others = self._others() if view.beside_others else 0
        frame = frame_for(
            self._style.metrics, others, self._comfort.languages, view.names_languages
        )
        view.set_style(self._style, frame)

    def _show_strip(self, snapshot: StationSnapshot, connector: ConnectorSnapshot) -> None:
        frame = self.current_view().frame
        shown = frame.strip is not None and connector.connector_id != 0
        self._strip.setVisible(shown and not snapshot.settings_faults)
        if shown and frame.strip is not None:
            self._strip.setGeometry(frame.strip)
            self._strip.set_connectors(snapshot.connectors, connector.connector_id)
            self._strip.arrange()
        else:
            self._strip.forget()

    def _bring_forward(self, connector_id: int) -> None:
        self._comfort.touched()
        self._front.choose(connector_id)
        self._refresh()
