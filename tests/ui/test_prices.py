"""What a rider reads of money before a charge, and that nobody does without a tariff."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.domain.intents import StartRequested, TargetChosen
from kiosk.domain.snapshot import PriceChange
from kiosk.domain.tariff import Component, Price, Tax, make_price
from tests.ui.conftest import Stage
from tests.ui.render_all import MODES
from tests.ui.samples_targets import CHEAP, FULL_PRICE, GST, PRICE
from tests.ui.seeing import button, buttons, place, texts
from tests.ui.snapshots import IDLE, NOW, PRE_CHARGE, samples, station
from tests.ui.test_fit import PANELS, faults_of
from tests.ui.test_touch import tap
from ui import formatting, price_words
from ui.front import Front
from ui.languages import LANGUAGES, speak
from ui.tap_gate import DEAF_SECONDS
from ui.views.idle_view import IdleView
from ui.views.pre_charge_view import PreChargeView

MONEY = "₹€£$"
_OURS = [name for name in samples() if name.startswith(("idle", "pre-charge", "notice"))]


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> None:
    speak("en")


def plain(text: str) -> str:
    """Return the text with plain spaces."""
    return text.replace("\xa0", " ")


def all_said(stage: Stage) -> str:
    """Return what can be read, and what is told to who can't see."""
    told = [
        f"{widget.accessibleName()} {widget.accessibleDescription()}"
        for widget in stage.window.findChildren(QWidget)
    ]
    return " | ".join([texts(stage.window), *told])


@pytest.mark.parametrize(
    ("price", "said"),
    [
        (PRICE, "₹16.52 per kWh + ₹2.36 per session, GST included"),
        (FULL_PRICE, "₹16.52 per kWh + ₹0.59 per min + ₹2.36 per session, GST included"),
        (make_price({Component.ENERGY: Decimal(14)}), "₹14.00 per kWh"),
        (make_price({Component.TIME: Decimal(1)}, (Tax("VAT", Decimal(20)),), "GBP"),
         "£1.20 per min, tax included"),
        (make_price({}), "Free of charge"),
    ],
)  # fmt: skip
def test_a_price_is_said_with_its_taxes_in_the_order_of_afir(price: Price, said: str) -> None:
    assert plain(price_words.wordings(price)[0]) == said
    lead, (more, tax) = price_words.lead(price), price_words.rest(price)
    assert plain(" ".join(part for part in (lead, more) if part)) == said.partition(",")[0]
    assert tax in said


@pytest.mark.parametrize("price", [PRICE, FULL_PRICE])
def test_a_price_that_is_cut_short_says_that_there_are_fees(price: Price) -> None:
    ways = [plain(way) for way in price_words.wordings(price)]
    assert ways[-1] == "₹16.52/kWh + fees"
    assert all("₹2.36" in way for way in ways[:-1])
    assert len(set(ways)) == len(ways)


