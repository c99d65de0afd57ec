"""A settings file that lacks nothing, and what goes wrong when it does."""

from collections.abc import Callable

import pytest

from kiosk.settings import LoadedSettings, SettingsFaults

COMPLETE = """\
[station]
charge_box_id = "RIVOT_100A_01"
connector_ids = [1, 2]
[steve]
database_url = "mysql+pymysql://kiosk@127.0.0.1:3306/stevedb"
base_url = "http://127.0.0.1:8080/steve/"
user = "kiosk"
id_tag = "KIOSK01"
"""
PASSWORD = {"KIOSK_STEVE__PASSWORD": "let me in"}

Load = Callable[..., LoadedSettings]


def faults_of(load: Load, *arguments: object, **more: object) -> list[str]:
    """Return the faults that loading gives."""
    with pytest.raises(SettingsFaults) as caught:
        load(*arguments, **more)
    return [str(fault) for fault in caught.value.faults]
