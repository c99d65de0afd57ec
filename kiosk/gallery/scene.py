"""One picture of the gallery: what is to be shown, and what is done at the screen before."""

from dataclasses import dataclass, replace

from kiosk.domain.snapshot import StationSnapshot

ATTRACT_SECONDS, DIM_SECONDS = 60.0, 120.0
"""How long nobody is there until the screen invites, and until it goes dim."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A snapshot to be shown; ``name`` is that of the picture's file.

    ``touched`` are the object names of the buttons that are then pressed, one after another, and
    ``quiet`` are the seconds for which nobody touches anything before the picture is taken.
    """

    name: str
    snapshot: StationSnapshot
    touched: tuple[str, ...] = ()
    quiet: float = 0.0


def with_first(snapshot: StationSnapshot, **fields: object) -> StationSnapshot:
    """Return the snapshot with other fields of its first connector."""
    first, *others = snapshot.connectors
    changed = replace(first, **fields)  # type: ignore[arg-type]
    return replace(snapshot, connectors=(changed, *others))
