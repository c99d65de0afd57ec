"""Which view is which screen's."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import SessionPhase
from ui.pages import Page
from ui.rest import RESTING
from ui.views.charging_view import ChargingView
from ui.views.complete_view import CompleteView
from ui.views.connecting_view import ConnectingView
from ui.views.history_view import HistoryView
from ui.views.idle_view import IdleView
from ui.views.out_of_service_view import OutOfServiceView
from ui.views.pre_charge_view import PreChargeView
from ui.views.receipt_view import ReceiptView
from ui.views.reserved_view import ReservedView
from ui.views.setup_view import SetupView
from ui.views.starting_view import StartingView
from ui.views.stopping_view import StoppingView
from ui.views.unplug_view import UnplugView
from ui.views.view import Surroundings, View

Screen = SessionPhase | Page | None
"""A phase, a page over it, or ``None`` for the set-up screen."""

VIEWS: Mapping[Screen, Callable[[Surroundings, QWidget], View]] = {
    SessionPhase.CONNECTING: ConnectingView,
    SessionPhase.AVAILABLE: IdleView,
    SessionPhase.PREPARING: PreChargeView,
    SessionPhase.STARTING: StartingView,
    SessionPhase.CHARGING: ChargingView,
    SessionPhase.STOPPING: StoppingView,
    SessionPhase.COMPLETE: CompleteView,
    SessionPhase.UNPLUG: UnplugView,
    SessionPhase.RESERVED: ReservedView,
    SessionPhase.OUT_OF_SERVICE: OutOfServiceView,
    Page.RECEIPT: ReceiptView,
    Page.HISTORY: HistoryView,
    None: SetupView,
}

NOBODYS: frozenset[Screen] = RESTING | {Page.HISTORY, None}
"""The screens that are nobody's session."""
