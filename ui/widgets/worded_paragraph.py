"""A paragraph that can be said in several ways, of which the first that fits is shown."""

from PySide6.QtCore import QRect

from ui.widgets.paragraph import Paragraph
from ui.widgets.run import Run


class WordedParagraph(Paragraph):
    """Paints the best of several ways; without any it takes no room."""

    _ways: tuple[tuple[Run, ...], ...] = ()

    def set_ways(self, *ways: tuple[Run, ...]) -> None:
        """Say one of these, best first."""
        self._ways = ways
        self.set_sentences(*(ways[0] if ways else ()))

    def forget(self) -> None:
        """Say nothing, in no way."""
        self.set_ways()

    def height_within(self, width: int, most: int) -> int:
        """Return the px that the best way takes which is no higher than ``most``, 0 without one."""
        self.resize(width, most)
        for way in self._ways:
            self.set_sentences(*way)
            if self._has_room(len(way)):
                return self.height_for(width)
        return 0

    def settle(self, box: QRect) -> None:
        """Say what fits into a box: where no way does whole, the first sentences of the last one.

        It is hidden where not even these fit.
        """
        self.height_within(box.width(), box.height())
        self.setGeometry(box)
        self.setVisible(bool(self._ways) and self.fits())
