"""The doctor's checks of the machine: Python, settings, fonts, disk, ports."""

import shutil
import socket
import struct
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk.adapters.store import SqliteSessionStore
from kiosk.adapters.store_inspection import try_store
from kiosk.app.patient import FONT_FOLDER
from kiosk.backoffice.doctor import machine
from kiosk.backoffice.doctor.database import database_checks
from kiosk.backoffice.doctor.findings import Finding
from kiosk.backoffice.doctor.fonts import characters_of, needed_for
from kiosk.backoffice.doctor.relay import relay_checks
from kiosk.domain.errors import KioskError, Malformed, NoAnswer, Unreachable
from kiosk.domain.observation import StationObservation
from kiosk.inspection import GrantFacts, MessageFacts, SchemaFacts, ServerFacts, TagFacts
from kiosk.settings import Address, LoadedSettings, Purpose, Settings, load_settings


def only(findings: Iterable[Finding]) -> Finding:
    (finding,) = findings
    return finding


def loaded(file: Path, text: str) -> LoadedSettings:
    file.write_text(text)
    return load_settings({}, file, {"HOME": str(file.parent)}, Purpose.LOOK)


COMPLETE = """
[station]
charge_box_id = "A"
[steve]
database_url = "mysql://kiosk@127.0.0.1/stevedb"
base_url = "http://127.0.0.1/steve"
user = "kiosk"
password_file = "password"
id_tag = "KIOSK01"
"""


def test_a_bad_pair_of_python_and_qt_is_told() -> None:
    assert only(machine.runtime("6.11.3")).level == "ok"
    assert only(machine.runtime(None)).advice == "install the kiosk again"


def test_settings_that_are_missing_are_named(tmp_path: Path) -> None:
    finding = only(machine.settings(loaded(tmp_path / "k.toml", "[station]\nname = 'x'\n")))
    assert finding.level == "problem"
    assert finding.seen.startswith("missing: station.charge_box_id, steve.database_url")
    assert str(tmp_path / "k.toml") in finding.advice


@pytest.mark.parametrize(
    ("mode", "change", "seen"),
    [
        (0o600, "", []),
        (0o644, "", []),
        (0o664, "", ["can be changed by others (mode 0664)"]),
        (
            0o644,
            "kiosk:hunter2@",
            [
                "holds a password and can be read by others (mode 0644)",
                "steve.database_url holds a password",
            ],
        ),
    ],
)
def test_who_may_touch_the_settings_file(
    tmp_path: Path, mode: int, change: str, seen: list[str]
) -> None:
    password = tmp_path / "password"
    password.write_text("secret")
    password.chmod(0o600)
    file = tmp_path / "kiosk.toml"
    text = COMPLETE.replace("kiosk@", change) if change else COMPLETE
    settings = loaded(file, text)
    file.chmod(mode)
    first, *others = machine.settings(settings)
    assert (first.level, first.seen) == ("ok", str(file))
    assert [each.level for each in others] == ["warning"] * len(seen)
    for finding, words in zip(others, seen, strict=True):
        assert words in finding.seen
        assert finding.advice
        assert "hunter2" not in str(finding)


def test_settings_from_the_environment_need_no_file() -> None:
    settings = load_settings({}, None, {"XDG_CONFIG_HOME": "/none"}, Purpose.LOOK)
    finding, *_ = machine.settings(replace(settings, missing=(), file=None))
    assert finding.seen == "no file: all from the environment"


def test_the_shipped_fonts_write_english() -> None:
    assert only(machine.fonts(FONT_FOLDER, ("en",))).level == "ok"


def test_a_language_without_its_letters_is_told(tmp_path: Path) -> None:
    assert only(machine.fonts(tmp_path, ("en",))).level == "problem"
    (tmp_path / "latin.ttf").write_bytes(font(4, *needed_for("en")))
    (tmp_path / "kannada.ttf").write_bytes(font(12, *needed_for("kn")))
    english, hindi, kannada = machine.fonts(tmp_path, ("en", "hi", "kn"))
    assert (english.level, hindi.level, kannada.level) == ("ok", "problem", "ok")
    assert hindi.advice.endswith("take hi out of ui.languages")
    (tmp_path / "zz.ttf").write_bytes(b"not a font")
    damaged, *_ = machine.fonts(tmp_path, ("en",))
    assert (damaged.level, damaged.advice) == ("problem", "install the kiosk again")


def font(kind: int, *points: int) -> bytes:
    """Make a font that has nothing but a table of characters."""
    segments = sorted(points)
    if kind == 12:
        groups = b"".join(struct.pack(">LLL", each, each, 1) for each in segments)
        table = struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(segments)) + groups
    else:
        segments.append(0xFFFF)
        each = b"".join(struct.pack(">H", point) for point in segments)
        # The last segment is there for its own sake, and has no glyph.
        deltas = b"".join(struct.pack(">H", 1) for _ in segments)
        count = 2 * len(segments)
        table = struct.pack(">HHHHHHH", 4, 0, 0, count, 0, 0, 0) + each + b"\0\0" + each
        table += deltas + bytes(count)
    cmap = struct.pack(">HHHHL", 0, 1, 3, 1, 12) + table
    return struct.pack(">LHHHH4sLLL", 0x10000, 1, 0, 0, 0, b"cmap", 0, 28, len(cmap)) + cmap


