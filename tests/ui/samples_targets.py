"""Sample snapshots of targets and prices before START, and of the idle screen."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    Limit,
    LimitKind,
    PastSession,
    PriceChange,
    Refusal,
    StationSnapshot,
    TargetOffer,
)
from kiosk.domain.tariff import Component, Price, Tax, make_price

GST = (Tax("CGST", Decimal(9)), Tax("SGST", Decimal(9)))
PRICE = make_price({Component.ENERGY: Decimal(14), Component.SESSION: Decimal(2)}, GST)
CHEAP = make_price({Component.ENERGY: Decimal("10.17"), Component.SESSION: Decimal(2)}, GST)
FULL_PRICE = make_price(
    {
        Component.ENERGY: Decimal(12),
        Component.SERVICE: Decimal(2),
        Component.TIME: Decimal("0.50"),
        Component.SESSION: Decimal(2),
        Component.IDLE: Decimal(1),
    },
    GST,
    idle_grace_minutes=10,
)

HALF_HOUR = Limit(LimitKind.MINUTES, Decimal(30))
TWENTY = Limit(LimitKind.MONEY, Decimal(20))


def cost(low: str, high: str = "") -> tuple[Decimal, Decimal]:
    """Return a range of amounts."""
    return Decimal(low), Decimal(high or low)


def with_costs(
    offers: tuple[TargetOffer, ...], *costs: tuple[Decimal, Decimal]
) -> tuple[TargetOffer, ...]:
    """Return the offers with what they cost."""
    return tuple(replace(offer, cost=each) for offer, each in zip(offers, costs, strict=True))


def priced(
    connector: ConnectorSnapshot, *costs: tuple[Decimal, Decimal], price: Price = PRICE
) -> ConnectorSnapshot:
    """Return the connector with prices."""
    return replace(connector, price=price, offers=with_costs(connector.offers, *costs))


def limited(connector: ConnectorSnapshot, offer: TargetOffer) -> ConnectorSnapshot:
    """Return the connector with a limit of the rider's own, chosen."""
    return replace(
        connector,
        offers=(*connector.offers[:2], offer),
        limit=offer.limit,
        custom_limit=offer.limit,
        custom_target=None,
        target=100,
    )


COSTS = (cost("3.50"), cost("7.29"), cost("5.39"))
LONG_COSTS = (cost("133.40", "139.75"), cost("148.30", "156.90"), cost("140.80", "148.10"))
BY_TIME = TargetOffer(91, True, True, 4.1, 3.3, 94.0, (30.0, 30.0), cost("3.91"), HALF_HOUR)
BY_MONEY = TargetOffer(100, True, True, 13.0, 10.5, 297.9, (115.0, 140.0), cost("7.29"), TWENTY)
REACHED = (
    TargetOffer(90, False, False, 0.0),
    TargetOffer(100, False, True, 6.6, 5.35, 151.0, (80.0, 95.0)),
    TargetOffer(97, True, True, 3.6, 2.92, 82.5, (35.0, 45.0)),
)


def target_samples(
    station_of: StationSnapshot,
    pre_charge: ConnectorSnapshot,
    long: ConnectorSnapshot,
    idle: ConnectorSnapshot,
    idle_last: ConnectorSnapshot,
) -> dict[str, StationSnapshot]:
    """Return the samples by name, made from those without a tariff."""
    now = station_of.now
    soon = PriceChange(now + timedelta(minutes=40), CHEAP)
    last = idle_last.last_summary
    history = (PastSession(3, 1, last, "RM01-2526-00131", "INR", Decimal("14.43")),) if last else ()

    def station(connector: ConnectorSnapshot, **fields: object) -> StationSnapshot:
        return replace(station_of, connectors=(connector,), **fields)  # type: ignore[arg-type]

    vehicle = pre_charge.vehicle
    assert vehicle is not None
    with_price = priced(pre_charge, *COSTS)
    full = priced(
        pre_charge,
        cost("15.90", "18.62"),
        cost("75.10", "90.75"),
        cost("46.12", "55.39"),
        price=FULL_PRICE,
    )
    return {
        "idle-price": station(idle_last, price=PRICE, history=history),
        "idle-price-change": station(idle_last, price=PRICE, price_change=soon, history=history),
        "idle-price-full": station(idle, price=FULL_PRICE, price_change=soon),
        "idle-past": station(idle, history=history),
        "idle-overview-price": replace(
            station(idle_last, price=FULL_PRICE, price_change=soon, history=history),
            connectors=(idle_last, replace(idle, connector_id=2)),
        ),
        "idle-price-lost": station(idle, price=PRICE, link_lost=now),
        "pre-charge-price": station(with_price, price=PRICE),
        "pre-charge-price-change": station(with_price, price=PRICE, price_change=soon),
        "pre-charge-price-full": station(full, price=FULL_PRICE, price_change=soon),
        "pre-charge-price-long": station(priced(long, *LONG_COSTS), price=PRICE),
        "pre-charge-by-time": station(limited(with_price, BY_TIME), price=PRICE),
        "pre-charge-by-time-free": station(limited(pre_charge, replace(BY_TIME, cost=None))),
        "pre-charge-by-money": station(limited(with_price, BY_MONEY), price=PRICE),
        "pre-charge-reached": station(
            replace(
                pre_charge,
                vehicle=replace(vehicle, soc=93.4, range_km=75.7),
                offers=REACHED,
                target=100,
                custom_target=97,
                refusal=Refusal.ALREADY_REACHED,
            )
        ),
    }
