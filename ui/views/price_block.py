"""What charging costs, among the words of a screen."""

from PySide6.QtCore import QRect

from kiosk.domain.snapshot import PriceChange
from kiosk.domain.tariff import Price
from ui import price_words
from ui.metrics import Size
from ui.views.view import HeadlineBlock
from ui.widgets.run import Run, muted, strong


class PriceBlock:
    """Says a price in a block's second paragraph, as fully as there is room for."""

    def __init__(self, block: HeadlineBlock) -> None:
        self._block = block
        self._paragraph = block.paragraphs[1]
        self._paragraph.set_stacked(True)
        self._ways: list[tuple[Run, ...]] = []

    def show_price(self, price: Price | None, change: PriceChange | None) -> None:
        """Say this, or nothing where there is no tariff."""
        self._ways = _ways(price, change) if price is not None else []

    def settle(self, area: QRect, explained: bool) -> None:
        """Take the best way for an area.

        The block's explanation gives way to it, unless it is to be ``explained`` in any case.
        """
        width, gap = area.width(), self._block.least_gap()
        others = gap + explained * (self._block.paragraphs[0].height_for(width) + gap)
        # Rather a smaller headline than fees that are not named.
        for size in (Size.HEADLINE, Size.M):
            free = area.height() - others - self._block.headline_height(width, size)
            for way in self._ways[:-1]:
                self._paragraph.set_sentences(*way)
                if self._paragraph.height_for(width) <= free:
                    return
        for way in self._ways[-1:]:
            self._paragraph.set_sentences(*way)


def _ways(price: Price, change: PriceChange | None) -> list[tuple[Run, ...]]:
    more, tax = price_words.rest(price)
    rest = ", ".join(part for part in (more, tax) if part)
    changed = price_words.change(change) if change is not None else ("", "")
    fee = price_words.idle_fee(price)
    rows = [(rest, changed[0], fee[0]), (rest, changed[1], fee[1]), (rest, fee[1]), (rest,)]
    lead = strong(price_words.lead(price))
    ways = [(lead, *(muted(row) for row in way if row)) for way in rows]
    return [*ways, *((strong(way),) for way in price_words.wordings(price))]
