"""The kiosk's own number pad, for a target of the rider's own: a percentage, minutes or money."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import ConnectorSnapshot, SessionPhase
from ui import formatting
from ui.metrics import Size
from ui.number_entry import Entry, Goal, goal_of
from ui.refusal_words import refused
from ui.style import Styled, Weight
from ui.tap_gate import DEAF_SECONDS, TapGate
from ui.theme import Tint
from ui.widgets import pad_layout
from ui.widgets.pad_key import Look, PadKey
from ui.widgets.pad_layout import PadLayout
from ui.widgets.run import Run, muted, strong
from ui.widgets.sign import Sign
from ui.widgets.text_line import TextLine
from ui.widgets.worded_paragraph import WordedParagraph

_QUICK = {
    Goal.PERCENT: (50, 60, 70, 80, 85, 95),
    Goal.MINUTES: (20, 30, 60),
    Goal.MONEY: (20, 50, 100),
}
_QUICK_KEYS = 3
_OK_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})
_ERASE_KEYS = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})

_NOBODY = ConnectorSnapshot(0, SessionPhase.PREPARING)


class NumberPad(QWidget, Styled):
    """Says what is typed, and why it was not taken; closes when a snapshot shows that it was.

    It is deaf for a moment after it has opened and after it has closed.
    """

    intent_raised = Signal(object)
    closed = Signal()

    def __init__(self, gate: TapGate, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._gate = gate
        self._connector = _NOBODY
        self._entry = Entry(Goal.PERCENT)
        self._asked = False
        self._reach: int | None = None
        self._value = TextLine(self)
        self._words = WordedParagraph(self)
        self.tabs = {
            goal: PadKey(Look.TAB, gate, self, Sign.CLOCK if goal is Goal.MINUTES else None)
            for goal in Goal
        }
        self.digits = {digit: PadKey(Look.DIGIT, gate, self) for digit in "1234567890"}
        self.quick = tuple(PadKey(Look.WORD, gate, self) for _ in range(_QUICK_KEYS))
        self.erase = PadKey(Look.WORD, gate, self, Sign.ERASE)
        self.back = PadKey(Look.WORD, gate, self, Sign.BACK)
        self.ok = PadKey(Look.GO, gate, self, Sign.DONE)
        for digit, key in self.digits.items():
            key.setObjectName(f"pad-{digit}")
            key.clicked.connect(lambda _checked=False, typed=digit: self._type(typed))
        for goal, key in self.tabs.items():
            key.setObjectName(f"pad-{goal.name.lower()}")
            key.clicked.connect(lambda _checked=False, wanted=goal: self._tab_touched(wanted))
        for key in self.quick:
            key.clicked.connect(self._quick_touched)
        self.erase.clicked.connect(lambda: self._edit(self._entry.erased()))
        self.back.clicked.connect(self.close_pad)
        self.ok.setObjectName("pad-ok")
        self.ok.clicked.connect(self._ask)

    @property
    def is_open(self) -> bool:
        """Whether it stands in place of the screen."""
        return not self.isHidden()

    def open_for(self, connector: ConnectorSnapshot) -> None:
        """Show it empty, for the goal that the rider had last."""
        self._entry, self._asked = Entry(goal_of(connector.custom_limit)), False
        self.show()
        self.follow(connector)
        self._gate.close_for(DEAF_SECONDS)
        self.setFocus()

    def forget(self) -> None:
        """Hide it, and forget what was typed and for whom."""
        self.hide()
        self._connector = _NOBODY
        self._entry, self._asked = Entry(Goal.PERCENT), False

    def close_pad(self) -> None:
        """Give the screen back its place."""
        self.forget()
        self._gate.close_for(DEAF_SECONDS)
        self.closed.emit()

    def follow(self, connector: ConnectorSnapshot) -> None:
        """Take over what became of the last OK, and what can be typed for this connector."""
        self._connector = connector
        if self._entry.goal not in self._goals():
            self._entry = Entry(Goal.PERCENT)
        if self._asked and self._entry.taken(connector):
            self.close_pad()
        else:
            self._say()

    def _goals(self) -> tuple[Goal, ...]:
        return tuple(g for g in Goal if g is not Goal.MONEY or self._connector.price is not None)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Your own target"))
        goals, goal = self._goals(), self._entry.goal
        for digit, key in self.digits.items():
            key.set_wordings(digit, digit)
        self.erase.set_wordings(self.tr("Delete the last digit"))
        self.back.set_wordings(self.tr("Back"), self.tr("Back"))
        self.ok.set_wordings(self.tr("OK"), self.tr("OK"))
        self.ok.setEnabled(self._entry.value is not None)
        for each, tab in self.tabs.items():
            tab.setChecked(each is goal)
            if each in goals:
                name, unit = self._names(each)
                tab.set_wordings(name, name, unit)
        self._say_quick()
        self._value.set_runs(*self._readout())
        self._say_words()

    def _names(self, goal: Goal) -> tuple[str, str]:
        """What a goal is called, and its unit."""
        return {
            Goal.PERCENT: (self.tr("Percent"), "%"),
            Goal.MINUTES: (self.tr("Minutes"), formatting.translate("Figures", "min")),
            Goal.MONEY: (self.tr("Money"), formatting.currency_sign(self._currency())),
        }[goal]

    def _currency(self) -> str:
        price = self._connector.price
        return price.currency if price is not None else ""

    def _readout(self) -> tuple[Run, ...]:
        goal, typed = self._entry.goal, self._entry.digits or formatting.UNKNOWN
        unit = self._names(goal)[1]
        if goal is Goal.MONEY:
            return strong(unit + typed, Size.HEADLINE), muted("")
        return strong(typed, Size.HEADLINE), Run(f" {unit}", Size.M, Weight.REGULAR, Tint.MUTED)

    def _say_words(self) -> None:
        refusal, vehicle = self._connector.refusal, self._connector.vehicle
        soc = vehicle.soc if vehicle is not None else 0.0
        if self._asked and refusal is not None:
            ways = [
                tuple(strong(sentence, tint=Tint.ATTENTION) for sentence in sentences)
                for sentences in refused(refusal, soc)
            ]
        else:
            ways = [tuple(map(muted, self._hint(soc)))]
        self._words.set_ways(*ways)

    def _hint(self, soc: float) -> tuple[str, ...]:
        now = formatting.percent(formatting.whole_percent(soc))
        return {
            Goal.PERCENT: (self.tr("Charge to how much?"), self.tr("Now {now}.").format(now=now)),
            Goal.MINUTES: (
                self.tr("Charge for how long?"),
                self.tr("It ends sooner when the battery is full."),
            ),
            Goal.MONEY: (
                self.tr("Charge for how much?"),
                self.tr("It ends before it costs more."),
            ),
        }[self._entry.goal]

    def _say_quick(self) -> None:
        goal, unit = self._entry.goal, self._names(self._entry.goal)[1]
        for key, value in zip(self.quick, self._quick_values(), strict=False):
            text = f"{unit}{value}" if goal is Goal.MONEY else f"{value}\xa0{unit}"
            key.set_wordings(text, text)

    def _quick_values(self) -> Sequence[int]:
        vehicle = self._connector.vehicle
        least = vehicle.soc + 1 if vehicle is not None else 0.0
        goal = self._entry.goal
        return [v for v in _QUICK[goal] if goal is not Goal.PERCENT or v > least][:_QUICK_KEYS]

    def _type(self, digit: str) -> None:
        self._edit(self._entry.typed(digit))

    def _edit(self, entry: Entry) -> None:
        """Take an entry; what was said of the one before is no longer true."""
        self._entry, self._asked = entry, False
        self._say()
        self.arrange(self._reach)

    def _tab_touched(self, goal: Goal) -> None:
        if goal is not self._entry.goal:
            self._edit(Entry(goal))

    def _quick_touched(self) -> None:
        place = [key is self.sender() for key in self.quick].index(True)
        self._edit(Entry(self._entry.goal, str(self._quick_values()[place])))
        self._ask()

    def _ask(self) -> None:
        if self._entry.value is not None:
            self._asked = True
            self.intent_raised.emit(self._entry.intent(self._connector.connector_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type by keyboard too."""
        if not self._gate.open:
            return
        if event.text() in self.digits and event.text():
            self._type(event.text())
        elif event.key() in _ERASE_KEYS:
            self._edit(self._entry.erased())
        elif event.key() in _OK_KEYS and not event.isAutoRepeat():
            self._ask()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_pad()
        else:
            super().keyPressEvent(event)

    def arrange(self, reach: int | None = None) -> None:
        """Put everything into the pad as it is now, the keys within ``reach`` px from below."""
        self._reach = reach
        metrics = self.style_in_force.metrics
        place = self._layout(self._goals())
        for key, box in zip(self.digits.values(), place.digits, strict=True):
            key.setGeometry(box)
        for key, box in ((self.erase, place.erase), (self.ok, place.ok), (self.back, place.back)):
            key.setGeometry(box)
        self._arrange_tabs(place)
        self._arrange_quick(place)
        line = metrics.line(Size.HEADLINE)
        self._value.setGeometry(place.words.left(), place.words.top(), place.words.width(), line)
        self._words.settle(place.words.adjusted(0, line + metrics.px(8), 0, 0))

    def _layout(self, goals: Sequence[Goal]) -> PadLayout:
        metrics = self.style_in_force.metrics
        if self._reach is not None:
            word = self.back.least_width()
            return pad_layout.wide(self.rect(), metrics, len(goals), self._reach, word)
        if metrics.portrait:
            return pad_layout.stacked(self.rect(), metrics, len(goals))
        return pad_layout.beside(self.rect(), metrics, len(goals))

    def _arrange_tabs(self, place: PadLayout) -> None:
        goals = self._goals()
        after = goals[(goals.index(self._entry.goal) + 1) % len(goals)]
        # Where there is room for one tab only, it leads to the next goal.
        shown = goals if len(place.tabs) > 1 else (after,)
        for goal, box in zip(shown, place.tabs, strict=True):
            self.tabs[goal].setGeometry(box)
        for goal, tab in self.tabs.items():
            tab.setVisible(goal in shown)

    def _arrange_quick(self, place: PadLayout) -> None:
        count = len(self._quick_values()) if place.quick is not None else 0
        for key in self.quick[count:]:
            key.hide()
        if place.quick is None:
            return
        boxes = pad_layout.split(place.quick, _QUICK_KEYS, 1, self.style_in_force.metrics.gap)
        shown = self.quick[:count]
        for key, box in zip(shown, boxes, strict=False):
            key.setGeometry(box)
        for key in shown:
            key.setVisible(all(each.fits() for each in shown))
