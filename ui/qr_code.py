"""A QR code as a picture."""

from PySide6.QtGui import QImage

from kiosk.domain.errors import Malformed

QUIET_ZONE = 4
"""Modules of white around the code (ISO/IEC 18004)."""


def code_image(text: str, pixels_a_module: int = 1) -> QImage:
    """Return the QR code of a text in black and white, with its quiet zone.

    Raises :class:`Malformed` for a text that is too long for any code.
    """
    # Half of what the window takes to import: the first code waits for it, not the first screen.
    import segno

    try:
        code = segno.make_qr(text, error="l", encoding="utf-8", boost_error=True)
    except segno.DataOverflowError:
        raise Malformed("the text is too long for a QR code") from None
    rows = [
        bytes(0 if dark else 255 for dark in row) for row in code.matrix_iter(border=QUIET_ZONE)
    ]
    side = len(rows)
    # The copy owns its pixels; the first one only borrows them.
    image = QImage(b"".join(rows), side, side, side, QImage.Format.Format_Grayscale8).copy()
    return image.scaledToWidth(side * pixels_a_module)
