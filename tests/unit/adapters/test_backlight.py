"""The panel's light, on a folder laid out as sysfs lays it out."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.backlight import Backlight, Panel, look_at_backlight
from kiosk.domain.errors import Misconfigured
from kiosk.inspection import BacklightFacts


@pytest.fixture
def sysfs(tmp_path: Path) -> Path:
    """Return a folder with two backlights of 255 steps, at 200 and at 90."""
    _add(tmp_path / "b-panel", 90)
    _add(tmp_path / "a-panel", 200)
    return tmp_path


def _add(folder: Path, brightness: int, highest: int = 255) -> None:
    folder.mkdir()
    (folder / "max_brightness").write_text(f"{highest}\n")
    (folder / "brightness").write_text(f"{brightness}\n")


def _brightness(folder: Path) -> int:
    return int((folder / "brightness").read_text())


def _panel(folder: Path) -> Panel:
    state = look_at_backlight(folder)
    assert state is not None
    return Panel(state, 0.1)


def test_the_first_backlight_is_taken_unless_one_is_named(sysfs: Path) -> None:
    assert look_at_backlight(None, sysfs) == BacklightFacts(sysfs / "a-panel", 200, 255, True)
    assert look_at_backlight(sysfs / "b-panel") == BacklightFacts(sysfs / "b-panel", 90, 255, True)


def test_a_machine_without_backlight_has_none(tmp_path: Path) -> None:
    assert look_at_backlight(None, tmp_path) is None
    assert look_at_backlight(None, tmp_path / "nothing") is None


@pytest.mark.parametrize("text", ["", "bright", "0", "-3"])
def test_a_backlight_that_makes_no_sense_is_told(sysfs: Path, text: str) -> None:
    (sysfs / "a-panel" / "max_brightness").write_text(text)
    with pytest.raises(Misconfigured, match="a-panel/max_brightness"):
        look_at_backlight(None, sysfs)


def test_one_that_is_named_and_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="No such file"):
        look_at_backlight(tmp_path / "nothing")


def test_it_is_off_only_where_it_is_to_be_off(sysfs: Path) -> None:
    folder = sysfs / "a-panel"
    panel = _panel(folder)
    for share, expected in ((0.3, 60), (0.001, 1), (0.0, 0), (1.0, 200)):
        panel.set_share(share)
        assert _brightness(folder) == expected


@given(st.floats(allow_nan=False), st.integers(1, 100_000), st.integers(0, 200_000))
def test_what_is_written_is_within_bounds(
    tmp_path_factory: pytest.TempPathFactory, share: float, highest: int, before: int
) -> None:
    folder = tmp_path_factory.mktemp("sysfs") / "panel"
    _add(folder, before, highest)
    _panel(folder).set_share(1 - share)
    _panel(folder).set_share(share)
    assert 0 <= _brightness(folder) <= highest


@pytest.mark.parametrize("left_behind", [0, 25])
def test_a_kiosk_that_was_killed_leaves_no_dark_screen(sysfs: Path, left_behind: int) -> None:
    folder = sysfs / "a-panel"
    (folder / "brightness").write_text(str(left_behind))
    with Backlight(folder, 0.1):
        _wait_for(folder, 255)


def test_it_dims_and_in_the_end_it_is_as_it_was(sysfs: Path) -> None:
    folder = sysfs / "a-panel"
    with Backlight(None, 0.1, sysfs) as light:
        light.set_share(0.3)
        _wait_for(folder, 60)
        light.set_share(0.0)
        _wait_for(folder, 0)
    assert _brightness(folder) == 200


def test_who_cannot_write_hears_of_it_once(sysfs: Path, caplog: pytest.LogCaptureFixture) -> None:
    panel = _panel(sysfs / "a-panel")
    # Permissions would not keep root from writing.
    (sysfs / "a-panel" / "brightness").unlink()
    (sysfs / "a-panel" / "brightness").mkdir()
    for share in (0.3, 0.0, 1.0, 0.3):
        panel.set_share(share)
    (told,) = caplog.messages
    assert told.startswith(f"can't set {sysfs}/a-panel/brightness: ")


@pytest.mark.parametrize(
    ("name", "words"), [(None, "no backlight"), ("nothing", "stays as it is: can't read")]
)
def test_without_a_backlight_the_kiosk_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str | None, words: str
) -> None:
    caplog.set_level("INFO")
    with Backlight(tmp_path / name if name else None, 0.1, tmp_path) as light:
        for share in (0.3, 0.0, 1.0):
            light.set_share(share)
    (told,) = caplog.messages
    assert words in told


def _wait_for(folder: Path, brightness: int) -> None:
    until = time.monotonic() + 5
    while (folder / "brightness").read_text().strip() != str(brightness):
        assert time.monotonic() < until, "it was never written"
        time.sleep(0.005)
