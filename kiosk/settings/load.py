"""Loading: from what was given to checked settings, or the list of all that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from kiosk.domain.vehicle import DEFAULT_MODELS
from kiosk.settings.declaring import Declaration
from kiosk.settings.faults import SettingsFault, SettingsFaults
from kiosk.settings.models import read_models
from kiosk.settings.prices import has_prices
from kiosk.settings.secret import Secret, read_secret_file
from kiosk.settings.sections import SECTIONS, Settings, declarations
from kiosk.settings.sources import Given, Sources, fingerprint, gather, variable_name

SIMULATED_CHARGE_BOX_ID = "RIVOT_100A_01"
DEFAULT_PLACE = "default"


class Purpose(Enum):
    """What the settings are for, which decides what must not be missing."""

    LOOK = "look"
    SIMULATION = "simulation"
    DATABASE = "database"
    KIOSK = "kiosk"
    RELAY = "relay"


_NEEDED: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.LOOK: (),
    Purpose.SIMULATION: (),
    Purpose.DATABASE: ("steve.database_url",),
    Purpose.RELAY: ("relay.listen", "relay.upstream"),
    Purpose.KIOSK: (
        "station.charge_box_id",
        "steve.database_url",
        "steve.base_url",
        "steve.user",
        "steve.password",
        "steve.id_tag",
    ),
}


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings, and where they came from.

    ``origins`` gives the place of each key, "default" where nobody gave it; ``file`` is the
    settings file, if there is one. ``warnings`` are sentences for the log. ``missing`` are keys
    that a kiosk at a real station still needs.
    """

    settings: Settings
    origins: Mapping[str, str]
    file: Path | None
    warnings: tuple[str, ...]
    missing: tuple[str, ...]
    watched_paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class SettingsSource:
    """How to load the settings, and to load them again after a change."""

    overrides: Mapping[str, str]
    config: Path | None
    environ: Mapping[str, str]
    purpose: Purpose = Purpose.KIOSK

    def load(self) -> LoadedSettings:
        """Load them now. Raises :class:`SettingsFaults`."""
        return load_settings(self.overrides, self.config, self.environ, self.purpose)

    def fingerprint(self, watched_paths: tuple[Path, ...]) -> object:
        """Return what differs once a watched file has changed: then load again."""
        return fingerprint(watched_paths)


def load_settings(
    overrides: Mapping[str, str],
    config: Path | None,
    environ: Mapping[str, str],
    purpose: Purpose = Purpose.KIOSK,
) -> LoadedSettings:
    """Load and check the settings.

    ``overrides`` are the flags' values by key (``"ui.theme"``); they win over ``environ``, which
    wins over the file. The file is ``config``, else ``$KIOSK_CONFIG``, else the user's, else the
    system's. Raises :class:`SettingsFaults` with everything that is wrong.
    """
    loading = _Loading(gather(overrides, config, environ), environ)
    return loading.result(purpose)


