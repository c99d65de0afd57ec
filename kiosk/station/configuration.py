"""The station's configuration keys, OCPP 1.6 chapter 9."""

from collections.abc import Iterable
from dataclasses import dataclass

_MOST_SECONDS = 7 * 24 * 3600


@dataclass(slots=True)
class _Key:
    value: str
    # The range of a key that may be changed; None: read-only.
    lowest: int | None = None


class Configuration:
    """What GetConfiguration tells and ChangeConfiguration changes. Times in seconds."""

    def __init__(self, number_of_connectors: int, sample_interval: float) -> None:
        self._keys = {
            "AuthorizeRemoteTxRequests": _Key("false"),
            "HeartbeatInterval": _Key("14400", lowest=1),
            "MeterValueSampleInterval": _Key(f"{sample_interval:.0f}"),
            "NumberOfConnectors": _Key(str(number_of_connectors)),
            "StopTransactionOnEVSideDisconnect": _Key("true"),
            "StopTransactionOnInvalidId": _Key("true"),
            "SupportedFeatureProfiles": _Key("Core,RemoteTrigger"),
            "TransactionMessageAttempts": _Key("3", lowest=1),
            "TransactionMessageRetryInterval": _Key("10", lowest=0),
        }

    def __getitem__(self, key: str) -> int:
        return int(self._keys[key].value)

    def entries(self, wanted: Iterable[str]) -> tuple[list[dict[str, object]], list[str]]:
        """Return the known of the wanted keys, all for none, and the names of the unknown."""
        names = list(wanted) or list(self._keys)
        known = [
            {"key": name, "readonly": key.lowest is None, "value": key.value}
            for name in names
            if (key := self._keys.get(name))
        ]
        return known, [name for name in names if name not in self._keys]

    def change(self, name: str, value: str) -> str:
        """Set a key, and return the ConfigurationStatus (section 7.22)."""
        key = self._keys.get(name)
        if key is None:
            return "NotSupported"
        if key.lowest is None or not (value.isascii() and value.isdecimal()):
            return "Rejected"
        if not key.lowest <= int(value[:20]) <= _MOST_SECONDS:
            return "Rejected"
        key.value = value
        return "Accepted"
