"""What a rider types on the number pad, and what it asks for."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from kiosk.domain.intents import LimitChosen, TargetChosen
from kiosk.domain.snapshot import ConnectorSnapshot, Limit, LimitKind


class Goal(Enum):
    """What a charge can be measured by."""

    PERCENT = "percent"
    MINUTES = "minutes"
    MONEY = "money"


_DIGITS = {Goal.PERCENT: 3, Goal.MINUTES: 4, Goal.MONEY: 4}
_LIMITS = {Goal.MINUTES: LimitKind.MINUTES, Goal.MONEY: LimitKind.MONEY}


def goal_of(limit: Limit | None) -> Goal:
    """Return what a limit is measured by, or the state of charge where there is none."""
    return Goal.PERCENT if limit is None else Goal(limit.kind.value)


@dataclass(frozen=True, slots=True)
class Entry:
    """Some digits of a whole number: per cents, minutes, or units of the currency."""

    goal: Goal
    digits: str = ""

    @property
    def value(self) -> int | None:
        """The number, ``None`` while nothing is typed."""
        return int(self.digits) if self.digits else None

    def typed(self, digit: str) -> "Entry":
        """Return the entry with one digit more, if there is room for it; it begins with no 0."""
        full = len(self.digits) >= _DIGITS[self.goal]
        if full or (digit == "0" and not self.digits):
            return self
        return replace(self, digits=self.digits + digit)

    def erased(self) -> "Entry":
        """Return the entry without its last digit."""
        return replace(self, digits=self.digits[:-1])

    def intent(self, connector_id: int) -> TargetChosen | LimitChosen:
        """Return what the entry asks for. Raises :class:`ValueError` while nothing is typed."""
        if self.value is None:
            raise ValueError("nothing has been typed")
        if self.goal is Goal.PERCENT:
            return TargetChosen(connector_id, self.value, custom=True)
        limit = Limit(_LIMITS[self.goal], Decimal(self.value))
        return LimitChosen(connector_id, limit)

    def taken(self, connector: ConnectorSnapshot) -> bool:
        """Tell whether this is what the connector now charges to."""
        if connector.refusal is not None or self.value is None:
            return False
        if self.goal is Goal.PERCENT:
            return connector.limit is None and connector.target == self.value
        return connector.limit == Limit(_LIMITS[self.goal], Decimal(self.value))
