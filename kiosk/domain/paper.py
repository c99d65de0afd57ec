"""The rider's wish for the receipt on paper: at most once, and again only where it failed."""

from kiosk.domain.commands import Effect, PrintReceipt
from kiosk.domain.snapshot import Printing


class PaperReceipt:
    """Follows the printing of one connector's receipt."""

    def __init__(self, connector_id: int) -> None:
        self._connector_id = connector_id
        self._text = ""
        self._state: Printing | None = None

    def state(self, text: str) -> Printing | None:
        """Return what became of the wish for this receipt, ``None`` where nobody wished for it."""
        return self._state if text == self._text else None

    def wish(self, text: str) -> tuple[Effect, ...]:
        """Print this receipt, unless that is under way or done."""
        if not text or self.state(text) in {Printing.UNDER_WAY, Printing.DONE}:
            return ()
        self._text, self._state = text, Printing.UNDER_WAY
        return (PrintReceipt(self._connector_id, text),)

    def finished(self, text: str, *, done: bool) -> None:
        """Take the end of the printing of a receipt; one that is shown no more is passed over."""
        if text == self._text:
            self._state = Printing.DONE if done else Printing.FAILED

    def forget(self) -> None:
        """The rider has gone, or another one has come."""
        self._text, self._state = "", None
