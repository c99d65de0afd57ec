"""Paint every sample snapshot at every size into a folder: python -m tests.ui.render_all DIR."""

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.ui.samples_receipt import open_page
from tests.ui.snapshots import HELP_NUMBER, samples
from ui.fonts import load_fonts
from ui.languages import LANGUAGES
from ui.main_window import MainWindow, WindowOptions
from ui.modes import Modes

MODES = {
    "normal": Modes(),
    "large": Modes(large=True),
    "low_reach": Modes(low_reach=True),
    "both": Modes(large=True, low_reach=True),
}
SIZES = ((1280, 800), (1024, 600), (800, 480), (1920, 1080), (800, 1280))


def main() -> None:
    """Paint what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", action="append", default=[])
    parser.add_argument("--theme", action="append", default=[])
    parser.add_argument("--only", default="")
    parser.add_argument("--mode", default="normal", choices=tuple(MODES))
    parser.add_argument("--language", default="", choices=("", *LANGUAGES))
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    load_fonts(tuple(LANGUAGES))
    arguments.folder.mkdir(parents=True, exist_ok=True)
    sizes = [tuple(map(int, size.split("x"))) for size in arguments.size] or SIZES
    for theme in arguments.theme or ["dark"]:
        for width, height in sizes:
            for name, snapshot in samples().items():
                if arguments.only in name:
                    window = MainWindow(
                        WindowOptions(
                            help_number=HELP_NUMBER,
                            theme=theme,
                            motion=False,
                            languages=tuple(LANGUAGES) if arguments.language else ("en",),
                            language=arguments.language,
                            modes=MODES[arguments.mode],
                        )
                    )
                    window.resize(width, height)
                    window.render(snapshot)
                    open_page(window, name)
                    window.load_curve()
                    window.show()
                    application.processEvents()
                    path = arguments.folder / f"{name}-{width}x{height}-{theme}.png"
                    window.grab().save(str(path))
                    window.allow_close = True
                    window.close()
                    window.deleteLater()


if __name__ == "__main__":
    main()
