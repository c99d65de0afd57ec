"""Ends with 0 when a window can be opened: a variable alone may name a display that is gone."""

import ctypes
import os
import socket
import sys
from pathlib import Path


def reaches_x11() -> bool:
    """Connect as a client would, which also tries the authority file."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def reaches_wayland() -> bool:
    """Connect to the compositor's socket, which an absolute name gives in full."""
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.settimeout(2)
        try:
            compositor.connect(str(path))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    sys.exit(0 if reaches_wayland() or reaches_x11() else 1)
