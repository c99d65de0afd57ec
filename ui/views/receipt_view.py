"""The receipt: its lines, and the code by which a telephone takes it along."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from kiosk.domain.errors import Malformed
from kiosk.domain.intents import MoreTimeRequested, ReceiptPrintRequested
from kiosk.domain.receipt import Receipt, parse_signed
from kiosk.domain.snapshot import ConnectorSnapshot, Printing, StationSnapshot
from ui import formatting, receipt_words
from ui.metrics import Size
from ui.reading_order import ReadingOrder
from ui.receipt_words import ReceiptEntries
from ui.theme import Tint
from ui.views.page_view import PageView
from ui.views.view import Surroundings
from ui.widgets.action_button import ActionButton
from ui.widgets.button_row import put_side_by_side
from ui.widgets.code_square import CodeSquare
from ui.widgets.paragraph import Paragraph
from ui.widgets.receipt_sheet import ReceiptSheet
from ui.widgets.run import Run, muted, strong
from ui.widgets.small_button import SmallButton, small_button_height

_SOON = 20.0
"""Seconds before the screen closes from which on it says how to keep it."""
_WIDE_CODE, _UPRIGHT_CODE = 0.385, 0.44
"""Width of the code and what belongs to it: of the room, and of an upright window."""


class ReceiptView(PageView):
    """Lies over the summary, whose countdown goes on; each touch begins it anew."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings, parent)
        self._reading = ReadingOrder()
        self._sheet = ReceiptSheet(self)
        self._unreadable = Paragraph(self)
        self.code = CodeSquare(self)
        self._caption = Paragraph(self, Qt.AlignmentFlag.AlignHCenter, stacked=True)
        self.turn = SmallButton(surroundings.gate, self)
        self.print = SmallButton(surroundings.gate, self)
        self.pay = SmallButton(surroundings.gate, self)
        self.turn.setObjectName("turn")
        self.pay.setObjectName("pay")
        self.turn.clicked.connect(self._turn)
        self.pay.clicked.connect(self._change_code)
        self.print.clicked.connect(self._print)
        self.touched.connect(self._ask_for_time)
        self._read: tuple[str, Receipt | None] = ("", None)
        self._leaf = 0
        self._leaves = 1
        self._paying = False

    def begin_presenting(self) -> None:
        """Begin with the first leaf, and the code that is the receipt."""
        self._leaf = 0
        self._paying = False

    def forget_figures(self) -> None:
        """Keep nothing of the receipt."""
        super().forget_figures()
        self._read = ("", None)

    def present(self, station: StationSnapshot, connector: ConnectorSnapshot) -> None:
        """Show a snapshot; what it says of the receipt is read once."""
        if connector.receipt != self._read[0]:
            self._read = (connector.receipt, _receipt_of(connector.receipt))
        super().present(station, connector)

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        connector, receipt = self.connector, self._read[1]
        detail = self._closing() if connector.countdown is not None else ""
        # Large words have no room for it; they say it when it matters.
        large = self.style_in_force.metrics.large
        self.back.set_wordings(self.tr("BACK"), detail="" if large else detail)
        self._paying = self._paying and bool(connector.payment)
        self._show_print(connector.printing)
        if receipt is None:
            self._unreadable.set_sentences(
                strong(self.tr("This receipt can't be shown.")), muted(self.tr("Please call us."))
            )
            self.code.set_text("", "")
            self._sheet.set_entries(ReceiptEntries())
            return
        self._sheet.set_entries(receipt_words.entries(receipt))
        if self._paying:
            self.code.set_text(connector.payment, self.tr("Code for paying by UPI"))
        else:
            self.code.set_text(connector.receipt, self.tr("Code that holds this receipt"))
        bill = receipt.bill
        total = formatting.money(bill.total, bill.currency) if bill else ""
        self.pay.set_wordings(
            *(
                (self.tr("SHOW RECEIPT CODE"), self.tr("RECEIPT"))
                if self._paying
                else (self.tr("PAY BY UPI"), self.tr("UPI"))
            )
        )
        self._show_caption(total)

    def _closing(self) -> str:
        left = formatting.duration(self.connector.countdown)
        small = self.style_in_force.metrics.compact
        return left if small else self.tr("Closes in {time}").format(time=left)

    def _show_print(self, printing: Printing | None) -> None:
        words = {
            None: (self.tr("PRINT"),),
            Printing.UNDER_WAY: (self.tr("PRINTING…"), "…"),
            Printing.DONE: (self.tr("PRINTED"), self.tr("DONE")),
            Printing.FAILED: (self.tr("PRINT AGAIN"), self.tr("PRINT")),
        }[printing]
        self.print.set_wordings(*words)
        self.print.setEnabled(printing is not Printing.UNDER_WAY)

    def _show_caption(self, total: str) -> None:
        connector = self.connector
        said = [strong(self.tr("Scan to keep it"))]
        metrics = self.style_in_force.metrics
        if total and metrics.large and not metrics.portrait:
            # The sheet is not seen beside the code.
            said.insert(0, strong(self.tr("Total {total}").format(total=total), Size.M))
        if self._paying:
            due = self.tr("Amount due {total}").format(total=total)
            said = [strong(due), muted(self.tr("Scan to pay by UPI"))]
        elif connector.printing is Printing.FAILED:
            said.insert(0, Run(self.tr("Could not print."), tint=Tint.ATTENTION))
        if connector.countdown is not None and connector.countdown <= _SOON:
            said = [strong(self.tr("Touch for more time"), tint=Tint.ATTENTION)]
            if self.style_in_force.metrics.large:
                said.insert(0, Run(self._closing(), tint=Tint.ATTENTION))
        self._caption.set_sentences(*said)

    def _turn(self) -> None:
        self._leaf = (self._leaf + 1) % self._leaves
        self._show_anew()

    def _change_code(self) -> None:
        self._paying = not self._paying
        self._show_anew()

    def _show_anew(self) -> None:
        self.touched.emit()
        self.show_figures()
        self.arrange()

    def _print(self) -> None:
        self.touched.emit()
        self.intent_raised.emit(ReceiptPrintRequested(self.connector.connector_id))

    def _ask_for_time(self) -> None:
        if self.connector.countdown is not None:
            self.intent_raised.emit(MoreTimeRequested(self.connector.connector_id))

    def arrange(self) -> None:
        """Put everything in its place."""
        receipt = self._read[1]
        readable = receipt is not None
        due = receipt is not None and receipt.bill is not None
        self.print.setVisible(readable and self.station.can_print)
        self.pay.setVisible(due and bool(self.connector.payment))
        for part in (self._sheet, self.code, self._caption):
            part.setVisible(readable)
        self._unreadable.setVisible(not readable)
        metrics = self.style_in_force.metrics
        top = self.frame.header.bottom() + 1 + metrics.px(16)
        if metrics.portrait:
            self._arrange_upright(top)
        elif metrics.large:
            self._arrange_in_turn(top)
        elif metrics.compact:
            self._arrange_small(top)
        else:
            self._arrange_wide(top)
        self._unreadable.setGeometry(self._sheet.geometry())
        self._reading.follow((self.turn, self.print, self.pay, self.back))

    def _arrange_wide(self, top: int) -> None:
        """The sheet at the left; at the right the code, above BACK."""
        frame, metrics = self.frame, self.style_in_force.metrics
        left, right = frame.action.left(), frame.column.right() + 1
        beside = round((right - left) * _WIDE_CODE)
        code = QRect(right - beside, top, beside, frame.action.top() - metrics.gap - top)
        self.back.setGeometry(frame.action.adjusted(code.left() - left, 0, 0, 0))
        sheet = QRect(left, top, right - beside - metrics.px(24) - left, 0)
        sheet.setBottom(frame.action.bottom())
        leaves = self._sheet.leaves(sheet.width(), sheet.height())
        if leaves > 1:
            row = small_button_height(metrics) + metrics.gap
            leaves = self._sheet.leaves(sheet.width(), sheet.height() - row)
        self._set_leaves(leaves)
        self._arrange_sheet(self._put_row(self._turning(), sheet), self._leaf)
        self._arrange_code(self._put_row(self._extras(), code))

    def _arrange_upright(self, top: int) -> None:
        """The sheet above; below it the code, beside what can be done with it."""
        frame, metrics = self.frame, self.style_in_force.metrics
        self.back.setGeometry(frame.action)
        side = round(metrics.width * _UPRIGHT_CODE)
        below = QRect(frame.action.left(), 0, frame.action.width(), side)
        below.moveBottom(frame.action.top() - metrics.gap - 1)
        self.code.setGeometry(below.left(), below.top(), side, side)
        sheet = QRect(below)
        sheet.setTop(top)
        sheet.setBottom(below.top() - metrics.gap - 1)
        beside = below.adjusted(side + metrics.px(24), 0, 0, 0)
        words = QRect(sheet)
        if metrics.large:
            # Words so large stand above the code, in one line.
            height = self._caption.height_for(sheet.width())
            sheet.setBottom(sheet.bottom() - height)
            words.setTop(sheet.bottom() + 1)
        self._set_leaves(self._sheet.leaves(sheet.width(), sheet.height()))
        extras = self._extras()
        # With all three there is no room for each to have a row.
        rows = [extras] if self._leaves > 1 and not metrics.large else [[each] for each in extras]
        for row in rows:
            beside = self._put_row(row, beside)
        if metrics.large:
            self._put_in_action([*self._turning(), self.back])
        else:
            beside = self._put_row(self._turning(), beside)
        self._arrange_sheet(sheet, self._leaf)
        spare = beside.height() - self._caption.height_for(beside.width())
        beside.adjust(0, max(0, spare // 2), 0, 0)
        self._caption.setGeometry(words if metrics.large else beside)

    def _arrange_small(self, top: int) -> None:
        """The sheet at the left, the code at the right, and all buttons in a row below."""
        frame, metrics = self.frame, self.style_in_force.metrics
        height = frame.action.top() - metrics.gap - top
        right = frame.column.right() + 1
        self.code.setGeometry(right - height, top, height, height)
        sheet = QRect(frame.action.left(), top, 0, height)
        sheet.setRight(right - height - metrics.px(24) - 1)
        words = QRect(sheet)
        words.setTop(sheet.bottom() + 1 - self._caption.height_for(sheet.width()))
        self._caption.setGeometry(words)
        sheet.setBottom(words.top() - metrics.px(4) - 1)
        self._set_leaves(self._sheet.leaves(sheet.width(), sheet.height()))
        self._arrange_sheet(sheet, self._leaf)
        self._put_in_action([*self._turning(), *self._extras(), self.back])

    def _arrange_in_turn(self, top: int) -> None:
        """First the code, with what it is for; after it the sheet, which takes all the room."""
        frame, metrics = self.frame, self.style_in_force.metrics
        area = QRect(frame.action.left(), top, 0, frame.action.top() - metrics.gap - top)
        area.setRight(frame.column.right())
        self._set_leaves(1 + self._sheet.leaves(area.width(), area.height()))
        self._arrange_sheet(area, self._leaf - 1)
        self.code.setGeometry(area.left(), area.top(), area.height(), area.height())
        self._caption.setGeometry(area.adjusted(area.height() + metrics.px(24), 0, 0, 0))
        if self._read[1] is None:
            self._put_in_action([self.back])
            return
        coded = self._leaf == 0
        self._sheet.setHidden(coded)
        self.code.setVisible(coded)
        self._caption.setVisible(coded)
        # There is room for one: paying belongs to the code, printing to the sheet.
        extras = self._extras()
        kept = extras[-1:] if coded else extras[:1]
        for button in extras:
            button.setVisible(button in kept and (coded or button is self.print))
        self._put_in_action([self.turn, *self._extras(), self.back])

    def _put_in_action(self, row: Sequence[SmallButton | ActionButton]) -> None:
        put_side_by_side(row, self.frame.action, self.style_in_force.metrics.gap)

    def _extras(self) -> list[SmallButton]:
        return [button for button in (self.print, self.pay) if not button.isHidden()]

    def _put_row(self, buttons: list[SmallButton], area: QRect) -> QRect:
        """Put buttons side by side at the bottom of an area, and return what is left of it."""
        if not buttons:
            return area
        metrics = self.style_in_force.metrics
        row = QRect(area)
        row.setTop(area.bottom() + 1 - small_button_height(metrics))
        put_side_by_side(buttons, row, metrics.gap)
        return area.adjusted(0, 0, 0, -row.height() - metrics.gap)

    def _turning(self) -> list[SmallButton]:
        return [self.turn] if self._leaves > 1 and self._read[1] is not None else []

    def _arrange_sheet(self, area: QRect, leaf: int) -> None:
        self._sheet.setGeometry(area)
        self._sheet.arrange(leaf)

    def _set_leaves(self, leaves: int) -> None:
        """Offer the next leaf where one does not hold the whole receipt."""
        self._leaves = leaves
        self._leaf = min(self._leaf, leaves - 1)
        self.turn.setVisible(bool(self._turning()))
        here = f"{formatting.decimal(self._leaf + 1)}/{formatting.decimal(self._leaves)}"
        self.turn.set_wordings(self.tr("NEXT PAGE"), self.tr("NEXT"), notes=(here, ""))

    def _arrange_code(self, area: QRect) -> None:
        """Put the code above its caption, which gives way where the code would be too small."""
        gap = self.style_in_force.metrics.px(8)
        caption = self._caption.height_for(area.width())
        if min(area.width(), area.height() - caption - gap) < self.code.sizeHint().width():
            self._caption.hide()
            caption = gap = 0
        side = min(area.width(), area.height() - caption - gap)
        self.code.setGeometry(area.center().x() + 1 - side // 2, area.top(), side, side)
        self._caption.setGeometry(
            area.left(),
            area.top() + side + gap,
            area.width(),
            area.bottom() - area.top() + 1 - side - gap,
        )


def _receipt_of(text: str) -> Receipt | None:
    try:
        return parse_signed(text).receipt
    except Malformed:
        return None
