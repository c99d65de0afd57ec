"""The station's connection to its central system: made, kept, lost and made again."""

import asyncio
import logging
import random
from base64 import b64encode
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from ocpp.exceptions import OCPPError, UnknownCallErrorCodeError
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.typing import Subprotocol

from kiosk.adapters.simulator.messages import Message, StartTransaction, StopTransaction
from kiosk.domain.errors import NoAnswer, Refused, Unreachable
from kiosk.station.charge_point import StationChargePoint
from kiosk.station.hardware import Hardware
from kiosk.station.outbox import TRANSACTION_MESSAGES
from kiosk.station.requests import boot_notification, request_of

_OCPP = Subprotocol("ocpp1.6")
_FIRST_BACK_OFF, _LONGEST_BACK_OFF = 0.5, 30.0
_BOOT_AGAIN_SECONDS = 60.0
"""Until the next BootNotification, where the central system does not say."""
_HINTS = {401: "is the password right?", 404: "does it know this station?"}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CentralSystemAddress:
    """Where and as whom to connect; ``url`` without the charge box id. No proxy is used."""

    url: str
    charge_box_id: str
    password: str | None = field(default=None, repr=False)
    answer_seconds: float = 30.0
    """How long a call may stay without its answer."""

    @property
    def full_url(self) -> str:
        """The url of this station."""
        return f"{self.url.rstrip('/')}/{quote(self.charge_box_id, safe='')}"

    @property
    def headers(self) -> dict[str, str]:
        """Basic authentication, where there is a password (OCPP-J 1.6 section 6.2)."""
        if self.password is None:
            return {}
        credentials = f"{self.charge_box_id}:{self.password}".encode()
        return {"Authorization": f"Basic {b64encode(credentials).decode()}"}


