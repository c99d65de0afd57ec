"""The targets that a rider can choose from, each with what it takes."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.domain import figures
from kiosk.domain.goal import Goal
from kiosk.domain.learning import NOTHING_LEARNED, Experience
from kiosk.domain.snapshot import Limit, LimitKind, TargetOffer
from kiosk.domain.tariff import Price, estimate
from kiosk.domain.vehicle import VehicleModel
from kiosk.domain.vendor import VehicleInfo

_HALVINGS = 16


def offers_of(
    goal: Goal,
    info: VehicleInfo,
    models: tuple[VehicleModel, ...],
    price: Price | None,
    experience: Experience = NOTHING_LEARNED,
) -> tuple[TargetOffer, ...]:
    """Return the fixed targets and, last, the rider's own one."""

    def offer(percent: float, custom: bool) -> TargetOffer:
        return _priced(figures.target_offer(percent, custom, info, models, experience), price)

    fixed = (offer(percent, False) for percent in figures.FIXED_TARGETS)
    if goal.custom_limit is not None:
        own = _limit_offer(goal.custom_limit, info.soc, lambda percent: offer(percent, True))
    else:
        own = offer(goal.custom_target or figures.suggested_custom_target(info.soc), True)
    return *fixed, own


def _priced(offer: TargetOffer, price: Price | None) -> TargetOffer:
    if price is None or not offer.reachable:
        return offer
    return replace(offer, cost=estimate(price, offer.energy_wh, offer.minutes))


def _limit_offer(limit: Limit, soc: float, offer_at: Callable[[float], TargetOffer]) -> TargetOffer:
    """Return how far a limit is expected to get; nothing but the limit where nobody can tell."""
    most = float(limit.value)

    def fits(offer: TargetOffer) -> bool | None:
        takes = offer.minutes if limit.kind is LimitKind.MINUTES else offer.cost
        return None if takes is None else float(sum(takes)) / 2 <= most

    best = offer_at(100.0)
    reaches_full = fits(best)
    if reaches_full is None:
        best = TargetOffer(100, custom=True, reachable=soc < 100, gain=0.0)
    elif not reaches_full:
        low, high = soc, 100.0
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if fits(offer_at(middle)) else (low, middle)
        best = replace(offer_at(low), reachable=True)
    best = replace(best, limit=limit)
    if limit.kind is LimitKind.MINUTES:
        whole = best.minutes if reaches_full and best.minutes else (most, most)
        return replace(best, minutes=(min(whole[0], most), min(whole[1], most)))
    cost = best.cost or (limit.value, limit.value)
    return replace(best, cost=(min(cost[0], limit.value), min(cost[1], limit.value)))
