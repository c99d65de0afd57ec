"""kiosk history and kiosk receipt, as an operator uses them."""

import asyncio
import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.adapters.store import SqliteSessionStore
from kiosk.app.wiring import receipt_issuer
from kiosk.domain.commands import SessionCharge
from kiosk.domain.receipt import parse_signed
from kiosk.domain.tariff import price_to_text
from kiosk.settings import Purpose, load_settings
from kiosk.settings.prices import tariff
from tests.thermal_printer import ThermalPrinter, printed_on
from tests.unit.adapters.test_store import BARE_SUMMARY, NOON, SUMMARY
from tests.unit.test_cli import own_environment, run

__all__ = ["own_environment"]

SETTINGS = """\
[store]
path = "data/kiosk.sqlite3"
[tariff]
per_kwh = "14.00"
per_session = "2.00"
taxes = ["CGST 9", "SGST 9"]
[receipt]
prefix = "RM01"
name = "RivotMotors"
address = "12 MG Road & Sons, Bengaluru"
gstin = "27AAPFU0939F1ZV"
place_of_supply = "Karnataka (29)"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text(SETTINGS)
    return file


def charge(config: Path) -> str:
    """Record two sessions as the kiosk does, the second one with a receipt; return its number."""
    settings = load_settings({}, config, {}, Purpose.LOOK).settings
    found = tariff(settings.tariff)
    price = price_to_text(found.price) if found else ""

    async def record() -> str:
        store = SqliteSessionStore(settings.store.path, receipt_issuer(settings), lambda: NOON)
        try:
            await store.record_session(1, replace(BARE_SUMMARY, transaction_id=129))
            last = replace(SUMMARY, energy_wh=731.4)
            await store.record_session(1, last, SessionCharge(price, final=True))
            (newest,) = await store.sessions(1)
            return newest.receipt or ""
        finally:
            await store.close()

    return asyncio.run(record())


@pytest.fixture
def number(config: Path) -> str:
    return charge(config)


@pytest.fixture
def text(config: Path, number: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run("receipt", number, "--config", str(config)) == 0
    return capsys.readouterr().out


def test_the_history_for_people(
    config: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("history", "--config", str(config)) == 0
    head, last, first = capsys.readouterr().out.splitlines()
    columns = ("started", "min", "kWh", "from %", "to %", "ended by", "receipt", "total")
    assert " ".join(head.split()) == " ".join(columns)
    assert last.split() == [
        *("2026-01-21", "17:30", "1.5", "0.731", "87.0", "87.2", "rider"),
        *(number, "INR", "14.43"),
    ]
    assert first.split() == ["2026-01-21", "17:30", "1.5", *"---", "rider", *"--"]


def test_the_history_as_json_and_csv(
    config: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("history", "--json", "--config", str(config)) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["transaction_id"] for each in found] == [130, 129]
    assert found[0]["started"] == "2026-01-21T12:00:00Z"
    assert found[0]["energy_wh"] == 731.4
    assert (found[0]["receipt"], found[0]["total"]) == (number, "14.43")
    assert found[1]["total"] is None
    assert run("history", "--csv", "--limit", "1", "--config", str(config)) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row.keys() == found[0].keys()
    assert row == {key: str("" if value is None else value) for key, value in found[0].items()}


@pytest.mark.parametrize("form", ["--csv", "--json", "--limit=9"])
def test_without_a_tariff_there_is_no_money(
    config: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text('[store]\npath = "data/kiosk.sqlite3"\n')
    number = charge(config)
    assert number == "KKKK-2526-00001"
    assert run("history", form, "--config", str(config)) == 0
    shown = capsys.readouterr().out
    assert number in shown
    for word in ("INR", "total", "currency", "0.00"):
        assert word not in shown


def test_without_a_tariff_a_receipt_is_a_record_of_the_charge(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(
        '[store]\npath = "data/kiosk.sqlite3"\n[station]\ncharge_box_id = "RIVOT_100A_01"\n'
    )
    number = charge(config)
    assert number == "0A01-2526-00001"
    assert run("receipt", number, "--config", str(config)) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"RIVOT_100A_01\nCharging record {number}\n")
    assert run("receipt", "--verify", text, "--config", str(config)) == 0
    assert capsys.readouterr().out == f"genuine: {number}, a record without money\n"


def test_a_receipt_verifies_itself(
    config: Path, text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("receipt", "--verify", text, "--config", str(config)) == 0
    assert capsys.readouterr().out == "genuine: RM01-2526-00001, INR 14.43\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert run("receipt", "--verify", "-", "--config", str(config)) == 0


@pytest.mark.parametrize(
    ("part", "other", "sentence"),
    [
        ("Sons", "Some", "the signature is wrong"),
        ("INR 14.43", "INR 14.44", "this is not the text of a receipt: it does not add up"),
        ("Signed", "", "this is not the whole text of a receipt"),
        ("Sons", "\udcff", "the signature is wrong"),
    ],
)
def test_a_changed_receipt_does_not(
    config: Path,
    text: str,
    part: str,
    other: str,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("receipt", "--verify", text.replace(part, other), "--config", str(config)) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"kiosk: {sentence}")


def test_elsewhere_it_verifies_by_the_public_key(
    config: Path, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("receipt", "--public-key", "--config", str(config)) == 0
    key = capsys.readouterr().out.strip()
    other = tmp_path / "office.toml"
    other.write_text('[store]\npath = "office/kiosk.sqlite3"\n')
    assert run("receipt", "--verify", text, "--config", str(other)) == 1
    assert "name public keys in receipt.public_keys" in capsys.readouterr().err
    assert run("receipt", "--public-key", "--config", str(other)) == 1
    assert "there is no key yet" in capsys.readouterr().err
    other.write_text(f'{other.read_text()}[receipt]\npublic_keys = ["{key}"]\n')
    assert run("receipt", "--verify", text, "--config", str(other)) == 0
    assert not (tmp_path / "office").exists()


def test_a_number_that_nobody_gave(
    config: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("receipt", "RM01-2526-00099", "--config", str(config)) == 1
    assert "there is no receipt of this number" in capsys.readouterr().err


def test_before_any_session(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("history", "--config", str(config)) == 1
    assert "no session has been recorded yet" in capsys.readouterr().err


@pytest.mark.parametrize("form", [("--pdf", "x.pdf"), ("--print",)])
def test_a_form_without_a_number_is_wrong_use(
    config: Path, form: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("receipt", "--verify", "x", *form, "--config", str(config)) == 2
    assert f"{form[0]} needs the number of a receipt" in capsys.readouterr().err


@pytest.fixture
def headless() -> dict[str, str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {key: value for key, value in os.environ.items() if key not in hidden}


def receipt(config: Path, environ: dict[str, str], *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "receipt", *arguments, "--config", str(config)],
        capture_output=True,
        text=True,
        check=False,
        env=environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return done.returncode, done.stdout, done.stderr


def test_a_receipt_as_pdf_needs_no_display(
    config: Path, number: str, tmp_path: Path, headless: dict[str, str]
) -> None:
    file = tmp_path / "receipt.pdf"
    assert receipt(config, headless, number, "--pdf", str(file)) == (0, "", "")
    content = file.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") == 1


def test_a_place_that_takes_no_pdf_is_told(
    config: Path, number: str, tmp_path: Path, headless: dict[str, str]
) -> None:
    file = tmp_path / "none" / "receipt.pdf"
    code, _, complaint = receipt(config, headless, number, "--pdf", str(file))
    assert code == 1
    assert complaint.startswith("kiosk: cannot write ")
    assert complaint.count("\n") == 1


def test_a_receipt_on_paper_needs_no_display(
    config: Path, number: str, headless: dict[str, str]
) -> None:
    with ThermalPrinter() as printer:
        place = {"KIOSK_PRINTER__DEVICE": str(printer.address)}
        assert receipt(config, headless | place, number, "--print") == (0, "", "")
        assert printed_on(printer.received()).picture.height > 1000
    code, _, complaint = receipt(config, headless | place, number, "--print")
    assert (code, complaint) == (
        1,
        f"kiosk: no printer at {printer.address}: Connection refused\n",
    )


def test_paper_takes_a_printer(config: Path, number: str, headless: dict[str, str]) -> None:
    code, _, complaint = receipt(config, headless, number, "--print")
    assert (code, complaint) == (1, "kiosk: there is no printer: name it in printer.device\n")


def test_what_is_printed_is_what_was_signed(text: str) -> None:
    assert "12 MG Road & Sons" in text
    assert parse_signed(text).receipt.gstin == "27AAPFU0939F1ZV"


def test_a_demonstration_goes_by_the_tariff(
    tmp_path: Path, config: Path, headless: dict[str, str]
) -> None:
    command = (sys.executable, "-m", "kiosk", "demo", "rider-stops", "--config", str(config))
    played = subprocess.run(
        (*command, "--pictures", str(tmp_path)),
        env=headless | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=50,
        check=True,
    )
    assert "INR 2.36 so far" in played.stdout
    assert "receipt RM01-" in played.stdout