def test_idle_time_and_changes_are_said() -> None:
    long, short = map(plain, price_words.idle_fee(FULL_PRICE))
    assert long == "When the charge is over: 10 min free, then ₹1.18 per min."
    assert short == "Idle time: ₹1.18/min after 10 min."
    at_once = replace(FULL_PRICE, idle_grace_minutes=0)
    assert plain(price_words.idle_fee(at_once)[0]) == "When the charge is over: ₹1.18 per min."
    assert price_words.idle_fee(PRICE) == ("", "")
    assert price_words.idle_rate(PRICE) is None
    at = NOW + timedelta(minutes=40)
    assert plain(price_words.change(PriceChange(at, CHEAP))[0]) == (
        f"From {formatting.clock(at)}: ₹12.00 per kWh."
    )
    free = price_words.change(PriceChange(at, make_price({})))
    assert all(way.endswith("Free of charge.") for way in free)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pre-charge-price", ["90 % 25–30 min +3 % +2 km 0.07 kWh ₹3.50", "₹7.29", "₹5.39"]),
        ("pre-charge-price-full", ["₹15.90–18.62", "₹75.10–90.75"]),
        ("pre-charge-price-long", ["₹133–140", "₹148–157"]),
        ("pre-charge-by-time", ["30 min to about 91 %", "₹3.91"]),
        ("pre-charge-by-time-free", ["30 min to about 91 %"]),
        ("pre-charge-by-money", ["Custom ₹20 until full", "115–140 min"]),
        ("pre-charge-reached", ["90 % reached", "Already at 93 %.", "100 % 80–95 min"]),
        ("idle-price", ["₹16.52 per kWh + ₹2.36 per session, GST included"]),
        ("idle-price-full", ["+ ₹0.59 per min", "Idle time: ₹1.18/min after 10 min."]),
        ("idle-price-lost", ["₹16.52 per kWh", "No connection just now. We keep trying."]),
        ("idle-past", ["Past sessions"]),
    ],
)
def test_what_a_rider_reads(stage: Stage, name: str, said: list[str]) -> None:
    stage.show(samples()[name])
    read = texts(stage.window)
    for sentence in said:
        assert sentence in read, read


def test_the_next_price_is_said_when_it_is_near(stage: Stage) -> None:
    priced = samples()["pre-charge-price"]
    near = PriceChange(NOW + timedelta(minutes=40), CHEAP)
    said = f"From {formatting.clock(near.at)}: ₹12.00 per kWh."
    stage.show(replace(priced, price_change=near))
    assert said in texts(stage.window)
    stage.show(replace(priced, price_change=replace(near, at=NOW + timedelta(hours=3))))
    assert "₹12.00" not in texts(stage.window)
    stage.show(station(IDLE, price=PRICE, price_change=near))
    assert said in texts(stage.window)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}-{panel[2]}")
def test_the_price_of_a_kwh_stands_before_start_on_every_panel(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
    language: str,
    mode: str,
) -> None:
    width, height, panel_mm = panel
    stage = make_stage(
        width,
        height,
        panel_mm=panel_mm,
        languages=tuple(LANGUAGES),
        language=language,
        modes=MODES[mode],
    )
    for name in ("pre-charge-price", "pre-charge-price-full", "idle-price", "idle-price-full"):
        stage.show(samples()[name])
        view = stage.window.current_view()
        detail = view.start.detail() if isinstance(view, PreChargeView) else ""
        assert "₹16.52" in texts(stage.window) + detail, name
        if isinstance(view, PreChargeView):
            chosen = next(card for card in view.targets.cards if card.state.chosen)
            money = "₹3.50" if name == "pre-charge-price" else "₹15"
            assert money in texts(stage.window), name
            assert chosen.state.outcomes[0].split("\xa0")[0] in texts(stage.window), name


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}-{panel[2]}")
def test_targets_and_prices_fit_in_every_mode(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
    language: str,
    mode: str,
) -> None:
    width, height, panel_mm = panel
    stage = make_stage(
        width,
        height,
        panel_mm=panel_mm,
        theme="high_contrast",
        languages=tuple(LANGUAGES),
        language=language,
        modes=MODES[mode],
    )
    faults = []
    for name in _OURS:
        stage.window._front = Front()
        stage.window.render(samples()[name])
        top = stage.window.current_view().style_in_force.metrics.reach_top
        faults += [f"{name}: {fault}" for fault in faults_of(stage)]
        faults += [
            f"{name}: {shown.text()!r} is out of reach"
            for shown in buttons(stage.window)
            if shown.isEnabled() and place(shown, stage.window).top() < top
        ]
    assert not faults, "\n".join(faults)


def test_without_a_tariff_nobody_hears_of_money(stage: Stage) -> None:
    for name, snapshot in samples().items():
        has_price = snapshot.price or any(
            each.price or each.cost or each.receipt for each in snapshot.connectors
        )
        if has_price or any(past.total is not None for past in snapshot.history):
            continue
        stage.window._front = Front()
        stage.window.render(snapshot)
        said = all_said(stage)
        assert not set(MONEY) & set(said), name
        if name == "pre-charge":
            tap_custom = stage.window.current_view()
            assert isinstance(tap_custom, PreChargeView)
            tap_custom.pad.open_for(snapshot.connectors[0])
            assert not set(MONEY) & set(all_said(stage)), "on the pad"
            tap_custom.pad.close_pad()


