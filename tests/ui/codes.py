"""Reads codes in pictures, by another library than the one that drew them."""

import zxingcpp
from PySide6.QtGui import QImage


def read_codes(image: QImage) -> list[str]:
    """Return the text of each code in the picture."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    return [code.text for code in zxingcpp.read_barcodes(pixels)]
