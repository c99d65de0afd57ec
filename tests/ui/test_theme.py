"""The contrast of every pair of colours that meet on a screen."""

from datetime import UTC, datetime

import pytest

from ui.theme import DARK, HIGH_CONTRAST, LIGHT, Tokens, contrast, tokens_for

THEMES = {"dark": DARK, "light": LIGHT, "contrast": HIGH_CONTRAST}

# What is read at a glance: state of charge, power, energy, buttons.
STRONG = [
    ("text", "background"), ("text", "surface"), ("text", "raised"), ("go", "background"),
    ("on_go", "go"), ("stop", "surface"), ("on_home", "home"), ("on_banner", "banner"),
    ("on_safety", "safety"), ("quiet", "background"), ("muted", "background"),
    ("muted", "surface"), ("muted", "raised"),
]  # fmt: skip
READ = [("attention", "background"), ("muted", "disabled")]
SEEN = [
    ("rail", "background"), ("held", "background"), ("held_faded", "background"),
    ("added_faded", "background"), ("line", "background"), ("line", "surface"),
    ("stop", "background"), ("attention", "background"),
]  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("pair", "least"),
    [(pair, least) for pairs, least in ((STRONG, 7.0), (READ, 4.5), (SEEN, 3.0)) for pair in pairs],
)
def test_contrast(theme: str, pair: tuple[str, str], least: float) -> None:
    tokens: Tokens = THEMES[theme]
    first, second = (getattr(tokens, name) for name in pair)
    assert contrast(first, second) >= least - 0.05, f"{first} on {second}"


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


def test_auto_is_light_by_day_and_dark_at_night() -> None:
    day = datetime(2026, 1, 21, 12).astimezone(UTC)
    night = datetime(2026, 1, 21, 23).astimezone(UTC)
    assert tokens_for("auto", day) is LIGHT
    assert tokens_for("auto", night) is DARK
    assert tokens_for("light", night) is LIGHT
    assert tokens_for("high_contrast", day) is HIGH_CONTRAST
