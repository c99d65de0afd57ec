"""What a card says of a target that is offered."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from PySide6.QtCore import QCoreApplication

from kiosk.domain.snapshot import Limit, LimitKind, TargetOffer
from ui import formatting
from ui.widgets.target_card import CardState, Row

translate = QCoreApplication.translate


def card_state(offer: TargetOffer, currency: str, soc: float, chosen: bool) -> CardState:
    """Return what a card says of an offer, made for a battery at ``soc`` (%)."""
    if not offer.reachable:
        return _refused(offer, soc)
    prices = _prices(offer, currency)
    if offer.limit is not None:
        return _limited(offer, offer.limit, currency, prices, chosen)
    return CardState(
        heading=formatting.percent(offer.percent),
        outcomes=_time(offer),
        rows=_rows((formatting.gain(offer.gain),), offer, prices),
        prices=prices,
        chosen=chosen,
    )


def _refused(offer: TargetOffer, soc: float) -> CardState:
    now = formatting.percent(formatting.whole_percent(soc))
    sentences = (
        translate("TargetList", "Your battery is already at {now}."),
        translate("TargetList", "Already at {now}."),
    )
    return CardState(
        formatting.percent(offer.percent),
        (translate("TargetList", "reached"),),
        rows=tuple(Row((sentence.format(now=now),)) for sentence in sentences),
    )


def _limited(
    offer: TargetOffer, limit: Limit, currency: str, prices: tuple[str, ...], chosen: bool
) -> CardState:
    """What ends the charge, and how far it is expected to get by then."""
    percent = formatting.percent(offer.percent)
    reach = translate("TargetList", "to about {percent}").format(percent=percent), f"~{percent}"
    if offer.percent >= 100:
        reach = translate("TargetList", "until full"), percent
    if limit.kind is LimitKind.MINUTES:
        minutes = translate("TargetList", "{minutes} min").format(
            minutes=formatting.decimal(float(limit.value))
        )
        return CardState(
            minutes.replace(" ", "\N{NO-BREAK SPACE}"),
            reach,
            rows=_rows((), offer, prices),
            prices=prices,
            chosen=chosen,
        )
    # The amount is its price, unless the battery is full before it is spent.
    money = formatting.money_whole(limit.value, currency)
    spare = prices if offer.percent >= 100 else ()
    rows = _rows(_time(offer), offer, spare)
    return CardState(money, reach, rows=rows, prices=spare, chosen=chosen)


def _time(offer: TargetOffer) -> tuple[str, ...]:
    return (formatting.minutes_range(offer.minutes),) if offer.minutes else ()


def _prices(offer: TargetOffer, currency: str) -> tuple[str, ...]:
    """The price, and as a range in whole units where it is one."""
    if offer.cost is None:
        return ()
    low, high = offer.cost
    exact = formatting.money_range(offer.cost, currency)
    if low == high:
        return (exact,)
    outward = _whole(low, ROUND_FLOOR), _whole(high, ROUND_CEILING)
    return exact, formatting.money_range_whole(outward, currency)


def _whole(amount: Decimal, rounding: str) -> Decimal:
    return amount.quantize(Decimal(1), rounding)


def _rows(first: tuple[str, ...], offer: TargetOffer, prices: tuple[str, ...]) -> tuple[Row, ...]:
    """The figures from all of them down to the price: the energy gives way first."""
    exact, coarse = (prices[0], prices[-1]) if prices else ("", "")
    if offer.range_km is None or offer.energy_wh is None:
        return Row(first, exact), Row(first, coarse)
    energy = formatting.kilowatt_hours(offer.energy_wh)
    distance = formatting.kilometres_gained(offer.range_km)
    about = formatting.kilometres_gained(offer.range_km, places=0)
    ways = [
        Row((*first, distance, energy), exact),
        Row((*first, about, energy), exact),
        Row((*first, about, energy), coarse),
    ]
    if prices:
        ways += [Row((*first, distance), exact), Row((*first, about), exact)]
        ways += [Row((*first, about), coarse), Row(first, coarse)]
    else:
        ways += [Row((*first, distance))]
    return tuple(ways)
