"""Every setting there is: its name, kind, default and what it means, declared once.

``kiosk config --example`` and the reading, checking and printing of settings all work from these
declarations. The attributes are what the rest of the program uses.
"""

# ruff: noqa: RUF009 - the calls make dataclass fields, as field() does

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.domain.vehicle import DEFAULT_MODELS, VehicleModel
from kiosk.domain.vendor import VENDOR_ID
from kiosk.run_options import LANGUAGES, THEMES
from kiosk.settings import kinds
from kiosk.settings.declaring import Declaration, declarations_of, setting
from kiosk.settings.kinds import Address, ScreenSize
from kiosk.settings.money_sections import (
    PaymentSettings,
    PrinterSettings,
    ReceiptSettings,
    TariffSettings,
)
from kiosk.settings.secret import Secret


def default_store_path() -> Path:
    """Where the kiosk keeps its own data unless told otherwise."""
    from platformdirs import user_data_path

    return user_data_path("kiosk", appauthor=False) / "kiosk.sqlite3"


@dataclass(frozen=True, slots=True)
class StationSettings:
    """The charging station that the kiosk stands at."""

    charge_box_id: str = setting(
        kinds.text(255, forbidden="/"),
        "",
        "the station's identity in SteVe (ChargeBoxId)",
        example="RIVOT_100A_01",
    )
    connector_ids: tuple[int, ...] = setting(
        kinds.connector_ids(), (1,), "the connectors this kiosk serves, in the order shown"
    )
    name: str = setting(kinds.text(60), "", "a name for riders; empty: the charge_box_id")
    help_number: str = setting(
        kinds.text(40), "", "the telephone number shown to riders who need help"
    )
    heartbeat_timeout: float = setting(
        kinds.number(60, 604_800),
        32_400.0,
        "seconds of silence after which the station counts as unreachable; over twice SteVe's "
        "heartbeat interval (14400 s unless changed there)",
    )


@dataclass(frozen=True, slots=True)
class SteveSettings:
    """SteVe: its database, which is read, and its interface, which takes commands."""

    database_url: str = setting(
        kinds.database_url(),
        "",
        "SteVe's database; an account that may only SELECT is enough",
        example="mysql+pymysql://kiosk@127.0.0.1:3306/stevedb",
    )
    database_password: Secret | None = setting(
        kinds.secret(),
        None,
        "the database account's password",
        credential="database_password",
        in_url="database_url",
    )
    database_password_file: Path | None = setting(
        kinds.path(), None, "a file (mode 0600) that holds the database account's password"
    )
    database_tls: bool = setting(
        kinds.yes_or_no(), False, "demand an encrypted connection with a checked certificate"
    )
    database_ca_file: Path | None = setting(
        kinds.path(must_exist=True), None, "certificates to check it by; empty: the system's"
    )
    base_url: str = setting(
        kinds.web_url("http", "https", example="http://127.0.0.1:8080/steve"),
        "",
        "SteVe's address with its context path",
        example="http://127.0.0.1:8080/steve",
    )
    interface: str = setting(
        kinds.choice("auto", "rest", "web_form"),
        "auto",
        "how commands are given: auto, rest (SteVe's operations API) or web_form (older SteVe)",
    )
    user: str = setting(
        kinds.text(255), "", "the web user that gives the commands", example="kiosk"
    )
    password: Secret | None = setting(
        kinds.secret(),
        None,
        "that user's password: the API password for rest, the web password for web_form",
        credential="steve_password",
    )
    password_file: Path | None = setting(
        kinds.path(), None, "a file (mode 0600) that holds that user's password"
    )
    ca_file: Path | None = setting(
        kinds.path(must_exist=True), None, "certificates to check https by; empty: the system's"
    )
    id_tag: str = setting(
        kinds.id_token(), "", "the OCPP tag that the kiosk starts charges with", example="KIOSK01"
    )


@dataclass(frozen=True, slots=True)
class DataTransferSettings:
    """Where the vendor's DataTransfer messages are recorded."""

    database_url: str = setting(
        kinds.database_url(),
        "",
        "the database with the messages; empty: the relay's file beside the store",
    )
    database_password: Secret | None = setting(
        kinds.secret(),
        None,
        "that account's password",
        credential="data_transfer_database_password",
        in_url="database_url",
    )
    database_password_file: Path | None = setting(
        kinds.path(), None, "a file (mode 0600) that holds that account's password"
    )
    database_tls: bool = setting(
        kinds.yes_or_no(), False, "demand an encrypted connection with a checked certificate"
    )
    database_ca_file: Path | None = setting(
        kinds.path(must_exist=True), None, "certificates to check it by; empty: the system's"
    )
    table: str = setting(kinds.text(64), "", "the table's name; empty: found by its columns")
    vendor_id: str = setting(kinds.text(255), VENDOR_ID, "the vendorId of the messages")


