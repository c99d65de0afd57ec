"""Rows of the kiosk's own file as the domain's objects, and back."""

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, TypeVar

from kiosk.domain.commands import StartIntent
from kiosk.domain.errors import Malformed
from kiosk.domain.money import parse_decimal
from kiosk.domain.ocpp import StopReason
from kiosk.domain.snapshot import EndedBy, Limit, LimitKind, SummaryFigures, SummarySource

_INTENT_FIELDS = tuple(field.name for field in fields(StartIntent))
_SUMMARY_FIELDS = tuple(field.name for field in fields(SummaryFigures))
# What is a word of SQL can't well be a column's name.
_RENAMED = {"limit": "rider_limit"}
INTENT_COLUMNS = tuple(_RENAMED.get(name, name) for name in _INTENT_FIELDS)
SUMMARY_COLUMNS = tuple(_RENAMED.get(name, name) for name in _SUMMARY_FIELDS)
SESSION_COLUMNS = ("connector_id", *SUMMARY_COLUMNS)
# A central system that is set up anew begins its transaction ids again: the start tells them apart.
SESSION_KEY = ("connector_id", "transaction_id", "started")

_Result = TypeVar("_Result")


def to_columns(record: StartIntent | SummaryFigures) -> tuple[object, ...]:
    """Return what SQLite keeps of each field."""
    return tuple(to_column(getattr(record, field.name)) for field in fields(record))


def to_column(value: object) -> object:
    """Return what SQLite keeps of a value."""
    if isinstance(value, Limit):
        return f"{value.kind} {value.value:f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, EndedBy | SummarySource | StopReason):
        return value.value
    return value


def intent_of(row: tuple[Any, ...]) -> StartIntent:
    """Return the intent of a row with INTENT_COLUMNS. Raises Malformed."""
    values = dict(zip(_INTENT_FIELDS, row, strict=True))
    return _rebuilt(
        lambda: StartIntent(
            **values
            | {
                "requested": _instant(values["requested"]),
                "stop_requested": bool(values["stop_requested"]),
                "limit": _limit(values["limit"]),
            }
        )
    )


def summary_of(row: tuple[Any, ...]) -> SummaryFigures:
    """Return the summary of a row with SUMMARY_COLUMNS. Raises Malformed."""
    values = dict(zip(_SUMMARY_FIELDS, row, strict=True))
    reason = values["stop_reason"]
    return _rebuilt(
        lambda: SummaryFigures(
            **values
            | {
                "started": _instant(values["started"]),
                "ended": _instant(values["ended"]),
                "source": SummarySource(values["source"]),
                "ended_by": EndedBy(values["ended_by"]),
                "stop_reason": None if reason is None else StopReason(reason),
                "limit": _limit(values["limit"]),
            }
        )
    )


def _rebuilt(build: Callable[[], _Result]) -> _Result:
    try:
        return build()
    except (ValueError, TypeError) as error:
        raise Malformed(f"the store holds what it should not: {error}") from None


def _limit(text: object) -> Limit | None:
    if text is None:
        return None
    kind, _, value = str(text).partition(" ")
    return Limit(LimitKind(kind), parse_decimal(value))


def _instant(text: object) -> datetime:
    return datetime.fromisoformat(str(text))
