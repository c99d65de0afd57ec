"""Paints the pictures of the documentation anew: python -m tools.pictures."""

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.gallery.command import indian_time
from kiosk.gallery.painting import Look, easel, picture
from kiosk.gallery.scenes import all_scenes
from ui.fonts import load_fonts
from ui.languages import LANGUAGES

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
_SIZE = (1280, 800)
PICTURES = {
    "pre-charge": ("preparing-to-90-priced", Look(_SIZE, "dark", "normal", "en")),
    "charging": ("charging-priced", Look(_SIZE, "dark", "normal", "en")),
    "complete": (
        "complete-target-reached-receipt-priced",
        Look(_SIZE, "dark", "normal", "en"),
    ),
    "receipt": ("receipt", Look(_SIZE, "light", "normal", "en")),
    "large-text": ("charging-priced", Look(_SIZE, "high_contrast", "large", "kn")),
}
"""By the picture's name: the state that it shows, and how."""


def main() -> None:
    """Paint them all."""
    scenes = {scene.name: scene for scene in asyncio.run(all_scenes())}
    _application = QApplication(["kiosk"])
    load_fonts(tuple(LANGUAGES))
    with indian_time():
        for name, (state, look) in PICTURES.items():
            with easel(look) as stand:
                painted = picture(stand, scenes[state], look.theme)
            assert painted is not None, f"{look} does not have {state}"
            painted.save(str(FOLDER / f"{name}.png"))
            print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
