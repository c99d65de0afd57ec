"""Checks of the station as SteVe knows it: registration, life, connectors, id tag."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kiosk.backoffice.doctor.examination import Check
from kiosk.backoffice.doctor.findings import Finding, age, masked, ok, problem, unchecked, warning
from kiosk.domain.errors import Misconfigured
from kiosk.domain.observation import StationObservation
from kiosk.domain.rules import SessionRules
from kiosk.domain.session import ChargingSession
from kiosk.domain.session_snapshot import snapshot_of
from kiosk.domain.snapshot import ConnectorSnapshot, OutOfServiceReason
from kiosk.inspection import SteveInspector, TagFacts

_SILENT = {OutOfServiceReason.NEVER_SEEN, OutOfServiceReason.UNREACHABLE}
_REGISTER = "register it in SteVe (Data Management, Charge Points), or correct its ChargeBoxId"
_TAGS = "in SteVe, Data Management, OCPP Tags:"
_SOON_DAYS = 14


@dataclass(slots=True)
class StationChecks:
    """The checks of one station, which share one reading of it."""

    inspector: SteveInspector
    charge_box_id: str
    rules: SessionRules
    _observation: StationObservation | None = field(default=None, init=False)
    _connectors: list[ConnectorSnapshot] = field(default_factory=list, init=False)

    def checks(self) -> list[Check]:
        """Return them, in their order."""
        return [
            Check("station", self._registered, ("schema",)),
            Check("connectors", self._states, ("station",)),
            Check("id_tag", self._tag, ("database",)),
        ]

    def _registered(self) -> Iterator[Finding]:
        registration = self.inspector.registration()
        if registration != "Accepted":
            state = "SteVe does not know" if registration is None else f"{registration} in SteVe:"
            yield problem("station", f"{state} {self.charge_box_id!r}", _REGISTER)
            return
        observation = self._observation = self.inspector.observe()
        for connector in observation.connectors:
            session = ChargingSession(connector.connector_id, self.rules)
            session.observe(observation, 0.0)
            self._connectors.append(snapshot_of(session, 0.0))
        heartbeat = observation.last_heartbeat
        if heartbeat is None:
            seen = f"{self.charge_box_id} is accepted, and never sent a Heartbeat"
            yield warning("station", seen, "look whether the station is connected to SteVe")
            return
        silence = (observation.now - heartbeat).total_seconds()
        seen = f"{self.charge_box_id} is accepted, last Heartbeat {age(silence)}"
        if silence > self.rules.heartbeat_timeout:
            yield warning("station", seen, "look whether the station is connected to SteVe")
        else:
            yield ok("station", seen)

    def _states(self) -> Iterator[Finding]:
        for connector in self._connectors:
            seen = _state(connector)
            if connector.out_of_service in _SILENT:
                advice = "power the station on and connect it; the number is in connector_ids"
                yield problem("connectors", seen, advice)
            elif connector.out_of_service is not None:
                yield warning("connectors", seen, "look after the station: riders are turned away")
            else:
                yield ok("connectors", seen)

    def _tag(self) -> Iterator[Finding]:
        id_tag = self.rules.id_tag
        name = masked(id_tag)
        try:
            tag = self.inspector.tag(id_tag)
        except Misconfigured:
            because = "the account may not read ocpp_tag_activity"
            needed = tuple(each for each in self.inspector.grants().least if "ocpp_tag" in each)
            finding = unchecked("id_tag", because, "grant this if it shall be checked")
            yield replace(finding, details=needed)
            return
        if tag is None:
            yield problem("id_tag", f"SteVe does not know {name}", f"{_TAGS} add it")
        elif tag.blocked or tag.limit == 0:
            advice = f"{_TAGS} set its maximum of active transactions to -1"
            yield problem("id_tag", f"{name} is blocked", advice)
        elif tag.expires is not None and tag.expired:
            seen = f"{name} expired on {tag.expires:%Y-%m-%d}"
            yield problem("id_tag", seen, f"{_TAGS} change its expiry date")
        else:
            yield self._usable(name, tag)

    def _usable(self, name: str, tag: TagFacts) -> Finding:
        limit = "no limit" if tag.limit < 0 else f"{tag.limit} allowed"
        seen = f"{name} is known, {tag.active} active, {limit}"
        full = 0 <= tag.limit <= tag.active
        if full and self._observation is None:
            advice = "mend what stands above: then it is known whether the charges are here"
            return warning("id_tag", seen, advice)
        own = self._own_charges()
        if full and tag.active > own:
            seen += f", of which {own} here: SteVe refuses it"
            advice = "stop the transactions that are left over in SteVe, or use another tag"
            return problem("id_tag", seen, advice)
        if 0 <= tag.limit < len(self._connectors):
            advice = f"{_TAGS} set its maximum of active transactions to -1"
            return warning("id_tag", f"{seen}, for {len(self._connectors)} connectors", advice)
        if tag.expires is not None and self._observation is not None:
            days = (tag.expires - self._observation.now).days
            if days < _SOON_DAYS:
                return warning("id_tag", f"{seen}, expires in {days} days", f"{_TAGS} renew it")
        return ok("id_tag", seen)

    def _own_charges(self) -> int:
        observed = self._observation.connectors if self._observation else ()
        return sum(
            shown.charging is not None
            and read.transaction is not None
            and read.transaction.id_tag == self.rules.id_tag
            for shown, read in zip(self._connectors, observed, strict=True)
        )


def _state(connector: ConnectorSnapshot) -> str:
    reason = connector.out_of_service
    words = str(connector.status or "no status that counts")
    if reason is not None and reason in _SILENT:
        words = f"{reason.value.replace('_', ' ')}, {words}"
    if connector.error_code is not None:
        words += f" ({connector.error_code})"
    ages = dict(connector.source_ages)
    if "status" in ages:
        words += f", reported {age(ages['status'])}"
    if connector.transaction_id is not None:
        words += f", transaction {connector.transaction_id}"
    return f"{connector.connector_id}: {words}"
