"""A connector that is Finishing while its transaction is still open.

Some stations close their transaction only when the cable is out, which may be hours later.
"""

from kiosk.domain.commands import RecordSession
from kiosk.domain.snapshot import EndedBy, SessionPhase, SummarySource
from tests.builders import Kiosk, charging


def finishing(kiosk: Kiosk) -> None:
    kiosk.station.pass_time(60)
    kiosk.station.meter(soc=60.0)
    kiosk.read()
    kiosk.station.status("Finishing")
    kiosk.read()


def test_the_charge_is_complete_although_its_transaction_is_open() -> None:
    kiosk = charging()
    finishing(kiosk)
    assert kiosk.phase() is SessionPhase.COMPLETE
    snapshot = kiosk.snapshot()
    assert snapshot.charging is None
    assert snapshot.summary is not None
    assert snapshot.summary.source is SummarySource.WORKED_OUT
    assert snapshot.countdown is None


def test_its_end_does_not_move_while_it_waits() -> None:
    kiosk = charging()
    finishing(kiosk)
    ended = kiosk.snapshot().summary
    kiosk.station.pass_time(600)
    kiosk.read()
    assert kiosk.snapshot().summary == ended
    recorded = {effect.summary for effect in kiosk.effects if isinstance(effect, RecordSession)}
    assert recorded == {ended}


def test_a_stop_is_repeated_until_the_transaction_is_closed() -> None:
    kiosk = charging()
    kiosk.press_stop()
    finishing(kiosk)
    assert kiosk.phase() is SessionPhase.COMPLETE
    before = len(kiosk.stops)
    for _ in range(12):
        kiosk.wait(10)
    assert len(kiosk.stops) > before


def test_the_stop_row_completes_the_summary() -> None:
    kiosk = charging()
    kiosk.press_stop()
    finishing(kiosk)
    kiosk.station.pass_time(30)
    kiosk.station.stop_transaction(reason="Remote")
    kiosk.read()
    summary = kiosk.snapshot().summary
    assert summary is not None
    assert summary.ended_by is EndedBy.RIDER


def test_dismissed_it_asks_to_unplug_and_then_the_connector_is_free() -> None:
    kiosk = charging()
    finishing(kiosk)
    kiosk.dismiss()
    assert kiosk.phase() is SessionPhase.UNPLUG
    kiosk.station.pass_time(5)
    kiosk.station.unplug()
    kiosk.read()
    assert kiosk.phase() is SessionPhase.AVAILABLE
    assert kiosk.snapshot().last_summary is not None


def test_a_finishing_from_before_the_transaction_says_nothing() -> None:
    kiosk = charging()
    kiosk.station.status("Finishing", timestamp=kiosk.station.now.replace(hour=1))
    kiosk.read()
    assert kiosk.phase() is SessionPhase.CHARGING
