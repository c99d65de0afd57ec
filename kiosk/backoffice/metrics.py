"""The kiosk's state in Prometheus' text format (version 0.0.4), without anything of a rider's."""

from collections.abc import Iterator

from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import ConnectorSnapshot, SessionPhase, StationSnapshot

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_Sample = tuple[str, float]
"""Labels as text, and a value."""


def metrics_text(snapshot: StationSnapshot | None, age: float, *, healthy: bool) -> str:
    """Return all metrics; ``age`` is the snapshot's in seconds, ``healthy`` what /healthz tells."""
    connectors = snapshot.connectors if snapshot else ()
    link_up = snapshot is not None and snapshot.link_lost is None
    families: tuple[tuple[str, str, list[_Sample]], ...] = (
        ("healthy", "Whether the kiosk works", [("", healthy)]),
        ("link_up", "Whether the station's data can be read", [("", link_up)]),
        ("snapshot_age_seconds", "Age of what is shown", [("", age)] if snapshot else []),
        (
            "session_phase",
            "1 for the phase that a connector is in",
            [each for connector in connectors for each in _phases(connector)],
        ),
        (
            "connector_status",
            "1 for the OCPP status that a connector reports",
            [each for connector in connectors for each in _statuses(connector)],
        ),
        ("soc_percent", "State of charge", _figures(connectors, "soc")),
        ("power_watts", "Charging power", _figures(connectors, "power")),
        ("energy_watt_hours", "Energy of the charge under way", _figures(connectors, "energy_wh")),
        (
            "source_age_seconds",
            "Age of each source of data",
            [
                (f"{_of(connector)},source={_quoted(name)}", seconds + age)
                for connector in connectors
                for name, seconds in connector.source_ages
            ],
        ),
    )
    return "".join(_family(*family) for family in families)


def _family(name: str, words: str, samples: list[_Sample]) -> str:
    if not samples:
        return ""
    head = f"# HELP kiosk_{name} {words}\n# TYPE kiosk_{name} gauge\n"
    return head + "".join(
        f"kiosk_{name}{f'{{{labels}}}' if labels else ''} {float(value):.10g}\n"
        for labels, value in samples
    )


def _phases(connector: ConnectorSnapshot) -> Iterator[_Sample]:
    for phase in SessionPhase:
        labels = f"{_of(connector)},session_phase={_quoted(phase)}"
        yield labels, phase is connector.session_phase


def _statuses(connector: ConnectorSnapshot) -> Iterator[_Sample]:
    for status in ChargePointStatus:
        yield f"{_of(connector)},status={_quoted(status)}", status is connector.status


def _figures(connectors: tuple[ConnectorSnapshot, ...], figure: str) -> list[_Sample]:
    """Return a figure of the charges under way, where the station has said it."""
    values = (
        (connector, getattr(connector.charging, figure))
        for connector in connectors
        if connector.charging is not None
    )
    return [(_of(connector), value) for connector, value in values if value is not None]


def _of(connector: ConnectorSnapshot) -> str:
    return f'connector_id="{connector.connector_id}"'


def _quoted(value: str) -> str:
    return f'"{value}"'
