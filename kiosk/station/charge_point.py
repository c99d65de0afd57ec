"""What the station answers to the central system's requests, OCPP 1.6 chapter 5."""

import logging
from collections.abc import Callable
from typing import Any

from ocpp.routing import on
from ocpp.v16 import ChargePoint, call_result
from ocpp.v16.enums import Action
from websockets.asyncio.client import ClientConnection

from kiosk.domain.commands import CommandOutcome
from kiosk.domain.ocpp import StopReason
from kiosk.station.hardware import Hardware

ACCEPTED, REJECTED, NOT_SUPPORTED = "Accepted", "Rejected", "NotSupported"

WIRE_LOGGER = logging.getLogger("ocpp.station")
"""The library logs whole messages, id tags among them: for developers of the station only."""


class StationChargePoint(ChargePoint):
    """One connection's calls and answers.

    What a request sets off begins once it is answered, in the order of a recorded session.
    ``reset`` is called when the station is to begin anew.
    """

    def __init__(
        self,
        charge_box_id: str,
        connection: ClientConnection,
        hardware: Hardware,
        reset: Callable[[], None],
        answer_seconds: float,
    ) -> None:
        super().__init__(charge_box_id, connection, answer_seconds, WIRE_LOGGER)
        self._hardware = hardware
        self._reset = reset
        self._then: Callable[[], None] | None = None

    async def route_message(self, raw_msg: str) -> None:
        """Answer a request, or hand an answer to whoever waits for it."""
        is_start = '"RemoteStartTransaction"' in raw_msg
        if is_start and self._hardware.has_begun and self._hardware.play.swallows_start():
            return
        await super().route_message(raw_msg)
        then, self._then = self._then, None
        if then is not None:
            then()

    @on(Action.remote_start_transaction)
    def on_remote_start(self, id_tag: str, connector_id: int | None = None, **_: Any) -> Any:
        """Start where a vehicle waits, as the scenario has it."""
        ready = self._hardware.ready_connector(connector_id)
        if ready is None:
            return call_result.RemoteStartTransaction(status=REJECTED)
        answer = self._hardware.play.next_start_answer()
        if answer.outcome is not CommandOutcome.ACCEPTED:
            return call_result.RemoteStartTransaction(status=REJECTED)
        if answer.followed:
            self._then = lambda: self._hardware.start(ready, id_tag)
        return call_result.RemoteStartTransaction(status=ACCEPTED)

    @on(Action.remote_stop_transaction)
    def on_remote_stop(self, transaction_id: int) -> Any:
        """Stop a transaction that is open."""
        connector_id = self._hardware.connector_of(transaction_id)
        if connector_id is None:
            return call_result.RemoteStopTransaction(status=REJECTED)
        if not self._hardware.play.ignores_stop():
            self._then = lambda: self._hardware.stop(connector_id, StopReason.REMOTE)
        return call_result.RemoteStopTransaction(status=ACCEPTED)

    @on(Action.get_configuration)
    def on_get_configuration(self, key: list[str] | None = None) -> Any:
        """Tell the keys asked for, or all."""
        known, unknown = self._hardware.configuration.entries(key or ())
        return call_result.GetConfiguration(configuration_key=known, unknown_key=unknown)

    @on(Action.change_configuration)
    def on_change_configuration(self, key: str, value: str) -> Any:
        """Set a key."""
        status = self._hardware.configuration.change(key, value)
        return call_result.ChangeConfiguration(status=status)

    @on(Action.trigger_message)
    def on_trigger_message(self, requested_message: str, connector_id: int | None = None) -> Any:
        """Send a message out of its turn."""
        hardware = self._hardware
        messages: dict[str, Callable[[], None]] = {
            "Heartbeat": hardware.beat,
            "StatusNotification": lambda: hardware.tell_status(connector_id),
            "MeterValues": lambda: hardware.tell_meter(connector_id),
        }
        if requested_message not in messages:
            return call_result.TriggerMessage(status="NotImplemented")
        known = connector_id is None or hardware.has_connector(connector_id)
        if not hardware.has_begun or not known:
            return call_result.TriggerMessage(status=REJECTED)
        self._then = messages[requested_message]
        return call_result.TriggerMessage(status=ACCEPTED)

    @on(Action.reset)
    def on_reset(self, type: str) -> Any:  # noqa: A002 - OCPP's name
        """End all transactions, and begin anew with a BootNotification."""
        reason = StopReason.HARD_RESET if type == "Hard" else StopReason.SOFT_RESET

        def begin_anew() -> None:
            self._hardware.stop_all(reason)
            self._reset()

        self._then = begin_anew
        return call_result.Reset(status=ACCEPTED)

    @on(Action.unlock_connector)
    def on_unlock_connector(self, connector_id: int) -> Any:
        """Let go of the cable, which ends a transaction."""
        if not self._hardware.has_begun or not self._hardware.has_connector(connector_id):
            return call_result.UnlockConnector(status=NOT_SUPPORTED)
        self._then = lambda: self._hardware.stop(connector_id, StopReason.UNLOCK_COMMAND)
        return call_result.UnlockConnector(status="Unlocked")

    @on(Action.data_transfer)
    def on_data_transfer(self, **_: Any) -> Any:
        """Know no vendor's messages."""
        return call_result.DataTransfer(status="UnknownVendorId")
