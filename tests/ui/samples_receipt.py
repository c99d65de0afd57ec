"""Sample snapshots with money: summaries, receipts and the history."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from kiosk.domain.receipt import ReceiptIssuer, Seller
from kiosk.domain.serial import Serial
from kiosk.domain.snapshot import (
    Cost,
    EndedBy,
    Limit,
    LimitKind,
    PastSession,
    Printing,
    StationSnapshot,
    SummaryFigures,
)
from kiosk.domain.tariff import Component, Price, Tax, Usage, bill, make_price, price_to_text
from tests.ui.snapshots import COMPLETE, IDLE_LAST, LAST, NOW, station
from tests.unit.domain.test_tariff import GST, INDIA, PRICE
from ui.main_window import MainWindow
from ui.views.complete_view import CompleteView
from ui.views.idle_view import IdleView

SELLER = Seller(
    "RM01", "RivotMotors", "12 MG Road, Bengaluru", "29ABCDE1234F1ZW", "998714", "Karnataka (29)"
)
PLAIN = Seller("RM01", "RivotMotors")
LONG = Seller(
    "RM01",
    "RivotMotors Charging Private Limited, Bengaluru Whitefield",
    "Ground floor, 128 Whitefield Main Road, Hoodi, opposite the metro station, Bengaluru 560066",
    "29ABCDE1234F1ZW",
    "998714",
    "Dadra and Nagar Haveli and Daman (26)",
)
EVERYTHING = make_price(
    {
        Component.ENERGY: Decimal("14.00"),
        Component.SERVICE: Decimal("2.50"),
        Component.TIME: Decimal("0.75"),
        Component.SESSION: Decimal("20.00"),
        Component.IDLE: Decimal("2.00"),
    },
    (*GST, Tax("Cess", Decimal("1.25"))),
)
UPI = "upi://pay?pa=rivotmotors%40okhdfcbank&pn=RivotMotors&am=14.43&cu=INR&tr=RM01252600131"


def signed_text(
    seller: Seller = SELLER,
    price: Price | None = PRICE,
    summary: SummaryFigures = LAST,
    idle_seconds: float = 0.0,
) -> str:
    """Return a receipt's text with a signature of the right length."""
    issuer = ReceiptIssuer(seller, INDIA, lambda body: bytes(range(64)))
    serial = Serial("RM01", 2025, 131)
    issued = summary.ended + timedelta(seconds=idle_seconds)
    price_text = price_to_text(price) if price else ""
    return issuer.issue(serial, summary, price_text, idle_seconds, issued).text


def _cost(price: Price = PRICE, summary: SummaryFigures = LAST, final: bool = True) -> Cost:
    total = bill(price, Usage(summary.energy_wh, summary.duration)).total
    return Cost("INR", total, final)


DONE = replace(
    COMPLETE, summary=LAST, countdown=None, cost=_cost(), price=PRICE, receipt=signed_text()
)
COUNTING = replace(DONE, status=IDLE_LAST.status, countdown=45.0)
_MINUTES = Limit(LimitKind.MINUTES, Decimal(30))
_MONEY = Limit(LimitKind.MONEY, Decimal("20.00"))
_BIG = replace(
    LAST,
    started=NOW - timedelta(hours=12),
    start_soc=1.0,
    final_soc=100.0,
    energy_wh=6805.5,
    duration=36000.0,
    ended_by=EndedBy.VEHICLE_FULL,
)


def past_sessions(count: int = 23) -> tuple[PastSession, ...]:
    """Return a history, the newest first."""
    found = []
    for number in range(count):
        summary = LAST if number % 3 else _BIG
        ended = NOW - timedelta(minutes=19, hours=7 * number)
        past = replace(summary, ended=ended, transaction_id=number)
        receipt, total = (None, None) if number % 5 == 4 else ("RM01-2526-00131", Decimal("14.43"))
        found.append(PastSession(count - number, 1, past, receipt, "INR" if total else None, total))
    return tuple(found)


def samples() -> dict[str, StationSnapshot]:
    """Return every sample by name; ``receipt…`` and ``history…`` have a page to be opened."""
    history = past_sessions()
    return {
        "complete-receipt": station(DONE),
        "complete-receipt-counting": station(COUNTING),
        "complete-so-far": station(
            replace(COMPLETE, countdown=None, cost=_cost(summary=LAST, final=False))
        ),
        "complete-minutes": station(
            replace(DONE, summary=replace(LAST, target=100, limit=_MINUTES))
        ),
        "complete-money": station(replace(COUNTING, summary=replace(LAST, limit=_MONEY))),
        "receipt": station(DONE, can_print=True),
        "receipt-counting": station(COUNTING),
        "receipt-closing": station(replace(COUNTING, countdown=12.0), can_print=True),
        "receipt-plain": station(replace(DONE, receipt=signed_text(PLAIN))),
        "receipt-record": station(
            replace(DONE, price=None, cost=None, receipt=signed_text(price=None))
        ),
        "receipt-long": station(
            replace(
                COUNTING,
                summary=_BIG,
                payment=UPI,
                receipt=signed_text(LONG, EVERYTHING, _BIG, 90 * 60.0),
            ),
            can_print=True,
        ),
        "receipt-upi": station(replace(DONE, payment=UPI), can_print=True),
        "receipt-printing": station(replace(DONE, printing=Printing.UNDER_WAY), can_print=True),
        "receipt-printed": station(replace(DONE, printing=Printing.DONE), can_print=True),
        "receipt-not-printed": station(replace(DONE, printing=Printing.FAILED), can_print=True),
        "receipt-malformed": station(replace(DONE, receipt="no receipt")),
        "history": station(IDLE_LAST, history=history),
        "history-one": station(IDLE_LAST, history=history[1:2]),
        "history-no-money": station(
            IDLE_LAST,
            history=tuple(
                replace(past, receipt=None, currency=None, total=None) for past in history
            ),
        ),
        "history-empty": station(IDLE_LAST),
    }


def open_page(window: MainWindow, name: str) -> bool:
    """Open the page that a sample of this name is for, and say whether there is one."""
    view = window.current_view()
    if name.startswith("receipt") and isinstance(view, CompleteView):
        view.receipt_wanted.emit()
        return True
    if name.startswith("history") and isinstance(view, IdleView):
        view.history_wanted.emit()
        return True
    return False
