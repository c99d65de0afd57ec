"""What a rider wants the charge to end at, until it is begun."""

from dataclasses import dataclass

from kiosk.domain import figures
from kiosk.domain.intents import LimitChosen, TargetChosen
from kiosk.domain.limits import refusal_of
from kiosk.domain.snapshot import Limit, Refusal
from kiosk.domain.tariff import Price
from kiosk.domain.vendor import VehicleInfo


@dataclass(slots=True)
class Goal:
    """A target in %, or a limit; the rider's own one stays on offer beside the fixed targets."""

    percent: int | None = None
    limit: Limit | None = None
    custom_target: int | None = None
    custom_limit: Limit | None = None
    refusal: Refusal | None = None
    """Why the last wish was not taken."""

    def target(self, soc: float) -> int:
        """Return the target in %: what was chosen if it still lies ahead, else the usual one."""
        if self.limit is not None:
            return 100
        if self.percent is not None and self.percent > soc:
            return self.percent
        return figures.default_target(soc)

    def choose(
        self, wish: TargetChosen | LimitChosen, info: VehicleInfo, price: Price | None
    ) -> None:
        """Take what the rider picked, or tell why not. ``price`` is the present one."""
        self.refusal = None
        if isinstance(wish, TargetChosen):
            self._choose_target(wish, info.soc)
        else:
            self._choose_limit(wish.limit, info, price)

    def _choose_target(self, wish: TargetChosen, soc: float) -> None:
        refusal = None
        if wish.percent > 100:
            refusal = Refusal.ABOVE_FULL
        elif wish.percent < figures.lowest_target(soc):
            refusal = Refusal.ALREADY_REACHED
        if refusal is None:
            self.percent, self.limit = wish.percent, None
        if wish.custom:
            self.refusal = refusal
        if wish.custom and refusal is None:
            self.custom_target, self.custom_limit = wish.percent, None

    def _choose_limit(self, limit: Limit, info: VehicleInfo, price: Price | None) -> None:
        self.refusal = refusal_of(limit, info, price)
        if self.refusal is None:
            self.limit = self.custom_limit = limit
            self.custom_target = None
