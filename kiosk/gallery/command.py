"""``kiosk screenshots``: paints the gallery into a folder."""

import asyncio
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# Before Qt is loaded: pictures have no use for a display, and mostly there is none.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from kiosk.domain.errors import Misconfigured, Unreachable
from kiosk.gallery.page import write_page
from kiosk.gallery.painting import Look, easel, picture
from kiosk.gallery.scene import Scene
from kiosk.gallery.scenes import all_scenes
from kiosk.run_options import GalleryOptions
from ui.fonts import load_fonts
from ui.languages import LANGUAGES


def screenshots(options: GalleryOptions) -> int:
    """Play all scenarios and paint them; returns the exit code.

    Raises Misconfigured, Unreachable.
    """
    _make(options.folder)
    scenes = asyncio.run(all_scenes())
    _application = QApplication.instance() or QApplication(["kiosk"])
    load_fonts(tuple(LANGUAGES))
    paint_gallery(options, scenes)
    return 0


def paint_gallery(options: GalleryOptions, scenes: Sequence[Scene]) -> None:
    """Paint what the options choose of the scenes. Raises Misconfigured, Unreachable."""
    scenes = _chosen(scenes, options.only)
    looks = [
        Look(size, theme, mode, language)
        for size in options.sizes
        for theme in options.themes
        for mode in options.modes
        for language in options.languages
    ]
    print(f"{len(scenes)} states in {len(looks)} looks go to {options.folder.resolve()}")
    began, missing = time.monotonic(), []
    try:
        with indian_time():
            for number, look in enumerate(looks, 1):
                missing += _paint(look, scenes, options.folder)
                print(f"{number} of {len(looks)}  {look.folder}", flush=True)
        _write_page(options, scenes, missing)
    except OSError as error:
        raise Unreachable(f"{error.filename} can't be written: {error.strerror}") from None
    painted = len(scenes) * len(looks) - len(missing)
    seconds = time.monotonic() - began
    print(
        f"{painted} pictures in {seconds:.0f} s, {painted / seconds:.0f} a second; "
        f"leaf through {options.folder / 'index.html'}"
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unreachable(f"no pictures can be put in {folder}: {error}") from None


@contextmanager
def indian_time() -> Iterator[None]:
    """Have the clock on the pictures be that of the stations, wherever they are painted."""
    before = os.environ.get("TZ")
    try:
        _set_time_zone("Asia/Kolkata")
        yield
    finally:
        _set_time_zone(before)


def _set_time_zone(name: str | None) -> None:
    if name is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = name
    time.tzset()


def _write_page(options: GalleryOptions, scenes: Sequence[Scene], missing: Sequence[str]) -> None:
    axes = {
        "size": [f"{width}x{height}" for width, height in options.sizes],
        "theme": options.themes,
        "mode": options.modes,
        "language": options.languages,
    }
    write_page(options.folder / "index.html", axes, [scene.name for scene in scenes], missing)


def _chosen(scenes: Sequence[Scene], only: str) -> list[Scene]:
    chosen = [scene for scene in scenes if only in scene.name]
    if not chosen:
        raise Misconfigured(f"no state's name holds {only!r}; without --only all are painted")
    return chosen


def _paint(look: Look, scenes: Sequence[Scene], folder: Path) -> list[str]:
    """Paint all scenes in one look; return the files of those that it does not have."""
    place = folder / look.folder
    place.mkdir(parents=True, exist_ok=True)
    missing = []
    with easel(look) as stand:
        for scene in scenes:
            name = f"{look.folder}/{scene.name}.png"
            painted = picture(stand, scene, look.theme)
            if painted is None:
                missing.append(name)
            elif not painted.save(str(folder / name)):
                raise Unreachable(f"{folder / name} can't be written: is the disk full?")
    return missing
