"""The sessions of a kiosk as a table, as CSV and as JSON."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo

from kiosk.domain.snapshot import PastSession

_MONEY = ("currency", "total")


def as_json(sessions: Iterable[PastSession], *, with_money: bool) -> str:
    """Return a list of objects; instants in UTC, Wh, W, seconds, totals as decimal texts."""
    return json.dumps([_fields(each, with_money) for each in sessions], ensure_ascii=False)


def as_csv(sessions: tuple[PastSession, ...], *, with_money: bool) -> str:
    """Return the same with a line of names first (RFC 4180); empty where nothing is known."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*_COLUMNS, *(_MONEY if with_money else ())))
    writer.writerows(_fields(each, with_money).values() for each in sessions)
    return out.getvalue()


def as_table(sessions: tuple[PastSession, ...], zone: tzinfo, *, with_money: bool) -> str:
    """Return columns for people, in their own time."""
    head = ["started", "min", "kWh", "from %", "to %", "ended by", "receipt"]
    head += ["total"] if with_money else []
    rows = [head, *(list(_cells(each, zone, with_money)) for each in sessions)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "".join(f"{line}\n" for line in lines)


def _cells(session: PastSession, zone: tzinfo, with_money: bool) -> Iterator[str]:
    summary = session.summary
    yield summary.started.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    yield f"{summary.duration / 60:.1f}"
    yield "-" if summary.energy_wh is None else f"{summary.energy_wh / 1000:.3f}"
    for soc in (summary.start_soc, summary.final_soc):
        yield "-" if soc is None else f"{soc:.1f}"
    yield summary.ended_by.value.replace("_", " ")
    yield session.receipt or "-"
    if with_money:
        yield "-" if session.total is None else f"{session.currency} {session.total}"


def _fields(session: PastSession, with_money: bool) -> dict[str, object]:
    summary = session.summary
    reason, limit = summary.stop_reason, summary.limit
    values: tuple[object, ...] = (
        session.connector_id,
        summary.transaction_id,
        _utc(summary.started),
        _utc(summary.ended),
        summary.duration,
        summary.energy_wh,
        summary.start_soc,
        summary.final_soc,
        summary.soc_gain,
        summary.average_power,
        summary.range_added_km,
        summary.model,
        summary.target,
        summary.source.value,
        summary.ended_by.value,
        reason.value if reason else None,
        limit.kind.value if limit else None,
        str(limit.value) if limit else None,
        session.receipt,
    )
    fields = dict(zip(_COLUMNS, values, strict=True))
    if with_money:
        total = None if session.total is None else str(session.total)
        fields |= zip(_MONEY, (session.currency, total), strict=True)
    return fields


_COLUMNS = (
    "connector_id",
    "transaction_id",
    "started",
    "ended",
    "duration_seconds",
    "energy_wh",
    "start_soc",
    "final_soc",
    "soc_gain",
    "average_power",
    "range_added_km",
    "model",
    "target",
    "source",
    "ended_by",
    "stop_reason",
    "limit_kind",
    "limit_value",
    "receipt",
)


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