class OcppStation:
    """A station that is connected whenever it can be, from :meth:`run` until cancelled."""

    def __init__(self, address: CentralSystemAddress, hardware: Hardware) -> None:
        self._address = address
        self._hardware = hardware
        self._outbox = hardware.outbox
        self._is_booted = False
        self._failures = 0
        self._trouble = ""

    async def run(self) -> None:
        """Play the scenario and talk about it."""
        await _first_of(self._hardware.run(), self._stay_connected())

    async def _stay_connected(self) -> None:
        while True:
            await self._outbox.wait_connected(True)
            try:
                await self._connect()
            except (Unreachable, Refused, NoAnswer) as error:
                self._say(str(error))
            except Exception:  # noqa: BLE001 - whatever was said to it, it comes again
                _log.exception("%s fell over", self._address.charge_box_id)
            longest = min(_LONGEST_BACK_OFF, _FIRST_BACK_OFF * 2.0 ** min(self._failures, 10))
            self._failures += 1
            # Many stations lose one central system at the same moment.
            await asyncio.sleep(longest * random.uniform(0.5, 1.0))  # noqa: S311 - no secret

    async def _connect(self) -> None:
        """Be connected once, from the first byte to the last."""
        address = self._address
        try:
            async with connect(
                address.full_url,
                subprotocols=[_OCPP],
                additional_headers=address.headers,
                proxy=None,
                compression=None,
                close_timeout=2.0,
            ) as connection:
                if connection.subprotocol != _OCPP:
                    raise Refused("the central system does not speak ocpp1.6")
                reset = asyncio.Event()
                charge_point = StationChargePoint(
                    address.charge_box_id,
                    connection,
                    self._hardware,
                    reset.set,
                    address.answer_seconds,
                )
                await _first_of(
                    charge_point.start(),
                    self._work(charge_point),
                    self._outbox.wait_connected(False),
                    self._wait_for_reset(reset),
                )
        except InvalidStatus as error:
            status = error.response.status_code
            hint = _HINTS.get(status, "is this its address?")
            raise Refused(f"the central system answers {status}: {hint}") from error
        except ConnectionClosed as error:
            raise Unreachable("the connection was lost") from error
        except (OSError, InvalidHandshake) as error:
            raise Unreachable(f"can't connect: {str(error) or type(error).__name__}") from error

    async def _wait_for_reset(self, reset: asyncio.Event) -> None:
        await reset.wait()
        _log.info("%s is reset", self._address.charge_box_id)
        self._is_booted = False

    async def _work(self, charge_point: StationChargePoint) -> None:
        if not self._is_booted:
            await self._boot(charge_point)
        _log.info("%s is connected", self._address.charge_box_id)
        self._failures, self._trouble = 0, ""
        self._outbox.online = True
        try:
            await _first_of(self._deliver_all(charge_point), self._beat())
        finally:
            self._outbox.online = False

    async def _boot(self, charge_point: StationChargePoint) -> None:
        """Announce itself until it is accepted (OCPP 1.6 section 4.2)."""
        while True:
            try:
                answer = await charge_point.call(boot_notification(), suppress=False)
            except TimeoutError:
                raise NoAnswer("the BootNotification was not answered") from None
            except (OCPPError, UnknownCallErrorCodeError) as error:
                raise Refused(f"the BootNotification failed: {error}") from error
            if answer.status == "Accepted":
                break
            pause = answer.interval if answer.interval > 0 else _BOOT_AGAIN_SECONDS
            self._say(f"BootNotification: {answer.status}; again in {pause:.0f} s")
            await asyncio.sleep(pause)
        if answer.interval > 0:
            self._hardware.configuration.change("HeartbeatInterval", str(answer.interval))
        self._is_booted = True
        if self._hardware.has_begun:
            self._hardware.tell_statuses_after_boot()
        else:
            self._hardware.begin(_moment(answer.current_time))

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._hardware.configuration["HeartbeatInterval"])
            self._hardware.beat()

    async def _deliver_all(self, charge_point: StationChargePoint) -> None:
        while True:
            message = await self._outbox.first()
            await self._deliver(charge_point, message)
            self._outbox.remove(message)
            if isinstance(message, StopTransaction):
                self._hardware.transaction_over(message)

    async def _deliver(self, charge_point: StationChargePoint, message: Message) -> None:
        """Send a message; one of a transaction as often as the configuration has it."""
        request = request_of(message, self._hardware.transaction_of(message))
        if request is None:
            what = type(message).__name__
            who = self._address.charge_box_id
            _log.warning("%s drops a %s: its start was never answered", who, what)
            return
        attempt = 1
        while (answer := await self._answer(charge_point, request)) is None:
            attempts = self._hardware.configuration["TransactionMessageAttempts"]
            if not isinstance(message, TRANSACTION_MESSAGES) or attempt >= attempts:
                return
            pause = self._hardware.configuration["TransactionMessageRetryInterval"]
            await asyncio.sleep(attempt * pause)
            attempt += 1
        if isinstance(message, StartTransaction):
            accepted = answer.id_tag_info["status"] == "Accepted"
            self._hardware.transaction_began(message, answer.transaction_id, accepted=accepted)

    async def _answer(self, charge_point: StationChargePoint, request: Any) -> Any:
        """Return what is answered; ``None`` for nothing that can be used."""
        try:
            return await charge_point.call(request, suppress=False)
        except (TimeoutError, OCPPError, UnknownCallErrorCodeError) as error:
            what = type(request).__name__
            who = self._address.charge_box_id
            _log.warning("%s: %s failed: %s", who, what, type(error).__name__)
            return None

    def _say(self, trouble: str) -> None:
        """Say it when it begins, not each time it is tried again."""
        level = logging.DEBUG if trouble == self._trouble else logging.WARNING
        self._trouble = trouble
        _log.log(level, "%s: %s", self._address.charge_box_id, trouble)


def _moment(text: str) -> datetime:
    """Read the central system's clock; our own where it makes no sense."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.now(UTC)
    if not 2000 <= moment.year < 2100:
        return datetime.now(UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


async def _first_of(*coroutines: Coroutine[Any, Any, None]) -> None:
    """Run them until the first ends, cancel the others, and raise what the first raised."""
    tasks = [asyncio.ensure_future(coroutine) for coroutine in coroutines]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
