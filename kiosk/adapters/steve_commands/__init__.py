"""Remote commands through SteVe's REST operations API, or through its web form."""

from kiosk.adapters.steve_commands.commands import InterfaceName, SteveCommands
from kiosk.adapters.steve_commands.operation import InterfaceProbe

__all__ = ["InterfaceName", "InterfaceProbe", "SteveCommands"]