@dataclass(frozen=True, slots=True)
class RelaySettings:
    """The OCPP relay between the station and SteVe."""

    listen: Address | None = setting(
        kinds.address(),
        Address("127.0.0.1", 9000),
        "where stations connect, at ws://…/{charge_box_id}",
    )
    upstream: str = setting(
        kinds.web_url("ws", "wss", example="ws://127.0.0.1:8080/steve/websocket/…"),
        "ws://127.0.0.1:8080/steve/websocket/CentralSystemService",
        "SteVe's OCPP-J endpoint, without the charge_box_id",
    )
    upstream_ca_file: Path | None = setting(
        kinds.path(must_exist=True), None, "certificates to check wss by; empty: the system's"
    )
    certificate: Path | None = setting(
        kinds.path(must_exist=True),
        None,
        "the certificate (with its chain) for stations that connect by wss; empty: ws",
    )
    private_key: Path | None = setting(
        kinds.path(must_exist=True), None, "its private key; empty: in the same file"
    )
    vendors: tuple[str, ...] = setting(
        kinds.texts(),
        (VENDOR_ID,),
        "the vendorIds whose DataTransfer is accepted once it is recorded, even if SteVe refuses",
    )
    database_url: str = setting(
        kinds.database_url(),
        "",
        "the database to record in, the same as data_transfer.database_url; empty: a file beside "
        "the store",
    )
    database_password: Secret | None = setting(
        kinds.secret(),
        None,
        "that account's password",
        credential="relay_database_password",
        in_url="database_url",
    )
    database_password_file: Path | None = setting(
        kinds.path(), None, "a file (mode 0600) that holds that account's password"
    )
    database_tls: bool = setting(
        kinds.yes_or_no(), False, "demand an encrypted connection with a checked certificate"
    )
    database_ca_file: Path | None = setting(
        kinds.path(must_exist=True), None, "certificates to check it by; empty: the system's"
    )
    retention_days: float = setting(
        kinds.number(0, 36_500), 90.0, "days that records are kept; 0: any age"
    )
    answer_wait_seconds: float = setting(
        kinds.number(0, 30),
        2.0,
        "how many seconds the answer to a DataTransfer may wait for its record",
    )
    ping_seconds: float = setting(
        kinds.number(0, 25),
        20.0,
        "seconds between pings to stations and SteVe; a side that is silent for two and a half "
        "times as long, or 50 s, is gone; 0: no pings, and silence ends nothing",
    )
    handshake_seconds: float = setting(
        kinds.number(0.5, 60), 10.0, "how many seconds a connection may take to open"
    )
    max_frame_bytes: float = setting(
        kinds.number(1024, 64 * 1024 * 1024),
        8 * 1024 * 1024.0,
        "the largest message, in bytes; SteVe's own bound",
    )
    max_connections: float = setting(
        kinds.number(1, 20_000), 2000.0, "how many stations may be connected at once"
    )
    poke_socket: Path | None = setting(
        kinds.path(),
        None,
        "the local socket by which the kiosk is told of news; empty: beside the store",
    )


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """The kiosk's own data."""

    path: Path = setting(
        kinds.path(default_store_path),
        default_store_path,
        "the SQLite file; empty: in the user's data folder",
        example="",
    )


@dataclass(frozen=True, slots=True)
class MonitoringSettings:
    """The kiosk's state for monitoring."""

    listen: Address | None = setting(
        kinds.address(),
        None,
        "where /status, /healthz and /metrics answer, such as 127.0.0.1:9464; empty: nowhere",
    )


