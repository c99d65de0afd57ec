"""All connectors side by side: wide on the idle screen, narrow beside another one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import ConnectorSnapshot
from ui import words
from ui.metrics import Size
from ui.style import Styled
from ui.tap_gate import TapGate
from ui.widgets.connector_tile import ConnectorTile


class ConnectorStrip(QWidget, Styled):
    """A tile for each connector, in a row or, where the strip is upright, in a column."""

    connector_chosen = Signal(int)

    def __init__(self, gate: TapGate, parent: QWidget) -> None:
        super().__init__(parent)
        self._gate = gate
        self._tiles: tuple[ConnectorTile, ...] = ()

    @property
    def tiles(self) -> tuple[ConnectorTile, ...]:
        """The tiles in the order of the connectors."""
        return self._tiles

    def set_connectors(
        self, connectors: Sequence[ConnectorSnapshot], front: int | None = None
    ) -> None:
        """Show these but for ``front``, the id of the one in full view."""
        ids = [connector.connector_id for connector in connectors]
        if ids != [tile.connector_id for tile in self._tiles]:
            self._rebuild(ids)
        for tile, connector in zip(self._tiles, connectors, strict=True):
            number = connector.connector_id
            tile.set_state(
                (words.connector_name(number), str(number)), words.connector_states(connector)
            )
            tile.setHidden(number == front)

    def forget(self) -> None:
        """Say nothing of any of them."""
        for tile in self._tiles:
            tile.forget()

    def _rebuild(self, connector_ids: Sequence[int]) -> None:
        for tile in self._tiles:
            tile.hide()
            tile.deleteLater()
        self._tiles = tuple(ConnectorTile(number, self._gate, self) for number in connector_ids)
        for tile in self._tiles:
            tile.set_style(self.style_in_force)
            tile.clicked.connect(self._tile_touched)
            tile.show()
        self.arrange()

    def _tile_touched(self) -> None:
        tile = self.sender()
        if isinstance(tile, ConnectorTile):
            self.connector_chosen.emit(tile.connector_id)

    def arrange(self) -> None:
        """Put the tiles into the strip as it is now."""
        tiles = [tile for tile in self._tiles if not tile.isHidden()]
        if not tiles:
            return
        metrics = self.style_in_force.metrics
        gap, count = metrics.gap, len(tiles)
        upright = self.height() > self.width()
        length = self.height() if upright else self.width()
        side = (length - (count - 1) * gap) // count
        if upright:
            side = min(side, max(metrics.px(136), 2 * metrics.line(Size.S) + metrics.px(16)))
        for number, tile in enumerate(tiles):
            at = number * (side + gap)
            if upright:
                tile.setGeometry(0, at, self.width(), side)
            else:
                tile.setGeometry(at, 0, side, self.height())
