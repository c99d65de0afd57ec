"""From settings to the objects that work with a real station."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from kiosk.adapters.database import DatabaseAddress
from kiosk.adapters.steve_commands import SteveCommands
from kiosk.adapters.steve_database.reader import SteveDatabaseReader
from kiosk.adapters.store import SqliteSessionStore
from kiosk.adapters.system_clock import SystemClock
from kiosk.domain.receipt import ReceiptIssuer, Seller
from kiosk.domain.rules import SessionRules
from kiosk.domain.serial import prefix_for
from kiosk.domain.upi import Payee
from kiosk.settings import DataTransferSettings, Settings, SteveSettings
from kiosk.settings.money import zone_of
from kiosk.settings.prices import tariff
from kiosk.worker import StationPlan, StationPorts

if TYPE_CHECKING:
    from kiosk.adapters.printer import EscposPrinter
    from kiosk.adapters.steve_commands.commands import InterfaceName
    from kiosk.adapters.steve_database.inspection import SteveDatabaseInspector
    from kiosk.app.receipt_printing import PaperReceipts


def session_rules(settings: Settings) -> SessionRules:
    """Return the rules that the settings give."""
    session = settings.session
    return SessionRules(
        id_tag=settings.steve.id_tag,
        models=settings.vehicle_models,
        vehicle_info_max_age=session.vehicle_info_max_age,
        start_timeout=session.start_timeout,
        stop_slow_after=session.stop_slow_after,
        summary_seconds=session.summary_seconds,
        last_session_seconds=session.last_session_seconds,
        heartbeat_timeout=settings.station.heartbeat_timeout,
        stop_others=session.stop_others,
        tariff=tariff(settings.tariff),
        time_zone=zone_of(settings.tariff.time_zone),
        receipt_wait=settings.receipt.wait_seconds,
        payee=payee(settings),
    )


def payee(settings: Settings) -> Payee | None:
    """Return who is paid by UPI, ``None`` for nobody."""
    payment = settings.payment
    if not payment.upi_id:
        return None
    return Payee(payment.upi_id, payment.upi_name or settings.receipt.name)


def station_plan(settings: Settings) -> StationPlan:
    """Return what the worker is to look after."""
    return StationPlan(
        settings.station.charge_box_id,
        settings.station.connector_ids,
        session_rules(settings),
        poll_seconds=settings.session.poll_seconds,
        idle_poll_seconds=settings.session.idle_poll_seconds,
        name=settings.station.name,
    )


def station_reader(
    settings: Settings, charge_box_id: str, connector_ids: tuple[int, ...]
) -> SteveDatabaseReader:
    """Return a reader of SteVe's database; it connects when it is first asked."""
    return SteveDatabaseReader(
        charge_box_id,
        connector_ids,
        _address(settings.steve),
        data_transfers=_messages_address(settings),
        data_transfer_table=settings.data_transfer.table,
        vendor_id=settings.data_transfer.vendor_id,
    )


def station_inspector(settings: Settings) -> "SteveDatabaseInspector":
    """Return what looks at the same databases for kiosk doctor."""
    # The kiosk itself has no use for it.
    from kiosk.adapters.steve_database.inspection import SteveDatabaseInspector

    return SteveDatabaseInspector(
        settings.station.charge_box_id,
        settings.station.connector_ids,
        _address(settings.steve),
        _messages_address(settings),
        data_transfer_table=settings.data_transfer.table,
        vendor_id=settings.data_transfer.vendor_id,
    )


def steve_commands(settings: Settings, answer_timeout: float = 40.0) -> SteveCommands:
    """Return SteVe's interface for commands. Raises Misconfigured."""
    steve = settings.steve
    return SteveCommands(
        base_url=steve.base_url,
        interface=cast("InterfaceName", steve.interface),
        user=steve.user,
        password=steve.password.reveal() if steve.password else "",
        charge_box_id=settings.station.charge_box_id,
        ca_file=str(steve.ca_file) if steve.ca_file else None,
        answer_timeout=answer_timeout,
    )


def station_ports(settings: Settings) -> StationPorts:
    """Return all that the worker works with; whoever asks closes them.

    With a printer it needs a QGuiApplication.
    """
    station = settings.station
    return StationPorts(
        reader=station_reader(settings, station.charge_box_id, station.connector_ids),
        commands=steve_commands(settings),
        store=SqliteSessionStore(settings.store.path, receipt_issuer(settings)),
        clock=SystemClock(),
        printer=receipt_printer(settings),
    )


def _messages_address(settings: Settings) -> DatabaseAddress:
    if settings.data_transfer.database_url:
        return _address(settings.data_transfer)
    return DatabaseAddress(f"sqlite:///{settings.relay_file}")


def issuer_of(
    settings: Settings, charge_box_id: str, sign: Callable[[bytes], bytes]
) -> ReceiptIssuer:
    """Return what makes a kiosk's receipts, numbered by its station's id if nobody set a prefix."""
    receipt, station = settings.receipt, settings.station
    seller = Seller(
        receipt.prefix or prefix_for(charge_box_id),
        receipt.name or station.name or charge_box_id,
        receipt.address,
        receipt.gstin,
        receipt.sac,
        receipt.place_of_supply,
    )
    return ReceiptIssuer(seller, zone_of(settings.tariff.time_zone), sign)


def receipt_issuer(settings: Settings) -> ReceiptIssuer:
    """Return what makes this kiosk's receipts, with the key in its file."""

    def sign(message: bytes) -> bytes:
        # Only with the first receipt is there anything to sign.
        from kiosk.adapters.signing import SigningKey

        return SigningKey(settings.receipt_key_file).sign(message)

    return issuer_of(settings, settings.station.charge_box_id, sign)


def thermal_printer(settings: Settings) -> "EscposPrinter | None":
    """Return the printer, ``None`` where there is none."""
    device = settings.printer.device
    if device is None:
        return None
    # Most kiosks have no printer.
    from kiosk.adapters.printer import EscposPrinter

    return EscposPrinter(device, settings.printer.paper_mm)


def receipt_printer(settings: Settings) -> "PaperReceipts | None":
    """Return what puts receipts on paper, ``None`` without a printer. Needs a QGuiApplication."""
    printer = thermal_printer(settings)
    if printer is None:
        return None
    from kiosk.app.receipt_printing import PaperReceipts
    from ui.fonts import load_fonts
    from ui.languages import LANGUAGES

    # A seller may have a name in any of the scripts.
    load_fonts(tuple(LANGUAGES))
    return PaperReceipts(printer, settings.printer.paper_mm)


def _address(section: SteveSettings | DataTransferSettings) -> DatabaseAddress:
    return DatabaseAddress(
        section.database_url,
        section.database_password.reveal() if section.database_password else None,
        tls=section.database_tls,
        ca_file=str(section.database_ca_file) if section.database_ca_file else None,
    )
