"""The import of pyqtgraph, without what it would drag in for nothing.

pyqtgraph keeps mirrors of QtCore, QtGui and QtWidgets and fills them, as it is imported, with every
name that Qt has. PySide6 makes its classes when they are first asked for, so that this makes all of
them: measured on this project, 12 MiB and a quarter of the time of the import. The mirrors are
given a way to look names up when they are needed instead (module ``__getattr__``, PEP 562).
"""

import sys
from types import ModuleType

from PySide6 import QtCore, QtGui, QtWidgets

_MIRRORED = (QtCore, QtGui, QtWidgets)


class _Mirror(ModuleType):
    """A module that has what is set on it, and all that Qt's module of that name has."""

    def __init__(self, original: ModuleType) -> None:
        super().__init__(f"pyqtgraph.Qt.{original.__name__.rpartition('.')[2]}")
        self.__path__: list[str] = []
        self._original = original

    def __getattr__(self, name: str) -> object:
        return getattr(self._original, name)


def load_pyqtgraph() -> ModuleType:
    """Import pyqtgraph; any thread may do it, and only the first time takes a while."""
    if "pyqtgraph" not in sys.modules:
        for original in _MIRRORED:
            mirror = _Mirror(original)
            sys.modules[mirror.__name__] = mirror
            # What dir() tells while pyqtgraph copies: nothing is to be copied.
            original.__dict__["__dir__"] = list
        try:
            import pyqtgraph  # noqa: F401
        finally:
            for original in _MIRRORED:
                del original.__dict__["__dir__"]
    return sys.modules["pyqtgraph"]
