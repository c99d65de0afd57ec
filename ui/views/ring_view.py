"""A screen with the ring: its figures, the line below it, and the facts beside it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.views.view import Surroundings, View
from ui.widgets.ring_gauge import RingGauge
from ui.widgets.run import Run, muted, strong
from ui.widgets.text_line import TextLine, Wording

_FACTS = 3


class RingView(View):
    """Places ring, caption and facts; the rest is its subclasses'."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings, parent)
        self.ring = RingGauge(self)
        self.caption = TextLine(self, Qt.AlignmentFlag.AlignHCenter)
        self._facts = tuple((TextLine(self), TextLine(self)) for _ in range(_FACTS))

    def begin_presenting(self) -> None:
        """Let the ring take its next state at once."""
        self.ring.forget()

    def set_caption(self, *wordings: Wording) -> None:
        """Say this below the ring."""
        self.caption.set_wordings(*wordings)

    def set_facts(self, *facts: tuple[str, Run]) -> None:
        """Say these (label, value) beside the ring of an upright screen."""
        padded = (*facts, *[("", Run(""))] * _FACTS)
        for (label, value), (name, figure) in zip(self._facts, padded, strict=False):
            label.set_runs(muted(name))
            value.set_runs(figure)

    def has_caption(self) -> bool:
        """Whether there is room below the ring; otherwise the column takes the line."""
        return self.frame.caption is not None

    def arrange_ring(self) -> None:
        """Put ring, caption and facts into their places."""
        frame, metrics = self.frame, self.style_in_force.metrics
        self.ring.place(*self.ring_place(), frame.bare_ring)
        self.caption.setVisible(frame.caption is not None)
        if frame.caption is not None:
            self.caption.setGeometry(frame.caption)
        line = metrics.line(Size.S)
        for number, (label, value) in enumerate(self._facts):
            label.setVisible(frame.facts is not None)
            value.setVisible(frame.facts is not None)
            if frame.facts is not None:
                pitch = min(2 * line + metrics.px(24), frame.facts.height() // _FACTS)
                top = frame.facts.top() + number * pitch
                label.setGeometry(QRect(frame.facts.left(), top, frame.facts.width(), line))
                value.setGeometry(QRect(frame.facts.left(), top + line, frame.facts.width(), line))


def fact(label: str, value: str) -> tuple[str, Run]:
    """A label and its value."""
    return label, strong(value)