class _Loading:
    """One pass over all settings."""

    def __init__(self, sources: Sources, environ: Mapping[str, str]) -> None:
        self._sources = sources
        self._faults = list(sources.faults)
        self._origins: dict[str, str] = {}
        self._warnings: list[str] = []
        self._watched = list(sources.candidates)
        self._failed: set[str] = set()
        folder = environ.get("CREDENTIALS_DIRECTORY")
        self._credentials = Path(folder) if folder else None

    def result(self, purpose: Purpose) -> LoadedSettings:
        sections = {name: self._section(name) for name in SECTIONS}
        settings = Settings(**sections, vehicle_models=self._models())
        if purpose is Purpose.SIMULATION and not settings.station.charge_box_id:
            station = replace(settings.station, charge_box_id=SIMULATED_CHARGE_BOX_ID)
            settings = replace(settings, station=station)
        self._check_receipts(settings)
        missing = self._missing(settings, Purpose.KIOSK)
        for key in () if self._sources.unread else self._missing(settings, purpose):
            self._fault(key, self._sources.place, f"is missing: {_remedy(key)}")
        if self._faults:
            raise SettingsFaults(tuple(self._faults), tuple(self._watched))
        self._warnings.extend(_unencrypted(settings))
        return LoadedSettings(
            settings,
            self._origins,
            self._sources.file,
            tuple(self._warnings),
            missing,
            tuple(self._watched),
        )

    def _fault(self, key: str, place: str, message: str) -> None:
        self._faults.append(SettingsFault(key, place, message))
        self._failed.add(key)

    def _section(self, section: str) -> Any:
        values: dict[str, Any] = {}
        for declared in declarations(section):
            if not declared.is_secret:
                values[declared.name] = self._value(declared)
        for declared in declarations(section):
            if declared.is_secret:
                values[declared.name] = self._secret(declared, values)
        return SECTIONS[section](**values)

    def _value(self, declared: Declaration) -> Any:
        given = self._sources.given.get(declared.key)
        self._origins[declared.key] = given.place if given else DEFAULT_PLACE
        if given is None:
            return declared.default
        try:
            return _read(declared, given)
        except ValueError as error:
            self._fault(declared.key, given.place, str(error))
            return declared.default

    def _secret(self, declared: Declaration, values: dict[str, Any]) -> Secret | None:
        """Find a password: its variable, its file, inside the URL, systemd's credential."""
        key, file_name = declared.key, f"{declared.name}_file"
        file_key = f"{declared.section}.{file_name}"
        within = _take_password(values, declared.in_url)
        if within is not None:
            url_key = f"{declared.section}.{declared.in_url}"
            self._warnings.append(
                f"{self._origins[url_key]}: {url_key} holds a password; "
                f"better name a file that holds it in {file_name}"
            )
        if (given := self._sources.given.get(key)) is not None:
            if given.as_text:
                secret: Secret | None = self._value(declared)
                return secret
            self._fault(key, given.place, f"does not belong in this file: {_remedy(key)}")
            return None
        if (file := values[file_name]) is not None:
            self._origins[key] = str(file)
            return self._secret_from(file, key, file_key)
        if within is not None:
            self._origins[key] = self._origins[f"{declared.section}.{declared.in_url}"]
            return within
        if self._credentials and (credential := self._credentials / declared.credential).is_file():
            self._origins[key] = f"systemd credential {declared.credential}"
            return self._secret_from(credential, key, key)
        self._origins[key] = DEFAULT_PLACE
        if file_key in self._failed:
            self._failed.add(key)
        return None

    def _secret_from(self, file: Path, key: str, blamed: str) -> Secret | None:
        self._watched.append(file)
        try:
            return read_secret_file(file, trusted_folder=self._credentials)
        except ValueError as error:
            self._fault(blamed, self._origins.get(blamed, str(file)), f"cannot be used: {error}")
            self._failed.add(key)
            return None

    def _models(self) -> Any:
        if self._sources.models is None:
            self._origins["vehicle_models"] = DEFAULT_PLACE
            return DEFAULT_MODELS
        self._origins["vehicle_models"] = str(self._sources.file)
        models, faults = read_models(self._sources.models, self._sources.model_places)
        self._faults.extend(faults)
        return models

    def _check_receipts(self, settings: Settings) -> None:
        receipt = settings.receipt
        needed: dict[str, str] = {}
        if has_prices(settings.tariff):
            needed |= dict.fromkeys(("prefix", "name"), "with a tariff receipts are given")
        if receipt.gstin:
            reason = "a tax invoice must state it"
            needed |= dict.fromkeys(("name", "address", "place_of_supply"), reason)
        if settings.tariff.taxes and settings.tariff.currency == "INR":
            needed["gstin"] = "who collects GST has one"
        if settings.payment.upi_id and settings.tariff.currency != "INR":
            self._fault("payment.upi_id", self._origins["payment.upi_id"], "pays in rupees only")
        for name, reason in needed.items():
            key = f"receipt.{name}"
            if not getattr(receipt, name) and key not in self._failed:
                self._fault(key, self._sources.place, f"is missing: {reason}")

    def _missing(self, settings: Settings, purpose: Purpose) -> tuple[str, ...]:
        def is_missing(key: str) -> bool:
            section, _, name = key.partition(".")
            return key not in self._failed and not getattr(getattr(settings, section), name)

        return tuple(key for key in _NEEDED[purpose] if is_missing(key))


def _read(declared: Declaration, given: Given) -> Any:
    kind = declared.kind
    value = kind.read_text(given.value) if given.as_text else kind.read(given.value)
    if isinstance(value, Path) and given.folder is not None:
        return given.folder / value
    return value


def _take_password(values: dict[str, Any], url_name: str) -> Secret | None:
    """Take the password out of a URL, so that the URL can be shown."""
    if not url_name or not values[url_name]:
        return None
    parts = urlsplit(values[url_name])
    if parts.password is None:
        return None
    user, _, host = parts.netloc.rpartition("@")
    without = f"{user.partition(':')[0]}@{host}"
    values[url_name] = urlunsplit(parts._replace(netloc=without))
    return Secret(unquote(parts.password)) if parts.password else None


def _remedy(key: str) -> str:
    variable = variable_name(key)
    if key.endswith("password"):
        name = key.partition(".")[2]
        return f"name a file that holds it in {name}_file, or set {variable}"
    return f"set it in the settings file or as {variable}"


def _unencrypted(settings: Settings) -> list[str]:
    steve = settings.steve
    warnings = []
    if steve.base_url.startswith("http://") and not _is_local(steve.base_url):
        warnings.append(
            "steve.base_url sends the password unencrypted to another machine: use https"
        )
    for name, section in (
        ("steve", steve),
        ("data_transfer", settings.data_transfer),
        ("relay", settings.relay),
    ):
        if (
            section.database_url
            and not section.database_tls
            and not _is_local(section.database_url)
        ):
            warnings.append(f"{name}.database_url is on another machine: set database_tls = true")
    return warnings


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
