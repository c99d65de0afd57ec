"""Energy flows (or rests): how long, how much, why, and STOP."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from kiosk.domain.intents import StopRequested
from kiosk.domain.snapshot import ChargingFigures, ConnectorSnapshot, PowerReason
from ui import charge_words, formatting, words
from ui.freshness import Freshness, nothing_yet
from ui.metrics import Size
from ui.reason import reason
from ui.theme import Tint
from ui.views.charging_column import ChargingColumn
from ui.views.ring_view import RingView
from ui.views.view import Surroundings
from ui.widgets.action_button import ActionButton, Kind
from ui.widgets.panel import Fill, Panel
from ui.widgets.paragraph import Paragraph
from ui.widgets.ring_gauge import RingState
from ui.widgets.run import Run, muted, strong
from ui.widgets.text_line import Wording


class ChargingView(RingView):
    """The ring with what is added; beside it time left, power, curve, reason; below it STOP.

    Where the link is lost, a banner takes the headline's place and nothing pretends to be live.
    """

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings, parent)
        self._column = ChargingColumn(self)
        self.curve = self._column.curve
        self._foreign = Panel(Fill.SURFACE, self)
        self._foreign_text = Paragraph(self._foreign, Qt.AlignmentFlag.AlignHCenter)
        self.stop = ActionButton(Kind.STOP, surroundings.gate, self)
        self.stop.clicked.connect(self._stop)
        self._asked = False
        self._transaction_id: int | None = None
        self._has_power = False
        self._stop_shown = False

    def begin_presenting(self) -> None:
        """Forget the charge before."""
        super().begin_presenting()
        self._asked = False
        self.curve.forget()

    def primary(self) -> QWidget | None:
        """STOP."""
        return self.stop

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        station = self.station
        connector = self.connector
        self._asked = False
        if connector.transaction_id != self._transaction_id:
            self._transaction_id = connector.transaction_id
            self.ring.forget()
            self.curve.forget()
        charging = connector.charging or nothing_yet(station.now)
        link_lost = connector.link_lost or station.link_lost
        fresh = Freshness(charging.age)
        self._show_ring(charging, fresh)
        self._show_power(charging, fresh)
        self._show_energy(connector, charging, fresh)
        live = not fresh.faded
        texts = charge_words.headline(connector, charging, live)
        self._column.headline_tells = (
            charge_words.tells_time(connector, charging, live) or charging.paused is not None
        )
        most = charge_words.most(connector) if live else ""
        self._column.headline.set_wordings(
            *(Wording((strong(text, Size.M),), (strong(most),)) for text in texts if most),
            *(Wording((strong(text, Size.M),)) for text in texts),
        )
        self._column.end_time.set_runs(
            muted(charge_words.end_time(station.now, connector, charging, live))
        )
        self._column.has_curve = bool(charging.curve and not fresh.faded and link_lost is None)
        if self._column.has_curve:
            forecast = charging.forecast if charging.paused is None else ()
            self.curve.set_curve(charging.curve, forecast, charging.target is not None)
        self._show_banner(connector)
        self._show_sentences(connector, charging, link_lost is not None)
        self._show_stop(connector, charging, link_lost is not None)

    def _show_ring(self, charging: ChargingFigures, fresh: Freshness) -> None:
        distance = formatting.kilometres(charging.range_km) if charging.range_km is not None else ""
        self.ring.set_state(
            RingState(
                soc=None if fresh.blank else charging.soc,
                start=charging.start_soc,
                target=charging.target,
                second=formatting.UNKNOWN if fresh.blank and distance else distance,
                label=words.model(charging.model),
                faded=fresh.faded,
            )
        )

    def _show_power(self, charging: ChargingFigures, fresh: Freshness) -> None:
        def shown(text: str) -> str:
            return formatting.UNKNOWN if fresh.blank else text

        self._has_power = charging.age is not None
        power = shown(formatting.power(charging.power))
        current = shown(formatting.current(charging.current))
        voltage = shown(formatting.voltage(charging.voltage))
        quiet = Tint.QUIET if fresh.faded else Tint.MUTED
        value = strong(power, Size.M, fresh.energy_tint)
        # Where neither is known, the power's dash says so.
        known = not fresh.blank and (charging.current, charging.voltage) != (None, None)
        electric = Run(f"{current} · {voltage}" if known else "", tint=quiet)
        label = Run(self.tr("Power") + " ", tint=quiet)
        self._column.power.set_wordings(
            Wording((label, value), (electric,)), Wording((value,), (electric,)), Wording((value,))
        )
        self.set_facts(
            (self.tr("Power"), strong(power, tint=fresh.energy_tint)),
            (self.tr("Current"), strong(current, tint=fresh.value_tint)),
            (self.tr("Voltage"), strong(voltage, tint=fresh.value_tint)),
        )

    def _show_energy(
        self, connector: ConnectorSnapshot, charging: ChargingFigures, fresh: Freshness
    ) -> None:
        """Say what has come of it so far: energy, how long, what it costs; or how old that is."""
        tint = fresh.value_tint
        elapsed = formatting.duration(charging.duration)
        energy = strong("+" + formatting.energy(charging.energy_wh), tint=fresh.energy_tint)
        after = Run(" " + self.tr("in {duration}").format(duration=elapsed), tint=tint)
        if charging.energy_wh is None or fresh.blank:
            energy, after = strong(elapsed, tint=tint), Run("")
        full, short = (energy, after), (energy,)
        age = self._age(charging, fresh)
        prices = tuple(strong(text, tint=tint) for text in charge_words.cost(connector))
        beside: tuple[Wording, ...]
        if age is not None:
            self.set_caption(Wording((age,)))
            beside = (Wording(full, (age,)), Wording(short, (age,)), Wording((age,)))
        elif prices:
            price = prices[-1]
            told = (Run(" · "), price)
            self.set_caption(Wording((*full, *told)), Wording((*short, *told)), Wording((price,)))
            beside = (
                *(Wording(full, (one,)) for one in prices),
                Wording(short, (price,)),
                Wording((price,)),
            )
        else:
            beside = (Wording(full), Wording(short))
            self.set_caption(*beside)
        self._column.energy.set_wordings(*beside)

    def _age(self, charging: ChargingFigures, fresh: Freshness) -> Run | None:
        if not fresh.faded or charging.age is None or charging.reason is PowerReason.OLD:
            return None
        ago = self.tr("{duration} ago").format(duration=formatting.duration(charging.age))
        return strong(ago, tint=Tint.ATTENTION)

    def _show_banner(self, connector: ConnectorSnapshot) -> None:
        since = connector.link_lost or self.station.link_lost
        self._column.has_banner = since is not None or connector.notice is not None
        self._column.banner_advises = since is None
        if since is not None:
            self._column.banner.set_message(*words.link_lost(since))
        elif connector.notice is not None:
            headline, happened, advice = words.notice(connector.notice)
            self._column.banner.set_message(headline, f"{happened} {advice}", advice)

    def _show_sentences(
        self, connector: ConnectorSnapshot, charging: ChargingFigures, link_lost: bool
    ) -> None:
        advice: tuple[Run, ...] = ()
        sentences: tuple[Run, ...] = ()
        if link_lost:
            advice = self._lost_sentences()
        else:
            said = reason(charging, connector.limit)
            rest = tuple(map(Run, said[1:]))
            if charging.reason is PowerReason.OLD:
                advice = (strong(said[0], tint=Tint.ATTENTION), *rest)
            elif charging.paused is not None:
                sentences = (Run(said[0]), *rest)
            else:
                sentences = (strong(said[0]), *rest)
        self._column.advice.set_sentences(*advice)
        self._column.sentences.set_sentences(*sentences)

    def _lost_sentences(self) -> tuple[Run, ...]:
        stay = self.tr("Leave the vehicle plugged in.")
        if self.surroundings.unplugging_ends_charge:
            stay = self.tr("Leave the vehicle plugged in, or unplug it to end the charge.")
        number = self.surroundings.help_number.replace(" ", "\N{NO-BREAK SPACE}")
        call = self.tr("Or call us: {number}.").format(number=number) if number else ""
        runs = (strong(self.tr("Charging may still go on.")), Run(stay), muted(call))
        return tuple(run for run in runs if run.text)

    def _show_stop(
        self, connector: ConnectorSnapshot, charging: ChargingFigures, link_lost: bool
    ) -> None:
        self._stop_shown = charging.can_stop or connector.stop_waiting or charging.own
        self.stop.setEnabled(charging.can_stop and not connector.stop_waiting)
        if connector.stop_waiting:
            self.stop.set_kind(Kind.STOP_LATER)
            self.stop.set_wordings(self.tr("Stop is waiting"))
        elif link_lost:
            self.stop.set_kind(Kind.STOP_LATER)
            self.stop.set_wordings(self.tr("STOP WHEN CONNECTED"), self.tr("STOP LATER"))
        else:
            self.stop.set_kind(Kind.STOP)
            self.stop.set_wordings(self.tr("STOP CHARGING"), self.tr("STOP"))

    def _stop(self) -> None:
        if not self._asked:
            self._asked = True
            self.intent_raised.emit(StopRequested(self.connector.connector_id))

    def arrange(self) -> None:
        """Put everything in its place; what there is no room for gives way."""
        self.arrange_ring()
        column = QRect(self.frame.column)
        self.stop.setVisible(self._stop_shown)
        self.stop.setGeometry(self.frame.action)
        self._foreign.setHidden(self._stop_shown)
        if not self._stop_shown:
            column.setBottom(min(column.bottom(), self._place_foreign() - 1))
        self._column.arrange(
            column,
            self.style_in_force.metrics,
            with_power=self._has_power and self.frame.facts is None,
            with_energy=not self.has_caption() or not self.caption.text(),
        )

    def _place_foreign(self) -> int:
        """Say how to stop what was not started here, and return the y of the top of it."""
        metrics, box = self.style_in_force.metrics, QRect(self.frame.action)
        margin = metrics.px(32 if not metrics.large else 16)
        inner = box.width() - 2 * margin
        self._foreign_text.set_sentences(
            muted(self.tr("Started with a card or an app.")),
            Run(self.tr("Please stop it the same way.")),
        )
        height = self._foreign_text.height_for(inner)
        if height > box.height():
            self._foreign_text.set_sentences(Run(self.tr("Stop it by card or app.")))
            height = self._foreign_text.height_for(inner)
        # Large letters need more than the place of a button.
        box.setTop(min(box.top(), box.bottom() + 1 - height))
        self._foreign.setGeometry(box)
        self._foreign_text.setGeometry(margin, (box.height() - height) // 2, inner, height)
        return box.top() - (self.frame.action.top() - self.frame.column.bottom() - 1)
