"""The sampled values of a transaction: all of them once, and then what comes in."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.errors import KioskError
from tests.fault_proxy import FaultProxy
from tests.integration.conftest import MakeReading, Reading
from tests.integration.steve_database import Sample, SteveDatabase

pytestmark = pytest.mark.integration

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG = 17_000


class Charge:
    """An open transaction whose values are counted up."""

    def __init__(self, steve: SteveDatabase) -> None:
        self._steve = steve
        steve.charge_box()
        self.connector_pk = steve.connector(1)
        self.transaction_id = steve.start(self.connector_pk, steve.now())

    def insert(self, numbers: Iterable[int], at: datetime | None = None) -> None:
        """Insert values that are told apart by their number."""
        for number in numbers:
            self._steve.meter_values(
                self.connector_pk,
                self.transaction_id,
                at or START + timedelta(seconds=number),
                Sample(str(number)),
            )

    def insert_many(self, first: int, last: int) -> None:
        """The same, fast."""
        key = f"{self._steve.generation.value}_pk"
        self._steve.execute(
            f"INSERT INTO connector_meter_value ({key}, transaction_pk, value_timestamp, value)"
            f" SELECT {self.connector_pk}, {self.transaction_id},"
            f" TIMESTAMP'2026-11-22 12:00:00' + INTERVAL seq SECOND, seq"
            f" FROM seq_{first}_to_{last}"
        )


def numbers(reading: Reading) -> list[int]:
    return [int(it.value or -1) for it in reading.connector().sampled_values]


def test_each_value_is_delivered_once_however_many_there_are(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    charge = Charge(steve)
    charge.insert_many(1, LONG)
    reading = make_reading(steve.address())
    assert numbers(reading) == list(range(1, LONG + 1))
    next_number = LONG + 1
    assert numbers(reading) == []
    for count in (1, 6, 0, 20, 24, 25, 300, 3_000, 6):
        last = next_number + count - 1
        if count:
            charge.insert_many(next_number, last)
        assert numbers(reading) == list(range(next_number, last + 1)), count
        next_number = last + 1


def test_a_value_that_comes_late_is_not_missed(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    charge = Charge(steve)
    reading = make_reading(steve.address())
    assert numbers(reading) == []
    charge.insert(range(40))
    assert numbers(reading) == list(range(40))
    charge.insert([100], at=datetime(1971, 1, 1, tzinfo=UTC))
    assert numbers(reading) == [100]
    charge.insert([101], at=START)
    charge.insert([102], at=START + timedelta(days=900))
    assert numbers(reading) == [101, 102]


def test_values_sent_twice_hide_nothing(steve: SteveDatabase, make_reading: MakeReading) -> None:
    charge = Charge(steve)
    charge.insert(range(60))
    reading = make_reading(steve.address())
    assert len(numbers(reading)) == 60
    charge.insert([*range(60, 70), *range(54, 60), *range(70, 128)])
    assert set(numbers(reading)) >= set(range(60, 128))


def test_a_value_that_was_committed_late_comes_with_the_next_ones(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    charge = Charge(steve)
    charge.insert(range(30))
    reading = make_reading(steve.address())
    numbers(reading)
    slow = steve.server.connect(steve.name)
    slow.begin()
    with slow.cursor() as cursor:
        cursor.execute(
            "INSERT INTO connector_meter_value (evse_pk, transaction_pk, value_timestamp, value)"
            " VALUES (%s, %s, '2026-11-22 12:00:30', '30')",
            (charge.connector_pk, charge.transaction_id),
        )
    charge.insert([31, 32])
    assert numbers(reading) == [31, 32]
    slow.commit()
    slow.close()
    charge.insert([33])
    assert {30, 33} <= set(numbers(reading))


def test_what_a_cancelled_read_would_have_delivered_comes_with_the_next(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    charge = Charge(steve)
    reading = make_reading(steve.address())
    numbers(reading)
    charge.insert(range(1, 31))

    async def read_and_give_up() -> None:
        reading_task = asyncio.ensure_future(reading.reader.read())
        await asyncio.sleep(0)
        reading_task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading_task

    reading.runner.run(read_and_give_up())
    assert numbers(reading) == list(range(1, 31))
    assert numbers(reading) == []


def test_what_a_broken_read_would_have_delivered_comes_with_the_next(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    charge = Charge(steve)
    with FaultProxy(steve.server.port) as proxy:
        reading = make_reading(steve.address(proxy.port))
        charge.insert(range(10))
        numbers(reading)
        charge.insert(range(10, 20))
        proxy.sever()
        with pytest.raises(KioskError):
            reading.read()
        charge.insert(range(20, 30))
        assert numbers(reading) == list(range(10, 30))


def test_values_are_looked_for_until_a_while_after_the_stop(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    charge = Charge(steve)
    reading = make_reading(steve.address())
    numbers(reading)
    steve.stop(charge.transaction_id, steve.now())
    numbers(reading)
    charge.insert([1])
    assert numbers(reading) == [1]
    long_ago = steve.now() - timedelta(minutes=11)
    steve.execute("UPDATE transaction_stop SET event_timestamp = %s", long_ago.replace(tzinfo=None))
    numbers(reading)
    charge.insert([2])
    assert numbers(reading) == []
    assert numbers(make_reading(steve.address())) == [1, 2]


def test_a_new_transaction_begins_with_its_own_values(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    charge = Charge(steve)
    charge.insert(range(5))
    reading = make_reading(steve.address())
    assert numbers(reading) == list(range(5))
    steve.stop(charge.transaction_id, steve.now())
    charge.transaction_id = steve.start(charge.connector_pk, steve.now())
    charge.insert(range(100, 130))
    assert numbers(reading) == list(range(100, 130))
    assert numbers(reading) == []
