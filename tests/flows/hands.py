"""A rider's hand at the kiosk on the stage: a finger, or the keys of a keyboard."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.flows.stage import Kiosk, outside_of_a_task
from tests.ui.seeing import button
from ui.views.pre_charge_view import PreChargeView

_MOST_TABS = 60


class Hand(Protocol):
    """What presses buttons."""

    async def presses(self, text: str) -> None:
        """Press the button that says this, once it is deaf no more."""
        ...

    async def types(self, number: str) -> None:
        """Enter a number at the number pad, and agree to it."""
        ...


class Finger:
    """Touches the screen, as a touchscreen's driver tells it."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._screen: QPointingDevice = QTest.createTouchDevice()

    async def presses(self, text: str) -> None:
        """Touch the button that says this, once it is deaf no more."""
        pressed = await self._kiosk.ready(text)
        await outside_of_a_task(lambda: self._touch(pressed))

    async def types(self, number: str) -> None:
        """Touch the keys of the pad."""
        await self._kiosk.ready("Back")
        view = self._kiosk.window.current_view()
        assert isinstance(view, PreChargeView)
        for key in (*(view.pad.digits[digit] for digit in number), view.pad.ok):
            await outside_of_a_task(partial(self._touch, key))

    def _touch(self, widget: QWidget) -> None:
        window = widget.window()
        place = widget.mapTo(window, widget.rect().center())
        QTest.touchEvent(window, self._screen).press(0, place, window).commit()
        QTest.touchEvent(window, self._screen).release(0, place, window).commit()


class Keyboard:
    """Has Tab, Enter and digits, and no other way."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk

    async def presses(self, text: str) -> None:
        """Go to the button that says this, and press Enter."""
        await self._kiosk.ready(text)
        await outside_of_a_task(lambda: self._go_to(text))
        await self._keys(Qt.Key.Key_Return)

    async def types(self, number: str) -> None:
        """Type digits, and go to OK."""
        await self._kiosk.ready("Back")
        await self._keys(*(Qt.Key(ord(digit)) for digit in number))
        await self.presses("OK")

    async def _keys(self, *keys: Qt.Key) -> None:
        def press(keys: Sequence[Qt.Key] = keys) -> None:
            for key in keys:
                QTest.keyClick(self._focus(), key)

        await outside_of_a_task(press)

    def _focus(self) -> QWidget:
        found: QWidget | None = self._kiosk.window.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def _go_to(self, text: str) -> None:
        for _ in range(_MOST_TABS):
            if self._focus() is button(self._kiosk.window, text):
                return
            QTest.keyClick(self._focus(), Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {text!r}")
