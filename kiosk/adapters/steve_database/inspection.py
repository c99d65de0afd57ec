"""Looks at an installation's databases for ``kiosk doctor``, the way the kiosk reads them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from kiosk.adapters.data_transfer_table import DataTransferTable, find_data_transfer_table
from kiosk.adapters.data_transfers import DataTransferLog, DataTransferSources
from kiosk.adapters.database import DatabaseAddress, DatabaseConnection
from kiosk.adapters.steve_database import grants
from kiosk.adapters.steve_database.schema import SteveSchema, find_schema
from kiosk.adapters.steve_database.station import Station
from kiosk.domain.errors import Malformed, Misconfigured
from kiosk.domain.observation import DataTransferRecord, StationObservation
from kiosk.domain.vendor import SESSION_SUMMARY, VEHICLE_INFO, VENDOR_ID
from kiosk.inspection import GrantFacts, MessageFacts, SchemaFacts, ServerFacts, TagFacts

_OLDER_TABLE, _NEWER_TABLE = "connector", "evse"
_OWN_ACCOUNT, _OTHER_ACCOUNT = "'kiosk'@'%'", "'kiosk_reader'@'%'"


class SteveDatabaseInspector:
    """A :class:`kiosk.inspection.SteveInspector`. Blocking, and used by one thread."""

    def __init__(
        self,
        charge_box_id: str,
        connector_ids: tuple[int, ...],
        database: DatabaseAddress,
        data_transfers: DatabaseAddress,
        *,
        data_transfer_table: str = "",
        vendor_id: str = VENDOR_ID,
        timeout: float = 3.0,
        statement_timeout: float = 2.0,
    ) -> None:
        """``data_transfers`` is looked at first for the messages, as the kiosk does."""
        self._charge_box_id = charge_box_id
        self._connector_ids = connector_ids
        self._vendor_id = vendor_id
        self._database = DatabaseConnection(database, timeout, statement_timeout)
        self._table_name = data_transfer_table
        own = DatabaseConnection(data_transfers, timeout, statement_timeout)
        self._messages_database = "" if own.is_sqlite else _database_name(data_transfers)
        # The kiosk's own file has its own name for the table.
        self._message_sources = (
            (own, "" if own.is_sqlite else data_transfer_table),
            (self._database, data_transfer_table),
        )

    def server(self) -> ServerFacts:
        """Connect, and tell to what."""
        ((version, account, clock),) = self._database.query(
            "SELECT VERSION(), CURRENT_USER(), UTC_TIMESTAMP(6)"
        )
        ((_, cipher),) = self._database.query("SHOW SESSION STATUS LIKE 'Ssl_cipher'")
        moment = _moment(clock)
        if moment is None:
            raise Malformed("the database does not tell the time")
        return ServerFacts(str(version), str(account), moment, str(cipher))

    def grants(self) -> GrantFacts:
        """Compare what the account may with what it needs."""
        ((account, version, database),) = self._database.query(
            "SELECT CURRENT_USER(), VERSION(), DATABASE()"
        )
        granted = [str(line) for (line,) in self._database.query("SHOW GRANTS")]
        least = grants.LeastGrants(str(database), self._connector_table(), self._message_table())
        excess = least.excess(granted, self._messages_database)
        if not excess:
            return GrantFacts((), least.statements(grants.quoted_account(str(account))))
        # Another account, for taking from this one might take from whoever else uses it.
        new = _OTHER_ACCOUNT if str(account).startswith("kiosk@") else _OWN_ACCOUNT
        limits = "MAX_USER_CONNECTIONS 4"
        if "mariadb" in str(version).lower():
            limits += " MAX_STATEMENT_TIME 2"
        create = f"CREATE USER {new} IDENTIFIED BY 'choose-a-password' WITH {limits};"
        return GrantFacts(excess, (create, *least.statements(new)))

    def schema(self) -> SchemaFacts:
        """Look at the schema. Raises Misconfigured with what is missing or may not be read."""
        schema = find_schema(self._database)
        return SchemaFacts(schema.connector_table, self._migration())

    def registration(self) -> str | None:
        """Return the station's registration status, ``None`` where SteVe does not know it."""
        rows = self._database.query(
            "SELECT registration_status FROM charge_box WHERE charge_box_id = %s",
            (self._charge_box_id,),
        )
        return str(rows[0][0])[:50] if rows else None

    def observe(self) -> StationObservation:
        """Read the station, all of it, just as the kiosk does."""
        sources = DataTransferSources([self._log(*it) for it in self._message_sources])
        station = Station(self._charge_box_id, self._connector_ids, self._database, sources)
        return station.read({})[0]

    def tag(self, id_tag: str) -> TagFacts | None:
        """Return the tag, ``None`` where SteVe does not know it."""
        rows = self._database.query(
            f"SELECT {', '.join(grants.TAG_COLUMNS[1:])}, expiry_date <= UTC_TIMESTAMP(6)"  # noqa: S608 - names of this program's
            f" FROM {grants.TAG_VIEW} WHERE id_tag = %s",
            (id_tag,),
        )
        if not rows:
            return None
        expiry, limit, active, blocked, expired = rows[0]
        return TagFacts(int(limit), int(active), bool(blocked), _moment(expiry), bool(expired))

    def messages(self) -> MessageFacts | None:
        """Return the table of DataTransfer messages, ``None`` where there is none."""
        for connection, name in self._message_sources:
            table = find_data_transfer_table(connection, name)
            if table is None:
                continue
            log = self._log(connection, name)
            log.look()
            records = tuple(log.newest().values())
            return MessageFacts(
                place=_place(connection),
                table=table.name,
                data_type=_data_type(connection, table),
                vehicle_info=_newest(records, VEHICLE_INFO),
                session_summary=_newest(records, SESSION_SUMMARY),
            )
        return None

    def close(self) -> None:
        """Give connections back. Idempotent."""
        for connection, _ in self._message_sources:
            connection.close()

    def _log(self, connection: DatabaseConnection, table: str) -> DataTransferLog:
        return DataTransferLog(connection, self._charge_box_id, table, self._vendor_id)

    def _connector_table(self) -> str:
        try:
            schema: SteveSchema = find_schema(self._database)
        except Misconfigured:
            # Something may be missing for want of a grant; what is there tells all the same.
            ((older,),) = self._database.query(
                "SELECT COUNT(*) FROM information_schema.columns"
                " WHERE table_schema = DATABASE() AND column_name = 'connector_pk'"
            )
            return _OLDER_TABLE if older else _NEWER_TABLE
        return schema.connector_table

    def _message_table(self) -> str | None:
        if self._table_name:
            return self._table_name
        table = find_data_transfer_table(self._database, "")
        return table.name if table else None

    def _migration(self) -> str | None:
        try:
            rows = self._database.query(
                f"SELECT version FROM {grants.MIGRATIONS_TABLE} WHERE success"  # noqa: S608 - a name of this program's
                " ORDER BY installed_rank DESC LIMIT 1"
            )
        except Misconfigured:
            return None
        return str(rows[0][0])[:50] if rows else None


def _moment(moment: Any) -> datetime | None:
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) else None


def _database_name(address: DatabaseAddress) -> str:
    return urlsplit(address.url).path.strip("/")


def _place(connection: DatabaseConnection) -> str:
    if connection.is_sqlite:
        return str(connection.sqlite_file)
    ((name,),) = connection.query("SELECT DATABASE()")
    return str(name)


def _newest(records: Sequence[DataTransferRecord], message_id: str) -> DataTransferRecord | None:
    found = (record for record in records if record.message_id == message_id)
    return max(found, key=lambda record: record.received, default=None)


def _data_type(connection: DatabaseConnection, table: DataTransferTable) -> str:
    if connection.is_sqlite:
        columns = connection.query(f'PRAGMA table_info("{table.name}")')
        found = [kind for _, name, kind, *_ in columns if name == "data"]
    else:
        rows = connection.query(
            "SELECT data_type FROM information_schema.columns WHERE table_schema = DATABASE()"
            " AND table_name = %s AND column_name = 'data'",
            (table.name,),
        )
        found = [kind for (kind,) in rows]
    return str(found[0]).lower() if found else "unknown"
