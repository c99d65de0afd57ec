"""Design tokens: the colours of each theme, and the arithmetic that judges them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Tint(StrEnum):
    """A colour by its purpose; the value is the name of the token."""

    TEXT = "text"
    MUTED = "muted"
    QUIET = "quiet"
    GO = "go"
    ON_GO = "on_go"
    STOP = "stop"
    ATTENTION = "attention"
    ON_BANNER = "on_banner"
    ON_SAFETY = "on_safety"
    ON_HOME = "on_home"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours (#rrggbb) by purpose, and the widths of borders in units of the grid."""

    background: str
    surface: str
    raised: str
    disabled: str
    text: str
    muted: str
    quiet: str
    line: str
    go: str
    on_go: str
    stop: str
    attention: str
    banner: str
    on_banner: str
    safety: str
    on_safety: str
    home: str
    on_home: str
    rail: str
    held: str
    held_faded: str
    added_faded: str
    thin: int = 2
    thick: int = 4


DARK = Tokens(
    background="#0B1220",
    surface="#151F32",
    raised="#1E2B43",
    disabled="#151F32",
    text="#F4F7FB",
    muted="#B4C0D4",
    quiet="#8FA0BC",
    line="#6B7C99",
    go="#34D399",
    on_go="#04130C",
    stop="#FCA5A5",
    attention="#FBBF24",
    banner="#FBBF24",
    on_banner="#1A1200",
    safety="#FF6B5E",
    on_safety="#1A0505",
    home="#B4C0D4",
    on_home="#0B1220",
    rail="#6B7C99",
    held="#8FA0BC",
    held_faded="#5B6B87",
    added_faded="#8FA0BC",
)

LIGHT = Tokens(
    background="#F6F8FB",
    surface="#FFFFFF",
    raised="#E8EDF5",
    disabled="#E8EDF5",
    text="#0B1220",
    muted="#3F4B5F",
    quiet="#3F4B5F",
    line="#66748C",
    go="#065F46",
    on_go="#FFFFFF",
    stop="#991B1B",
    attention="#7A4A00",
    banner="#FBBF24",
    on_banner="#1A1200",
    safety="#FF6B5E",
    on_safety="#1A0505",
    home="#0B1220",
    on_home="#FFFFFF",
    rail="#66748C",
    held="#66748C",
    held_faded="#7F8CA3",
    added_faded="#5A6880",
)

HIGH_CONTRAST = Tokens(
    background="#000000",
    surface="#000000",
    raised="#1F1F1F",
    disabled="#1F1F1F",
    text="#FFFFFF",
    muted="#FFFFFF",
    quiet="#FFFFFF",
    line="#FFFFFF",
    go="#FFE600",
    on_go="#000000",
    stop="#FFFFFF",
    attention="#FFE600",
    banner="#FFE600",
    on_banner="#000000",
    safety="#FF6B5E",
    on_safety="#000000",
    home="#FFFFFF",
    on_home="#000000",
    rail="#FFFFFF",
    held="#8C8C8C",
    held_faded="#6E6E6E",
    added_faded="#BFBFBF",
    thin=4,
    thick=6,
)

_DAY_BEGINS, _DAY_ENDS = 6, 18


def tokens_for(theme: str, now: datetime) -> Tokens:
    """Return the tokens of ``dark``, ``light``, ``high_contrast`` or ``auto``.

    ``auto`` is light by day, for the sun is on the screen, and dark at night; ``now`` is an aware
    instant and is taken to the kiosk's own time zone.
    """
    if theme == "high_contrast":
        return HIGH_CONTRAST
    if theme == "auto":
        return LIGHT if _DAY_BEGINS <= now.astimezone().hour < _DAY_ENDS else DARK
    return LIGHT if theme == "light" else DARK


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours (#rrggbb), 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
