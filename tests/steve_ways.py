"""The ways to command a SteVe that tests go through."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Literal, TypeVar

from kiosk.adapters.steve_commands import SteveCommands
from kiosk.domain.commands import CommandResult
from tests.fake_steve import FakeSteve

Way = Literal["rest", "web_form", "auto, REST there", "auto, web form only"]
WAYS: tuple[Way, ...] = ("rest", "web_form", "auto, REST there", "auto, web form only")
T = TypeVar("T")


def commands(fake: FakeSteve, way: Way, **changes: Any) -> SteveCommands:
    """Make the adapter, and the fake SteVe so that the way leads through it."""
    fake.rest = way in ("rest", "auto, REST there")
    settings: dict[str, Any] = {
        "base_url": fake.base_url,
        "interface": "auto" if way.startswith("auto") else way,
        "user": fake.user,
        "password": fake.api_password if fake.rest else fake.web_password,
        "charge_box_id": fake.charge_box_id,
        "answer_timeout": 5.0,
        "connect_timeout": 1.0,
    }
    return SteveCommands(**(settings | changes))


def using(adapter: SteveCommands, act: Callable[[SteveCommands], Awaitable[T]]) -> T:
    """Do something with the adapter in an event loop of its own, and close it."""

    async def main() -> T:
        try:
            return await act(adapter)
        finally:
            await adapter.close()

    return asyncio.run(main())


def start(fake: FakeSteve, way: Way, id_tag: str = "RFIDUSER", **changes: Any) -> CommandResult:
    """Start connector 1."""
    return using(commands(fake, way, **changes), lambda c: c.remote_start(1, id_tag))


def stop(fake: FakeSteve, way: Way, transaction_id: int = 7, **changes: Any) -> CommandResult:
    """Stop a transaction."""
    return using(commands(fake, way, **changes), lambda c: c.remote_stop(transaction_id))
