"""How a setting is declared: as a dataclass field that knows its kind and what it means."""

from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any

from kiosk.settings.kinds import Kind

_KIND, _HELP, _EXAMPLE, _CREDENTIAL, _IN_URL = "kind", "help", "example", "credential", "in_url"


def setting(
    kind: Kind,
    default: Any,
    help_line: str,
    *,
    example: object = None,
    credential: str = "",
    in_url: str = "",
) -> Any:
    """Return a field; see :class:`Declaration`. A callable default is called for each object."""
    metadata = {
        _KIND: kind,
        _HELP: help_line,
        _EXAMPLE: example,
        _CREDENTIAL: credential,
        _IN_URL: in_url,
    }
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One setting as declared."""

    section: str
    name: str
    kind: Kind
    default: Any
    help_line: str
    example: object
    """What ``kiosk config --example`` shows in place of the default; ``None``: the default."""
    credential: str
    """The name of the systemd credential that may hold it."""
    in_url: str
    """The setting of the section whose URL may hold it, as a password."""

    @property
    def key(self) -> str:
        """Its name with its section's."""
        return f"{self.section}.{self.name}"

    @property
    def is_secret(self) -> bool:
        """Whether it is a password, which stands in no settings file."""
        return bool(self.credential)


def declarations_of(section: str, declared: type) -> tuple[Declaration, ...]:
    """Return the settings of a section's dataclass, in their order."""
    return tuple(_declaration(section, each) for each in fields(declared))


def _declaration(section: str, declared: "Field[Any]") -> Declaration:
    default = declared.default
    if declared.default_factory is not MISSING:
        default = declared.default_factory()
    metadata = declared.metadata
    return Declaration(
        section,
        declared.name,
        metadata[_KIND],
        default,
        metadata[_HELP],
        metadata[_EXAMPLE],
        metadata[_CREDENTIAL],
        metadata[_IN_URL],
    )
