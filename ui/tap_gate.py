"""Taps meant for the screen before: they are let through to nothing."""

from collections.abc import Callable

DEAF_SECONDS = 0.7


class TapGate:
    """Closed for a moment after each change of screen; ``clock`` gives seconds that never jump."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._deaf_until = float("-inf")

    def close_for(self, seconds: float) -> None:
        """Let nothing through for so long from now."""
        self._deaf_until = self._clock() + seconds

    @property
    def open(self) -> bool:
        """Whether a tap counts."""
        return self._clock() >= self._deaf_until
