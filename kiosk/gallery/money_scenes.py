"""Scenes of money and of targets of the rider's own, which scenarios only lead up to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from kiosk.domain.snapshot import (
    PastSession,
    Printing,
    Refusal,
    StationSnapshot,
    SummaryFigures,
)
from kiosk.gallery.scene import Scene, with_first

UPI = "upi://pay?pa=rivotmotors%40examplebank&pn=RivotMotors&am=14.69&cu=INR&tr=RM01252600001"
_PAST_SESSIONS = 9
_REFUSED = {
    Refusal.ALREADY_REACHED: ("percent", "40"),
    Refusal.ABOVE_FULL: ("percent", "120"),
    Refusal.TOO_SHORT: ("minutes", "1"),
    Refusal.TOO_LONG: ("minutes", "999"),
    Refusal.TOO_LITTLE: ("money", "2"),
    Refusal.TOO_MUCH: ("money", "9999"),
}
"""What is typed for each refusal."""


def money_scenes(states: dict[str, StationSnapshot]) -> Iterator[Scene]:
    """Vary what was played, by name."""
    yield from _number_pad(states["preparing-to-90"], states["preparing-to-90-priced"])
    yield from _receipts(states["complete-target-reached-receipt-priced"])
    yield from _history(states["available-last-session"], states["available-last-session-priced"])


def _number_pad(free: StationSnapshot, priced: StationSnapshot) -> Iterator[Scene]:
    yield Scene("number-pad", free, ("custom",))
    yield Scene("number-pad-percent-priced", priced, ("custom", "pad-8", "pad-5"))
    for goal in ("minutes", "money"):
        touched = ("custom", f"pad-{goal}", "pad-3", "pad-0")
        yield Scene(f"number-pad-{goal}-priced", priced, touched)
    for refusal, (goal, typed) in _REFUSED.items():
        name = f"number-pad-{refusal.value.replace('_', '-')}"
        keys = (f"pad-{key}" for key in (goal, *typed, "ok"))
        yield Scene(name, with_first(priced, refusal=refusal), ("custom", *keys))


def _receipts(complete: StationSnapshot) -> Iterator[Scene]:
    to_print = replace(complete, can_print=True)
    to_pay = with_first(to_print, payment=UPI)
    yield Scene("receipt", complete, ("receipt",))
    yield Scene("receipt-second-leaf", complete, ("receipt", "turn"))
    yield Scene("receipt-to-print-and-to-pay", to_pay, ("receipt",))
    yield Scene("receipt-payment", to_pay, ("receipt", "pay"))
    for printing in Printing:
        name = f"receipt-printing-{printing.value.replace('_', '-')}"
        yield Scene(name, with_first(to_print, printing=printing), ("receipt",))
    record = with_first(complete, price=None, cost=None)
    yield Scene("complete-countdown-receipt", with_first(record, countdown=45.0))


def _history(free: StationSnapshot, priced: StationSnapshot) -> Iterator[Scene]:
    yield Scene("history-empty", replace(free, history=()), ("history",))
    for name, station in (("history", free), ("history-priced", priced)):
        last = station.connectors[0].last_summary
        if last is None:
            raise LookupError("a last session without figures")
        full = replace(station, history=tuple(_past(last, name == "history-priced")))
        yield Scene(name, full, ("history",))
        yield Scene(f"{name}-older", full, ("history", "older"))


def _past(last: SummaryFigures, priced: bool) -> Iterator[PastSession]:
    """Yield the last session and some before it, an hour and a half apart."""
    for number in range(_PAST_SESSIONS, 0, -1):
        before = timedelta(minutes=90) * (_PAST_SESSIONS - number)
        summary = replace(last, started=last.started - before, ended=last.ended - before)
        money = ("INR", Decimal("14.69")) if priced else (None, None)
        yield PastSession(number, 1, summary, f"RM01-2526-{number:05}", *money)
