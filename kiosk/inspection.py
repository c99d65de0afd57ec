"""What ``kiosk doctor`` needs of the world outside: facts, and who finds them out.

Everything here blocks, within the time-outs of its adapter, and raises kinds of
:class:`kiosk.domain.errors.KioskError`. Nothing is written, and nothing is started.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from kiosk.domain.commands import CommandOutcome
from kiosk.domain.observation import DataTransferRecord, StationObservation


@dataclass(frozen=True, slots=True)
class BacklightFacts:
    """A panel's backlight: its folder, its brightness now and at most, and whether it obeys."""

    folder: Path
    brightness: int
    highest: int
    writable: bool


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """The database's server, and how one is connected to it.

    ``clock`` is the server's (UTC); ``cipher`` is empty where the connection is plain.
    """

    version: str
    account: str
    clock: datetime
    cipher: str


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """What the account may do beyond what the kiosk needs, and the least as statements."""

    excess: tuple[str, ...]
    least: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemaFacts:
    """Which of SteVe's schemas it is; ``migration`` is ``None`` where that may not be read."""

    connector_table: str
    migration: str | None


@dataclass(frozen=True, slots=True)
class TagFacts:
    """An id tag in SteVe. ``limit`` of active transactions: negative for none, 0 for blocked."""

    limit: int
    active: int
    blocked: bool
    expires: datetime | None
    expired: bool
    """By the database's clock."""


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """The table of DataTransfer messages that the kiosk reads, and the station's newest in it."""

    place: str
    """The file, or the database's name."""
    table: str
    data_type: str
    """Of the column ``data``."""
    vehicle_info: DataTransferRecord | None
    session_summary: DataTransferRecord | None


class SteveInspector(Protocol):
    """Looks at SteVe's database as the kiosk does, for one station. Used by one thread."""

    def server(self) -> ServerFacts:
        """Connect, and tell to what."""
        ...

    def grants(self) -> GrantFacts:
        """Compare what the account may with what it needs."""
        ...

    def schema(self) -> SchemaFacts:
        """Look at the schema. Raises Misconfigured with what is missing or may not be read."""
        ...

    def registration(self) -> str | None:
        """Return the station's registration status, ``None`` where SteVe does not know it."""
        ...

    def observe(self) -> StationObservation:
        """Read the station, all of it, just as the kiosk does."""
        ...

    def tag(self, id_tag: str) -> TagFacts | None:
        """Return the tag, ``None`` where SteVe does not know it."""
        ...

    def messages(self) -> MessageFacts | None:
        """Return the table of DataTransfer messages, ``None`` where there is none."""
        ...

    def close(self) -> None:
        """Give connections back. Idempotent."""
        ...


class CommandsFacts(Protocol):
    """What was found at SteVe's web interface."""

    @property
    def interface(self) -> str | None:
        """The one that commands would go through."""
        ...

    @property
    def obstacle(self) -> CommandOutcome | None:
        """Why none can be given, ``None`` where all is well."""
        ...

    @property
    def detail(self) -> str:
        """A sentence without secrets."""
        ...
