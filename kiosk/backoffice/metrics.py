"""The kiosk's state for Prometheus, without anything of a rider's."""

from collections.abc import Iterator

from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import ConnectorSnapshot, SessionPhase, StationSnapshot
from kiosk.prometheus import Sample, family


def metrics_text(snapshot: StationSnapshot | None, age: float, *, healthy: bool) -> str:
    """Return all metrics; ``age`` is the snapshot's in seconds, ``healthy`` what /healthz tells."""
    connectors = snapshot.connectors if snapshot else ()
    link_up = snapshot is not None and snapshot.link_lost is None
    families: tuple[tuple[str, str, list[Sample]], ...] = (
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
    return "".join(
        family(f"kiosk_{name}", "gauge", words, samples) for name, words, samples in families
    )


def _phases(connector: ConnectorSnapshot) -> Iterator[Sample]:
    for phase in SessionPhase:
        labels = f"{_of(connector)},session_phase={_quoted(phase)}"
        yield labels, phase is connector.session_phase


def _statuses(connector: ConnectorSnapshot) -> Iterator[Sample]:
    for status in ChargePointStatus:
        yield f"{_of(connector)},status={_quoted(status)}", status is connector.status


def _figures(connectors: tuple[ConnectorSnapshot, ...], figure: str) -> list[Sample]:
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
