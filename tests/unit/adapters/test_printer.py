"""A thermal printer on the network or as a device: what reaches it, and what is wrong with it."""

import os
import select
import socket
import sys
import threading
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.adapters.printer import EscposPrinter, Picture, dots_across
from kiosk.domain.errors import KioskError, Misconfigured, NoAnswer, Refused, Unreachable
from kiosk.settings import Address
from tests.thermal_printer import ThermalPrinter, printed_on

WIDTH = dots_across(58)


def stripes(height: int) -> Picture:
    """Return a picture that shows each mistake: black and white, as wide as a byte and a half."""
    row = bytes(0 if x // 12 % 2 else 255 for x in range(WIDTH))
    return Picture(WIDTH, height, b"".join(row[y % 12 :] + row[: y % 12] for y in range(height)))


@pytest.fixture
def printer() -> Iterator[ThermalPrinter]:
    with ThermalPrinter() as printer:
        yield printer


def printer_at(address: Address, seconds: float = 5.0) -> EscposPrinter:
    return EscposPrinter(address, 58, seconds)


# Higher than what is sent in one piece.
@pytest.mark.parametrize("height", [1, 40, 960, 2000])
def test_the_picture_is_on_the_paper_as_it_was_given(printer: ThermalPrinter, height: int) -> None:
    picture = stripes(height)
    printer_at(printer.address).print_picture(picture)
    paper = printed_on(printer.received())
    assert paper.picture == picture
    assert paper.cuts == 1


def test_grey_becomes_black_or_white_without_dots(printer: ThermalPrinter) -> None:
    pixels = bytes([100] * WIDTH + [200] * WIDTH)
    printer_at(printer.address).print_picture(Picture(WIDTH, 2, pixels))
    assert printed_on(printer.received()).picture.pixels == bytes(WIDTH) + b"\xff" * WIDTH


def test_one_slip_after_the_other(printer: ThermalPrinter) -> None:
    thermal = printer_at(printer.address)
    for height in (3, 5):
        thermal.print_picture(stripes(height))
        assert printed_on(printer.received()).picture.height == height


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({4: 0x72}, "has no paper"),
        ({4: 0x12, 2: 0x16}, "is open or out of order"),
        ({4: 0x12, 2: 0x52}, "is open or out of order"),
    ],
)
def test_a_printer_that_says_what_is_wrong_is_spared(answers: dict[int, int], words: str) -> None:
    with ThermalPrinter(answers) as printer:
        with pytest.raises(Refused, match=words):
            printer_at(printer.address).print_picture(stripes(10))
        assert printed_on(printer.received()).picture.height == 0


@pytest.mark.parametrize("answers", [{4: 0x12, 2: 0x12}, {4: 0x1E, 2: 0x1A}, {4: 0xFF}])
def test_a_printer_that_is_well_prints(answers: dict[int, int]) -> None:
    with ThermalPrinter(answers) as printer:
        printer_at(printer.address).probe()
        printer_at(printer.address).print_picture(stripes(10))
        assert printer.received()


def test_paper_that_ends_on_the_way_is_told() -> None:
    with (
        ThermalPrinter({4: 0x12, 2: 0x12}, paper_rows=4) as printer,
        pytest.raises(Refused, match="has no paper"),
    ):
        printer_at(printer.address).print_picture(stripes(10))


def test_a_printer_that_stalls_is_given_up(printer: ThermalPrinter) -> None:
    printer.stall()
    began = time.monotonic()
    with pytest.raises(NoAnswer, match="takes nothing more"):
        printer_at(printer.address, 1.5).print_picture(stripes(2000))
    assert 1.0 < time.monotonic() - began < 4.0


def test_a_printer_that_hangs_up_is_lost(printer: ThermalPrinter) -> None:
    printer.hang_up()
    with pytest.raises(Unreachable, match="was lost"):
        printer_at(printer.address).print_picture(stripes(2000))


def test_a_print_under_way_ends_when_it_is_told_to(printer: ThermalPrinter) -> None:
    printer.stall()
    thermal = printer_at(printer.address, 30.0)
    failures: list[KioskError] = []

    def print_it() -> None:
        try:
            thermal.print_picture(stripes(2000))
        except KioskError as error:
            failures.append(error)

    thread = threading.Thread(target=print_it)
    thread.start()
    printer.await_connection()
    thermal.stop()
    thread.join(5.0)
    assert not thread.is_alive()
    assert isinstance(failures[0], Unreachable)


def test_no_printer_on_the_network() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        place = Address("127.0.0.1", nobody.getsockname()[1])
        with pytest.raises(Unreachable, match=f"no printer at {place}: Connection refused"):
            printer_at(place).print_picture(stripes(1))


def test_no_printer_at_the_device(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=r"no printer at .*lp0: No such file"):
        EscposPrinter(tmp_path / "lp0", 58).print_picture(stripes(1))


def test_a_printer_as_a_device() -> None:
    printer, device = os.openpty()
    tty.setraw(device)
    thermal = EscposPrinter(Path(os.ttyname(device)), 58, 10.0)
    thread = threading.Thread(target=thermal.print_picture, args=[stripes(30)])
    thread.start()
    received = bytearray()
    while select.select([printer], [], [], 0.02)[0] or thread.is_alive():
        if select.select([printer], [], [], 0)[0]:
            received += os.read(printer, 4096)
    os.close(printer)
    os.close(device)
    assert printed_on(bytes(received)).picture == stripes(30)


def test_without_the_library_it_says_what_to_install(
    printer: ThermalPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "escpos", None)
    with pytest.raises(Misconfigured, match=r"pip install 'kiosk\[printer\]'"):
        printer_at(printer.address).print_picture(stripes(1))
