"""The status transitions that OCPP 1.6 (edition 2, section 4.9) allows a connector, as data.

A transition's name is the letter of where it comes from and the digit of where it goes: C6 leads
from Charging to Finishing. The simulated station may go no other way.
"""

from types import MappingProxyType

from kiosk.domain.ocpp import ChargePointStatus

_ORDER = (
    ChargePointStatus.AVAILABLE,
    ChargePointStatus.PREPARING,
    ChargePointStatus.CHARGING,
    ChargePointStatus.SUSPENDED_EV,
    ChargePointStatus.SUSPENDED_EVSE,
    ChargePointStatus.FINISHING,
    ChargePointStatus.RESERVED,
    ChargePointStatus.UNAVAILABLE,
    ChargePointStatus.FAULTED,
)

_NAMES = """
A2 A3 A4 A5 A7 A8 A9
B1 B3 B4 B5 B6 B9
C1 C4 C5 C6 C8 C9
D1 D3 D5 D6 D8 D9
E1 E3 E4 E6 E8 E9
F1 F2 F8 F9
G1 G2 G8 G9
H1 H2 H3 H4 H5 H9
I1 I2 I3 I4 I5 I6 I7 I8
"""

TRANSITIONS = MappingProxyType(
    {
        (_ORDER["ABCDEFGHI".index(name[0])], _ORDER[int(name[1]) - 1]): name
        for name in _NAMES.split()
    }
)
"""From (status, status) to the specification's name of the transition."""


class ForbiddenTransitionError(RuntimeError):
    """The simulated station tried what OCPP 1.6 section 4.9 does not have: a bug in it."""


def transition(before: ChargePointStatus, after: ChargePointStatus) -> str:
    """Return the transition's name, or raise :class:`ForbiddenTransitionError`."""
    try:
        return TRANSITIONS[before, after]
    except KeyError:
        raise ForbiddenTransitionError(f"{before} to {after}") from None
