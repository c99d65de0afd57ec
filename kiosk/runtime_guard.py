"""Refuses a pair of Python and PySide6 that is known to end in a crash.

PySide6 6.12.0 gives back a reference to ``None`` that it never took, on nearly every call that
returns nothing. Before Python 3.12 made ``None`` immortal its count then runs down, and after some
5,000 calls the interpreter aborts ("none_dealloc"): within the hour on a kiosk that only shows a
clock. The package's metadata allows the pair, so an installation has to be told.
"""

import re

_FIRST_BAD_PYSIDE = (6, 12)
_FIRST_GOOD_PYTHON = (3, 12)


def check_runtime(python_version: tuple[int, ...], pyside_version: str) -> str | None:
    """Say what to do about a bad pair, or None when the pair is good.

    ``python_version`` as in ``sys.version_info[:3]``, ``pyside_version`` as in
    ``PySide6.__version__``.
    """
    numbers = tuple(int(number) for number in re.findall(r"\d+", pyside_version)[:2])
    if python_version[:2] >= _FIRST_GOOD_PYTHON or numbers < _FIRST_BAD_PYSIDE:
        return None
    python = ".".join(str(number) for number in python_version[:3])
    return (
        f"PySide6 {pyside_version} crashes on Python {python}: install "
        f"'PySide6-Essentials>=6.11.3,<6.12', or run the kiosk with Python 3.12 or newer."
    )
