"""When a snapshot reaches the window."""

from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from kiosk.app.rendering import Rendering
from kiosk.domain.snapshot import StationSnapshot

NOON = datetime(2026, 1, 21, 12, tzinfo=UTC)


def snapshot(number: int) -> StationSnapshot:
    return StationSnapshot("STATION_01", NOON + timedelta(seconds=number), ())


def test_of_a_burst_the_first_is_rendered_at_once_and_the_last_soon(qtbot: QtBot) -> None:
    rendered: list[StationSnapshot] = []
    rendering = Rendering(rendered.append)
    for number in range(5):
        rendering.publish(snapshot(number))
    assert rendered == [snapshot(0)]
    qtbot.waitUntil(lambda: rendered == [snapshot(0), snapshot(4)])
    rendering.close()


def test_after_a_tap_nothing_waits_for_its_turn(qtbot: QtBot) -> None:
    rendered: list[StationSnapshot] = []
    rendering = Rendering(rendered.append)
    rendering.publish(snapshot(0))
    rendering.publish(snapshot(1))
    rendering.hurry()
    rendering.hurry()
    assert rendered == [snapshot(0), snapshot(1)]


def test_once_closed_it_renders_nothing_more(qtbot: QtBot) -> None:
    rendered: list[StationSnapshot] = []
    rendering = Rendering(rendered.append)
    rendering.publish(snapshot(0))
    rendering.publish(snapshot(1))
    rendering.close()
    rendering.hurry()
    assert rendered == [snapshot(0)]