def test_the_characters_of_a_real_font_are_found() -> None:
    shipped = characters_of(FONT_FOLDER / "NotoSans-Regular.ttf")
    assert {ord(letter) for letter in "Aé₹Ж"} <= shipped
    assert 0x4E00 not in shipped


@pytest.mark.parametrize("content", [b"", b"\0" * 8, font(4, 65)[:40], b"\xff" * 4000])
def test_a_damaged_font_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.ttf"
    file.write_bytes(content)
    with pytest.raises(Malformed):
        characters_of(file)


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.mark.parametrize(("free", "level"), [(10**9, "ok"), (10**8, "warning"), (10**7, "problem")])
def test_a_disk_that_fills_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**10, 0, free))
    finding = only(machine.store(tmp_path / "new" / "x.sqlite3", lambda: None))
    assert finding.level == level
    assert f"{free // 10**6:,} MB are free" in finding.seen


async def _make(path: Path) -> None:
    store = SqliteSessionStore(path)
    await store.start_intents()
    await store.close()


def test_the_store_is_tried_and_left_as_it_is(tmp_path: Path) -> None:
    import asyncio
    import sqlite3

    path = tmp_path / "kiosk.sqlite3"
    try_store(tmp_path / "folder" / "new.sqlite3")
    assert list(tmp_path.iterdir()) == []
    asyncio.run(_make(path))
    before = path.read_bytes()
    try_store(path)
    assert path.read_bytes() == before
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(NoAnswer, match="stays locked"):
        try_store(path)
    holder.close()
    path.write_bytes(b"nonsense" * 1000)
    with pytest.raises(Malformed, match="is damaged"):
        try_store(path)
    assert only(machine.store(path, lambda: try_store(path))).level == "warning"
    path.unlink()
    path.mkdir()
    with pytest.raises(Unreachable):
        try_store(path)


class Inspector:
    """A database that is as the test says."""

    def __init__(self, clock: datetime) -> None:
        self.clock = clock

    def server(self) -> ServerFacts:
        return ServerFacts("10.11-MariaDB", "kiosk@%", self.clock, "TLS_AES_256_GCM_SHA384")

    def grants(self) -> GrantFacts:
        return GrantFacts(tuple(f"X on {number}" for number in range(9)), ("GRANT …",))

    def schema(self) -> SchemaFacts:
        return SchemaFacts("evse", None)

    def registration(self) -> str | None:
        return None

    def observe(self) -> StationObservation:
        raise KioskError

    def tag(self, id_tag: str) -> TagFacts | None:
        return None

    def messages(self) -> MessageFacts | None:
        return None

    def close(self) -> None:
        pass


@pytest.mark.parametrize(("seconds", "level"), [(-3, "ok"), (20, "warning"), (-200, "problem")])
def test_clocks_that_differ_are_told(seconds: float, level: str) -> None:
    now = datetime(2026, 1, 21, tzinfo=UTC)
    inspector = Inspector(now + timedelta(seconds=seconds))
    checks = database_checks(inspector, "mysql://kiosk@db:3307/stevedb", lambda: now)
    found = {each.name: only(each.run()) for each in checks}
    assert found["clock"].level == level
    assert f"{abs(seconds):.1f} s" in found["clock"].seen
    assert found["database"].seen == (
        "10.11-MariaDB at db:3307/stevedb, as kiosk@%, TLS (TLS_AES_256_GCM_SHA384)"
    )
    assert found["grants"].seen.endswith("X on 5 and 3 more")


def relay_settings(tmp_path: Path, listen: Address | None, upstream: str) -> Settings:
    settings = Settings()
    relay = replace(settings.relay, listen=listen, upstream=upstream)
    store = replace(settings.store, path=tmp_path / "kiosk.sqlite3")
    return replace(settings, relay=relay, store=store)


def test_a_relay_that_records_must_listen_and_reach_steve(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        settings = relay_settings(tmp_path, Address("0.0.0.0", port), f"ws://127.0.0.1:{port}/x")
        assert [only(each.run()).level for each in relay_checks(settings)] == ["ok", "ok"]
    assert [only(each.run()).level for each in relay_checks(settings)] == ["warning"] * 2
    settings.relay_file.touch()
    assert [only(each.run()).level for each in relay_checks(settings)] == ["problem"] * 2


def test_an_upstream_that_speaks_no_tls_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        import threading

        port = server.getsockname()[1]

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(10)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.recv(1000)

        thread = threading.Thread(target=answer)
        thread.start()
        listen, upstream = relay_checks(relay_settings(tmp_path, None, f"wss://127.0.0.1:{port}/x"))
        finding = only(upstream.run())
        thread.join()
    assert finding.seen.startswith(f"cannot connect to wss://127.0.0.1:{port}/x: ")
    assert only(listen.run()).seen == "not used: relay.listen is empty"
