"""``kiosk screenshots``: paints the gallery into a folder."""

import asyncio
import os
import time
from collections.abc import Sequence
from pathlib import Path

# Before Qt is loaded: pictures have no use for a display, and mostly there is none.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from kiosk.domain.errors import Misconfigured, Unreachable
from kiosk.gallery.page import write_page
from kiosk.gallery.painting import Look, easel, picture, show
from kiosk.gallery.scenes import Scene, all_scenes
from kiosk.run_options import GalleryOptions
from ui.fonts import load_fonts
from ui.languages import LANGUAGES


def paint_gallery(options: GalleryOptions) -> int:
    """Paint it; returns the exit code. Raises Misconfigured, Unreachable."""
    try:
        options.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unreachable(f"no pictures can be put in {options.folder}: {error}") from None
    scenes = _chosen(asyncio.run(all_scenes()), options.only)
    # The clock on the pictures is that of the stations, wherever they are painted.
    os.environ["TZ"] = "Asia/Kolkata"
    time.tzset()
    looks = [
        Look(size, theme, mode, language)
        for size in options.sizes
        for theme in options.themes
        for mode in options.modes
        for language in options.languages
    ]
    print(f"{len(scenes)} states in {len(looks)} looks go to {options.folder.resolve()}")
    _application = QApplication.instance() or QApplication(["kiosk"])
    load_fonts(tuple(LANGUAGES))
    began, painted = time.monotonic(), 0
    missing: list[str] = []
    try:
        for number, look in enumerate(looks, 1):
            absent = _paint(look, scenes, options.folder)
            missing += absent
            painted += len(scenes) - len(absent)
            print(f"{number} of {len(looks)}  {look.folder}", flush=True)
        write_page(
            options.folder / "index.html",
            {
                "size": [f"{width}x{height}" for width, height in options.sizes],
                "theme": options.themes,
                "mode": options.modes,
                "language": options.languages,
            },
            [scene.name for scene in scenes],
            missing,
        )
    except OSError as error:
        raise Unreachable(f"{error.filename} can't be written: {error.strerror}") from None
    seconds = time.monotonic() - began
    print(
        f"{painted} pictures in {seconds:.0f} s, {painted / seconds:.0f} a second; "
        f"leaf through {options.folder / 'index.html'}"
    )
    return 0


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
    with easel(look) as window:
        for scene in scenes:
            name = f"{look.folder}/{scene.name}.png"
            if not show(window, scene):
                missing.append(name)
            elif not picture(window, look.theme).save(str(folder / name), b"PNG"):
                raise Unreachable(f"{folder / name} can't be written: is the disk full?")
    return missing
