"""The pictures of the documentation come out of the gallery."""

from kiosk.gallery.scene import Scene
from tools.pictures import FOLDER, PICTURES


def test_each_picture_is_of_a_state_that_there_is(scenes: tuple[Scene, ...]) -> None:
    assert {f"{name}.png" for name in PICTURES} == {file.name for file in FOLDER.iterdir()}
    assert {state for state, _ in PICTURES.values()} <= {scene.name for scene in scenes}
