"""The present status of a connector, and when the station can't be relied on."""

from datetime import timedelta

import pytest

from kiosk.domain.commands import Remark
from kiosk.domain.connector_status import ConnectorStatus
from kiosk.domain.observation import ConnectorObservation, StationObservation, StatusRecord
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import OutOfServiceReason
from tests.unit.domain.rows import HOUR, at, status

LIMIT = 9 * HOUR


def take(
    connector: ConnectorStatus,
    *rows: StatusRecord,
    whole: tuple[StatusRecord, ...] = (),
    now: float = 60.0,
    heartbeat: float | None = 0.0,
    registered: bool = True,
    seen: bool = True,
) -> Remark | None:
    observation = ConnectorObservation(1, seen, rows)
    last = None if heartbeat is None else at(heartbeat)
    return connector.take(
        StationObservation(at(now), registered, last, (observation,), whole), observation
    )


def doubt(
    connector: ConnectorStatus, now: float = 60.0, quiet: float | None = None
) -> OutOfServiceReason | None:
    quiet_for = None if quiet is None else timedelta(seconds=quiet)
    return connector.doubtful(at(now), quiet_for, LIMIT)


@pytest.fixture
def connector() -> ConnectorStatus:
    return ConnectorStatus()


def test_a_connector_that_speaks_is_relied_on(connector: ConnectorStatus) -> None:
    assert take(connector, status("Available")) is None
    assert connector.status is ChargePointStatus.AVAILABLE
    assert connector.out_of_order() is None
    assert doubt(connector) is None


@pytest.mark.parametrize("unknown", [{"registered": False}, {"seen": False}])
def test_what_the_central_system_does_not_know_was_never_seen(
    connector: ConnectorStatus, unknown: dict[str, bool]
) -> None:
    take(
        connector,
        status("Available"),
        registered=unknown.get("registered", True),
        seen=unknown.get("seen", True),
    )
    assert doubt(connector) is OutOfServiceReason.NEVER_SEEN


def test_a_connector_without_any_record_was_never_seen(connector: ConnectorStatus) -> None:
    assert take(connector) is None
    assert connector.status is None
    assert doubt(connector) is OutOfServiceReason.NEVER_SEEN


def test_a_word_that_ocpp_does_not_have_is_told_and_bounded(connector: ConnectorStatus) -> None:
    """F9, F29."""
    remark = take(connector, status("Exploded\n" + "x" * 1_000_000))
    assert remark is not None
    assert len(remark.key + remark.text) < 200
    assert "\n" not in remark.text
    assert doubt(connector) is OutOfServiceReason.UNKNOWN_STATUS


@pytest.mark.parametrize(
    ("word", "reason"),
    [("Faulted", OutOfServiceReason.FAULTED), ("Unavailable", OutOfServiceReason.UNAVAILABLE)],
)
def test_what_the_station_says_against_charging(
    connector: ConnectorStatus, word: str, reason: OutOfServiceReason
) -> None:
    take(connector, status(word))
    assert connector.out_of_order() is reason
    take(connector, status("Available", 5), whole=(status(word, 10),))
    assert connector.out_of_order() is reason


def test_the_whole_station_speaks_for_a_connector_that_has_not(
    connector: ConnectorStatus,
) -> None:
    """F14."""
    take(connector, whole=(status("Faulted", 10),))
    assert connector.out_of_order() is OutOfServiceReason.FAULTED
    assert doubt(connector) is None


class TestSilence:
    """F8."""

    def test_a_station_without_any_sign_for_too_long_is_unreachable(
        self, connector: ConnectorStatus
    ) -> None:
        take(connector, status("Available"), now=LIMIT)
        assert doubt(connector, now=LIMIT) is None
        assert doubt(connector, now=LIMIT + 1) is OutOfServiceReason.UNREACHABLE

    @pytest.mark.parametrize("whole", [(), (status("Available", LIMIT),)])
    def test_any_sign_will_do(
        self, connector: ConnectorStatus, whole: tuple[StatusRecord, ...]
    ) -> None:
        heartbeat = None if whole else LIMIT
        take(connector, status("Available"), whole=whole, heartbeat=heartbeat, now=LIMIT + 60)
        assert doubt(connector, now=LIMIT + 60) is None

    def test_its_transaction_is_a_sign_too(self, connector: ConnectorStatus) -> None:
        take(connector, status("Charging"), now=LIMIT + 60)
        assert doubt(connector, now=LIMIT + 60, quiet=10) is None
        assert doubt(connector, now=LIMIT + 60, quiet=LIMIT + 1) is OutOfServiceReason.UNREACHABLE

    def test_a_stamp_from_the_future_is_no_sign(self, connector: ConnectorStatus) -> None:
        take(connector, status("Available", 90 * HOUR), now=LIMIT + 60)
        assert doubt(connector, now=LIMIT + 60) is OutOfServiceReason.UNREACHABLE

    def test_where_no_clock_tells_anything_silence_can_not_be_told(
        self, connector: ConnectorStatus
    ) -> None:
        take(connector, status("Available", None), heartbeat=None)
        assert connector.heard is None
        assert doubt(connector) is None


class TestStampsFromTheFuture:
    """F10: what was ahead once stays distrusted when time has caught up."""

    def test_of_the_connector(self, connector: ConnectorStatus) -> None:
        rows = status("Unavailable", 2 * HOUR), status("Available", 10)
        take(connector, *rows)
        assert connector.out_of_order() is None
        take(connector, *rows, now=2 * HOUR + 1)
        assert connector.out_of_order() is None

    def test_of_the_whole_station(self, connector: ConnectorStatus) -> None:
        whole = status("Faulted", 2 * HOUR), status("Available", 5)
        take(connector, status("Available", 10), whole=whole)
        assert connector.out_of_order() is None
        take(connector, status("Available", 10), whole=whole, now=2 * HOUR + 1)
        assert connector.out_of_order() is None

    def test_they_are_forgotten_with_their_records(self, connector: ConnectorStatus) -> None:
        take(connector, status("Available", 2 * HOUR))
        take(connector, status("Available", 10), now=HOUR)
        take(connector, status("Preparing", 2 * HOUR), status("Available", 10), now=2 * HOUR)
        assert connector.status is ChargePointStatus.PREPARING