def test_nothing_of_a_price_is_left_when_it_is_no_more(stage: Stage) -> None:
    stage.show(samples()["pre-charge-price-change"])
    stage.show(station(PRE_CHARGE))
    assert not set(MONEY) & set(all_said(stage))
    stage.show(samples()["idle-price-full"])
    stage.show(station(IDLE))
    assert not set(MONEY) & set(all_said(stage))


def test_the_last_session_leads_to_the_past_ones(stage: Stage) -> None:
    wanted: list[bool] = []
    for name in ("idle-price", "idle-past", "idle-overview-price"):
        stage.show(samples()[name])
        view = stage.window.current_view()
        assert isinstance(view, IdleView)
        view.history_wanted.disconnect()
        view.history_wanted.connect(lambda: wanted.append(True))
        QTest.mouseClick(view.history, Qt.MouseButton.LeftButton)
        assert view.history.accessibleName() == "Past sessions"
    assert len(wanted) == 3


def test_without_past_sessions_there_is_nothing_to_touch(stage: Stage) -> None:
    stage.show(samples()["idle-last"])
    view = stage.window.current_view()
    assert isinstance(view, IdleView)
    assert not view.history.isVisible()
    assert "Last session" in texts(stage.window)


def test_a_limit_is_marked_as_the_riders_own(stage: Stage) -> None:
    stage.show(samples()["pre-charge-by-time"])
    assert not button(stage.window, "100 %").isChecked()
    assert button(stage.window, "to about 91 %").isChecked()
    tap(stage, "to about 91 %")
    view = stage.window.current_view()
    assert isinstance(view, PreChargeView)
    assert view.pad.is_open
    assert button(stage.window, "Minutes").isChecked()


def test_the_lowest_of_taxes_is_named_for_what_it_is() -> None:
    assert price_words.rest(replace(PRICE, taxes=GST))[1] == "GST included"
    assert price_words.rest(replace(PRICE, taxes=()))[1] == ""


def test_on_a_small_panel_the_chosen_target_stands_beside_start_and_unfolds(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(800, 480, modes=MODES["low_reach"])
    stage.show(samples()["pre-charge-price"])
    assert "100 %" not in texts(stage.window)
    tap(stage, "90 %")
    assert "START" not in texts(stage.window), "the cards have its place"
    tap(stage, "100 %")
    assert stage.intents == [], "taps are deaf while the places change"
    stage.clock.seconds += DEAF_SECONDS
    tap(stage, "100 %")
    tap(stage, "START")
    assert stage.intents == [TargetChosen(1, 100)]
    stage.clock.seconds += DEAF_SECONDS
    tap(stage, "START")
    assert stage.intents == [TargetChosen(1, 100), StartRequested(1)]
    tap(stage, "90 %")
    stage.show(station(IDLE))
    stage.show(samples()["pre-charge-price"])
    assert "START" in texts(stage.window), "not for the next rider"


def test_what_was_unfolded_folds_by_escape_and_leads_to_the_pad(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(800, 480, modes=MODES["low_reach"])
    stage.show(samples()["pre-charge-price"])
    tap(stage, "90 %")
    stage.clock.seconds += DEAF_SECONDS
    focus = stage.window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert "START" in texts(stage.window)
    stage.clock.seconds += DEAF_SECONDS
    tap(stage, "90 %")
    stage.clock.seconds += DEAF_SECONDS
    tap(stage, "95 %")
    view = stage.window.current_view()
    assert isinstance(view, PreChargeView)
    assert view.pad.is_open
    view.pad.close_pad()
    assert "START" in texts(stage.window)
