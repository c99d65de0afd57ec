"""What a session costs while it goes on, and what the station charges now."""

from datetime import UTC, datetime

from kiosk.domain.rules import SessionRules
from kiosk.domain.session import ChargingSession
from kiosk.domain.snapshot import Cost, PriceChange
from kiosk.domain.tariff import Price, Usage, bill, stored_price
from kiosk.domain.upi import CURRENCY, upi_link


def price_change(rules: SessionRules, now: datetime) -> PriceChange | None:
    """Return when what the station charges changes within a day, and to what."""
    change = rules.tariff and rules.tariff.next_change(now, rules.time_zone)
    return PriceChange(change[0].astimezone(UTC), change[1]) if change else None


def price_of(session: ChargingSession) -> Price | None:
    """Return what the session is charged by: the price of its START, else the present one."""
    if session.charge_shown:
        return stored_price(session.price_text or "")
    intent = session.starting.intent
    if session.starting.attempt is not None and intent is not None:
        return stored_price(intent.tariff)
    return session.price


def cost_of(session: ChargingSession) -> Cost | None:
    """Return what the charge costs so far, or came to; ``None`` where it has no price here.

    Like the figures beside it, it is that of the last reading.
    """
    price = stored_price(session.price_text or "") if session.charge_shown else None
    if price is None:
        return None
    charge, now = session.charge, session.link.read_time
    assert now is not None
    issued = session.ending.receipt(charge)
    if issued is not None and issued[0].bill is not None:
        return Cost(price.currency, issued[0].bill.total, final=True)
    billed = session.ending.billed(charge)
    if billed is not None:
        summary, billing = billed
        usage = Usage(summary.energy_wh, summary.duration, billing.idle_seconds)
    elif charge.over and charge.summary is not None:
        idle = (now - (charge.ended or now)).total_seconds() if session.plugged else 0.0
        usage = Usage(charge.summary.energy_wh, charge.summary.duration, idle)
    else:
        usage = Usage(charge.energy_wh(), charge.duration(now))
    return Cost(price.currency, bill(price, usage).total, final=billed is not None)


def payment_link(session: ChargingSession) -> str:
    """Return a UPI link for what the session's receipt comes to, empty where there is none."""
    payee, issued = session.rules.payee, session.ending.receipt(session.charge)
    if payee is None or issued is None:
        return ""
    amounts, serial = issued[0].bill, issued[0].serial
    if amounts is None or amounts.currency != CURRENCY or not amounts.total:
        return ""
    return upi_link(payee, amounts.total, f"EV charging {serial}", serial)
