"""Pages over a phase's screen: how they open and close, and what taps on them ask for."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.intents import Dismissed, MoreTimeRequested, ReceiptPrintRequested
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import ConnectorSnapshot, Printing, StationSnapshot
from tests.ui.codes import read_codes
from tests.ui.conftest import Stage
from tests.ui.render_all import MODES
from tests.ui.samples_receipt import COUNTING, DONE, UPI, open_page, past_sessions, samples
from tests.ui.seeing import button, buttons, place, texts
from tests.ui.snapshots import CHARGE, IDLE_LAST, PRE_CHARGE, station
from tests.ui.test_fit import PANELS
from tests.ui.test_languages import latin_words
from tests.ui.test_touch import tap
from ui.languages import LANGUAGES
from ui.pages import REST_SECONDS
from ui.tap_gate import DEAF_SECONDS
from ui.views.complete_view import CompleteView
from ui.views.history_view import HistoryView
from ui.views.idle_view import IdleView
from ui.views.pre_charge_view import PreChargeView
from ui.views.receipt_view import ReceiptView

LEFT = Qt.MouseButton.LeftButton
# What the settings name, and what is written alike in every language of India.
_AS_ISSUED = re.compile(
    r"RivotMotors|12 MG Road, Bengaluru|Karnataka|RM01-2526-00131|29ABCDE1234F1ZW"
    r"|\b(?:SAC|GSTIN|CGST|SGST|UPI)\b"
)
HISTORY = station(IDLE_LAST, history=past_sessions())


def show_receipt(
    stage: Stage, connector: ConnectorSnapshot = DONE, can_print: bool = False
) -> ReceiptView:
    """Show a summary, and press VIEW RECEIPT."""
    stage.show(station(connector, can_print=can_print))
    tap(stage, "VIEW RECEIPT")
    stage.clock.seconds += 1
    view = stage.window.current_view()
    assert isinstance(view, ReceiptView)
    return view


def show_history(stage: Stage, snapshot: StationSnapshot = HISTORY) -> HistoryView:
    """Show the idle screen, and ask for the history."""
    stage.show(snapshot)
    assert open_page(stage.window, "history")
    stage.clock.seconds += 1
    view = stage.window.current_view()
    assert isinstance(view, HistoryView)
    return view


def shown(stage: Stage) -> type:
    return type(stage.window.current_view())


def described(stage: Stage) -> str:
    """Return the quiet line of BACK."""
    return button(stage.window, "BACK").accessibleDescription().replace("\xa0", " ")


def test_back_leads_to_the_summary_and_asks_for_nothing(stage: Stage) -> None:
    show_receipt(stage)
    tap(stage, "BACK")
    assert shown(stage) is CompleteView
    stage.show(station(DONE))
    assert shown(stage) is CompleteView
    assert stage.intents == []


def test_without_a_receipt_there_is_nothing_to_view(stage: Stage) -> None:
    stage.show(station(replace(DONE, receipt="")))
    assert "RECEIPT" not in texts(stage.window)
    assert [each.text() for each in buttons(stage.window)][:1] == ["BACK TO HOME"]


def test_a_receipt_that_comes_later_does_not_take_a_tap_meant_for_home(stage: Stage) -> None:
    stage.show(station(replace(DONE, receipt="")))
    stage.window.render(station(DONE))
    tap(stage, "VIEW RECEIPT")
    tap(stage, "BACK TO HOME")
    assert shown(stage) is CompleteView
    assert stage.intents == []
    stage.clock.seconds += DEAF_SECONDS
    tap(stage, "BACK TO HOME")
    assert stage.intents == [Dismissed(1)]


def test_a_page_is_deaf_at_first_and_then_enter_leads_back(stage: Stage, qtbot: QtBot) -> None:
    stage.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    stage.show(station(DONE))
    tap(stage, "VIEW RECEIPT")
    tap(stage, "BACK")
    assert shown(stage) is ReceiptView
    stage.clock.seconds += DEAF_SECONDS
    focus = stage.window.focusWidget()
    assert focus is button(stage.window, "BACK")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert shown(stage) is CompleteView


@pytest.mark.parametrize(
    "after",
    [
        station(IDLE_LAST),
        station(PRE_CHARGE),
        station(replace(DONE, receipt="")),
        station(replace(DONE, connector_id=2)),
    ],
)
def test_the_receipt_goes_with_its_summary(stage: Stage, after: StationSnapshot) -> None:
    show_receipt(stage)
    stage.show(after)
    assert shown(stage) is not ReceiptView
    stage.show(station(DONE))
    assert shown(stage) is CompleteView, "it does not come back by itself"


def test_nothing_of_the_receipt_is_kept_when_it_has_gone(stage: Stage) -> None:
    view = show_receipt(stage)
    assert "14.43" in texts(stage.window)
    stage.show(station(IDLE_LAST))
    view.show()
    assert "14.43" not in texts(stage.window)
    assert read_codes(view.grab().toImage()) == []


def test_whoever_reads_is_given_time(stage: Stage) -> None:
    view = show_receipt(stage, COUNTING)
    assert stage.intents == [MoreTimeRequested(1)]
    assert "Closes in 45 s" in described(stage)
    QTest.mouseClick(view, LEFT)
    assert stage.intents == [MoreTimeRequested(1)] * 2
    QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Tab)
    assert stage.intents == [MoreTimeRequested(1)] * 3


def test_shortly_before_it_closes_it_says_how_to_keep_it(stage: Stage) -> None:
    show_receipt(stage, COUNTING)
    assert "Touch for more time" not in texts(stage.window)
    stage.show(station(replace(COUNTING, countdown=20.0)))
    assert "Touch for more time" in texts(stage.window)


def test_while_the_plug_is_in_nothing_closes(stage: Stage) -> None:
    view = show_receipt(stage)
    QTest.mouseClick(view, LEFT)
    assert stage.intents == []
    assert "Closes" not in described(stage)


def test_printing_is_offered_only_where_there_is_a_printer(stage: Stage) -> None:
    show_receipt(stage)
    assert "PRINT" not in texts(stage.window)
    stage.show(station(DONE, can_print=True))
    tap(stage, "PRINT")
    assert stage.intents == [ReceiptPrintRequested(1)]


@pytest.mark.parametrize(
    ("printing", "said", "again"),
    [
        (Printing.UNDER_WAY, "PRINTING…", False),
        (Printing.DONE, "PRINTED", True),
        (Printing.FAILED, "PRINT AGAIN", True),
    ],
)
def test_it_says_what_becomes_of_the_paper(
    stage: Stage, printing: Printing, said: str, again: bool
) -> None:
    show_receipt(stage, replace(DONE, printing=printing), can_print=True)
    tap(stage, said)
    assert stage.intents == [ReceiptPrintRequested(1)] * again
    assert ("Could not print." in texts(stage.window)) is (printing is Printing.FAILED)


def test_the_amount_due_can_be_paid_by_upi(stage: Stage) -> None:
    view = show_receipt(stage, replace(DONE, payment=UPI))
    assert read_codes(stage.window.grab().toImage()) == [DONE.receipt]
    tap(stage, "PAY BY UPI")
    assert read_codes(stage.window.grab().toImage()) == [UPI]
    read = texts(stage.window)
    assert "Amount due ₹14.43" in read
    assert "paid" not in read.lower()
    tap(stage, "RECEIPT")
    assert read_codes(stage.window.grab().toImage()) == [DONE.receipt]
    tap(stage, "PAY BY UPI")
    stage.show(station(DONE))
    assert read_codes(stage.window.grab().toImage()) == [DONE.receipt], "it is no longer due"
    assert stage.intents == []
    assert view.code.accessibleName() == "Code that holds this receipt"


def test_what_is_no_receipt_is_said_in_words(stage: Stage) -> None:
    show_receipt(stage, replace(DONE, receipt="RivotMotors"))
    assert "This receipt can't be shown. Please call us." in texts(stage.window)
    tap(stage, "BACK")
    assert shown(stage) is CompleteView


def test_a_long_receipt_is_turned_leaf_by_leaf(stage: Stage) -> None:
    stage.show(samples()["receipt-long"])
    tap(stage, "VIEW RECEIPT")
    stage.clock.seconds += 1
    first = texts(stage.window)
    assert "Total ₹" in first
    tap(stage, "NEXT PAGE")
    second = texts(stage.window)
    for line in ("6.806 kWh × ₹14.00", "Session fee", "CGST 9 %", "Cess 1.25 %", "GSTIN"):
        assert line not in first
        assert line in second
    tap(stage, "NEXT PAGE")
    assert texts(stage.window) == first


def test_the_idle_screen_leads_to_the_history(stage: Stage) -> None:
    stage.show(HISTORY)
    idle = stage.window.current_view()
    assert isinstance(idle, IdleView)
    QTest.mouseClick(idle.history, LEFT)
    assert shown(stage) is HistoryView


def test_a_record_without_money_asks_for_none(stage: Stage) -> None:
    record = samples()["receipt-record"].connectors[0]
    show_receipt(stage, replace(record, payment=UPI))
    read = texts(stage.window)
    assert "0.731 kWh" in read
    assert "UPI" not in read
    assert "₹" not in read


def test_the_history_is_read_page_by_page(stage: Stage) -> None:
    show_history(stage)
    first = texts(stage.window)
    assert "Page 1 of 4" in first
    assert "21 Jan, 14:29 | 1–100 % | 6.81 kWh | 10 h | ₹14.43" in first
    assert not button(stage.window, "NEWER").isEnabled()
    for _ in range(9):
        tap(stage, "OLDER")
    assert "Page 4 of 4" in texts(stage.window)
    assert not button(stage.window, "OLDER").isEnabled()
    for _ in range(9):
        tap(stage, "NEWER")
    assert texts(stage.window) == first
    tap(stage, "BACK")
    assert shown(stage) is IdleView


def test_a_history_without_money_names_none(stage: Stage) -> None:
    show_history(stage, samples()["history-no-money"])
    assert "₹" not in texts(stage.window)


def test_an_empty_history_says_so(stage: Stage) -> None:
    show_history(stage, station(IDLE_LAST))
    assert "No sessions yet." in texts(stage.window)
    assert "OLDER" not in texts(stage.window)


def test_the_history_closes_when_nobody_reads_it(stage: Stage) -> None:
    view = show_history(stage)
    stage.clock.seconds += REST_SECONDS - 2
    tap(stage, "OLDER")
    stage.clock.seconds += REST_SECONDS - 2
    QTest.mouseClick(view, LEFT)
    stage.clock.seconds += REST_SECONDS - 2
    stage.show(HISTORY)
    assert shown(stage) is HistoryView
    stage.clock.seconds += 2
    stage.show(HISTORY)
    assert shown(stage) is IdleView


def test_the_history_makes_way_for_a_rider(stage: Stage) -> None:
    show_history(stage)
    stage.show(station(PRE_CHARGE, history=past_sessions()))
    assert shown(stage) is PreChargeView
    stage.show(HISTORY)
    assert shown(stage) is IdleView


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_a_page_speaks_the_rider_s_language(
    make_stage: Callable[..., Stage], language: str
) -> None:
    stage = make_stage(languages=tuple(LANGUAGES), language=language)
    faults = []
    for name, snapshot in samples().items():
        stage.show(snapshot)
        if open_page(stage.window, name) and name != "receipt-long":
            read = texts(stage.window)
            kept = _AS_ISSUED.sub("", read)
            faults += [f"{name}: {word} in {read}" for word in latin_words(kept, snapshot)]
        stage.show(station(CHARGE))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}-{panel[2]}")
def test_in_low_reach_mode_everything_is_in_reach(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
) -> None:
    width, height, panel_mm = panel
    faults = []
    for mode in ("low_reach", "both"):
        stage = make_stage(
            width, height, panel_mm=panel_mm, languages=tuple(LANGUAGES), modes=MODES[mode]
        )
        for name, snapshot in samples().items():
            stage.show(snapshot)
            for opened in (False, True):
                if opened and not open_page(stage.window, name):
                    continue
                top = stage.window.current_view().style_in_force.metrics.reach_top
                faults += [
                    f"{mode} {name}: {each.text()} at {place(each, stage.window)}"
                    for each in buttons(stage.window)
                    if place(each, stage.window).top() < top
                ]
            stage.show(station(CHARGE))
    assert not faults, "\n".join(faults)


def test_every_button_of_a_page_has_a_name(stage: Stage) -> None:
    for name, snapshot in samples().items():
        stage.show(snapshot)
        open_page(stage.window, name)
        assert all(each.accessibleName() for each in buttons(stage.window)), name
        stage.show(station(replace(CHARGE, status=ChargePointStatus.CHARGING)))
