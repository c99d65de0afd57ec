"""The station's configuration keys."""

import pytest

from kiosk.station.configuration import Configuration


@pytest.fixture
def configuration() -> Configuration:
    return Configuration(number_of_connectors=2, sample_interval=10.0)


def test_no_key_asks_for_all(configuration: Configuration) -> None:
    known, unknown = configuration.entries(())
    values = {str(entry["key"]): entry["value"] for entry in known}
    assert values["NumberOfConnectors"] == "2"
    assert values["MeterValueSampleInterval"] == "10"
    assert list(values) == sorted(values)
    assert unknown == []


@pytest.mark.parametrize(
    ("key", "value", "answer"),
    [
        ("HeartbeatInterval", "60", "Accepted"),
        ("HeartbeatInterval", "0", "Rejected"),
        ("HeartbeatInterval", "", "Rejected"),
        ("HeartbeatInterval", "١", "Rejected"),
        ("HeartbeatInterval", "9" * 500, "Rejected"),
        ("TransactionMessageRetryInterval", "0", "Accepted"),
        ("NumberOfConnectors", "1", "Rejected"),
        ("Colour", "red", "NotSupported"),
    ],
)
def test_only_some_keys_take_only_some_values(
    configuration: Configuration, key: str, value: str, answer: str
) -> None:
    before = configuration.entries(())
    assert configuration.change(key, value) == answer
    if answer == "Accepted":
        assert configuration[key] == int(value)
    else:
        assert configuration.entries(()) == before