@dataclass(frozen=True, slots=True)
class SessionSettings:
    """How a charging session goes. Times in seconds."""

    vehicle_info_max_age: float = setting(
        kinds.number(10, 86_400), 300.0, "how old a VehicleInfo may be to start by it"
    )
    start_timeout: float = setting(
        kinds.number(10, 600), 60.0, "how long after START a charge may take to begin"
    )
    stop_slow_after: float = setting(
        kinds.number(5, 600), 30.0, "how long after STOP the rider is told that it takes longer"
    )
    summary_seconds: float = setting(
        kinds.number(20, 3600), 60.0, "how long the summary stays, unless dismissed"
    )
    last_session_seconds: float = setting(
        kinds.number(0, 604_800), 1800.0, "how long the last session is shown on the idle screen"
    )
    poll_seconds: float = setting(
        kinds.number(0.2, 30), 1.0, "how often the station is read while a vehicle is plugged in"
    )
    idle_poll_seconds: float = setting(kinds.number(0.2, 60), 1.0, "how often it is read otherwise")
    stop_others: bool = setting(
        kinds.yes_or_no(), True, "a rider may stop a charge that a card or an app began"
    )
    unplug_ends_charge: bool = setting(
        kinds.yes_or_no(), True, "a charge whose vehicle was unplugged has ended"
    )


@dataclass(frozen=True, slots=True)
class UiSettings:
    """The screen."""

    languages: tuple[str, ...] = setting(
        kinds.some_of(*LANGUAGES),
        ("en",),
        "the riders' languages, the first to begin with: en hi kn",
    )
    theme: str = setting(
        kinds.choice(*THEMES), "auto", "auto (by time of day), dark, light or high_contrast"
    )
    motion: str = setting(kinds.choice("on", "off"), "on", "animations: on or off")
    size: ScreenSize | None = setting(
        kinds.size(), None, "pixels such as 1280x800; empty: the whole screen"
    )
    windowed: bool = setting(kinds.yes_or_no(), False, "in a window instead of the whole screen")
    screen_width_mm: float = setting(
        kinds.number(50, 2000), 217.0, "the visible width of the screen in mm, for legible sizes"
    )
    viewing_distance_mm: float = setting(
        kinds.number(200, 3000), 600.0, "how far away riders stand, in mm"
    )
    attract_seconds: float = setting(
        kinds.number(0, 86_400),
        60.0,
        "seconds without a touch or a session until the screen invites passers-by; 0: never",
    )
    dim_seconds: float = setting(
        kinds.number(0, 86_400), 120.0, "seconds until it is dimmed; 0: never"
    )
    blank_seconds: float = setting(
        kinds.number(0, 86_400), 600.0, "seconds until it is dark; 0: never"
    )
    dim_percent: float = setting(
        kinds.number(1, 100), 30.0, "the backlight of a dimmed screen, in % of the usual"
    )
    blank_percent: float = setting(
        kinds.number(0, 100), 0.0, "the backlight of a dark screen, in % of the usual; 0: off"
    )
    backlight: Path | None = setting(
        kinds.path(),
        None,
        "the backlight's folder; empty: the first in /sys/class/backlight",
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked."""

    station: StationSettings = field(default_factory=StationSettings)
    steve: SteveSettings = field(default_factory=SteveSettings)
    data_transfer: DataTransferSettings = field(default_factory=DataTransferSettings)
    relay: RelaySettings = field(default_factory=RelaySettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    monitoring: MonitoringSettings = field(default_factory=MonitoringSettings)
    session: SessionSettings = field(default_factory=SessionSettings)
    tariff: TariffSettings = field(default_factory=TariffSettings)
    receipt: ReceiptSettings = field(default_factory=ReceiptSettings)
    payment: PaymentSettings = field(default_factory=PaymentSettings)
    printer: PrinterSettings = field(default_factory=PrinterSettings)
    ui: UiSettings = field(default_factory=UiSettings)
    vehicle_models: tuple[VehicleModel, ...] = DEFAULT_MODELS

    @property
    def relay_file(self) -> Path:
        """Where the relay records unless it is given a database."""
        return self.store.path.with_name("relay.sqlite3")

    @property
    def receipt_key_file(self) -> Path:
        """The private key that signs receipts."""
        return self.receipt.key_file or self.store.path.with_name("receipt.key")

    @property
    def poke_socket(self) -> Path:
        """Where the relay tells the kiosk that there is something new."""
        return self.relay.poke_socket or self.store.path.with_name("poke.sock")


SECTIONS: Mapping[str, type] = {
    "station": StationSettings,
    "steve": SteveSettings,
    "data_transfer": DataTransferSettings,
    "relay": RelaySettings,
    "store": StoreSettings,
    "monitoring": MonitoringSettings,
    "session": SessionSettings,
    "tariff": TariffSettings,
    "receipt": ReceiptSettings,
    "payment": PaymentSettings,
    "printer": PrinterSettings,
    "ui": UiSettings,
}


def declarations(section: str) -> tuple[Declaration, ...]:
    """Return the settings of a section, in their order."""
    return declarations_of(section, SECTIONS[section])
