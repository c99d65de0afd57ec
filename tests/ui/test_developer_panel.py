"""The developers' panel."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.developer_panel import DeveloperPanel


def test_a_button_asks_for_its_action_at_its_connector(qtbot: QtBot) -> None:
    panel = DeveloperPanel([("plug_in", "Plug in"), ("fault", "Fault & alarm")], [1, 2])
    qtbot.addWidget(panel)
    panel.show()
    asked: list[tuple[str, int]] = []
    panel.action_requested.connect(lambda key, connector_id: asked.append((key, connector_id)))
    for button in panel.findChildren(QPushButton):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [("plug_in", 1), ("fault", 1), ("plug_in", 2), ("fault", 2)]


def test_closing_it_does_not_end_the_kiosk(qtbot: QtBot) -> None:
    panel = DeveloperPanel([], [1])
    qtbot.addWidget(panel)
    assert not panel.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    assert panel.windowFlags() & Qt.WindowType.Tool
