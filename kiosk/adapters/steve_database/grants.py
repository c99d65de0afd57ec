"""What the kiosk's account may do, against the least that it needs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

CHARGE_BOX_COLUMNS = ("charge_box_id", "last_heartbeat_timestamp", "registration_status")
"""The table also holds the stations' passwords."""
TAG_VIEW = "ocpp_tag_activity"
TAG_COLUMNS = (
    "id_tag",
    "expiry_date",
    "max_active_transaction_count",
    "active_transaction_count",
    "blocked",
)
MIGRATIONS_TABLE = "schema_version"

_READ_WHOLE = ("connector_status", "connector_meter_value", "transaction_start", "transaction_stop")
_ANY_NAME = r"(?:`(?:[^`]|``)*`|[^\s`.]+)"
_GRANT = re.compile(
    rf"GRANT (?P<privileges>.+?) ON (?P<database>{_ANY_NAME})\.(?P<table>{_ANY_NAME}) TO "
)
_ROLE = re.compile(rf"GRANT (?P<role>{_ANY_NAME})(?:@{_ANY_NAME})? TO ")
_PRIVILEGE = re.compile(r"\s*(?P<name>[A-Za-z_ ]+?)\s*(?:\((?P<columns>[^)]*)\))?\s*(?:,|$)")


@dataclass(frozen=True, slots=True)
class LeastGrants:
    """The least for one schema: ``message_table`` is that of the DataTransfer messages, if any."""

    database: str
    connector_table: str
    message_table: str | None = None

    def statements(self, account: str) -> tuple[str, ...]:
        """Return it as SQL for ``account``, which is quoted already."""
        statements = []
        for table, columns in self._tables().items():
            only = f" ({', '.join(columns)})" if columns else ""
            place = f"{_quoted(self.database)}.{_quoted(table)}"
            statements.append(f"GRANT SELECT{only} ON {place} TO {account};")
        return tuple(statements)

    def excess(self, granted: Sequence[str], other_database: str) -> tuple[str, ...]:
        """Name what the lines of SHOW GRANTS allow beyond it.

        In ``other_database`` anything may be read.
        """
        found = (each for line in granted for each in self._excess_of(line, other_database))
        return tuple(dict.fromkeys(found))

    def _tables(self) -> Mapping[str, tuple[str, ...]]:
        """Give for each table the columns that may be read, none standing for all."""
        messages = {self.message_table: ()} if self.message_table else {}
        return {
            "charge_box": CHARGE_BOX_COLUMNS,
            self.connector_table: (),
            **dict.fromkeys(_READ_WHOLE, ()),
            TAG_VIEW: TAG_COLUMNS,
            MIGRATIONS_TABLE: (),
            **messages,
        }

    def _excess_of(self, line: str, other_database: str) -> Iterator[str]:
        match = _GRANT.match(line)
        if match is None:
            role = _ROLE.match(line)
            # Never the line itself: it may hold the password's hash.
            yield f"the role {_plain(role['role'])}" if role else "a grant of another kind"
            return
        database, table = _plain(match["database"]), _plain(match["table"])
        for privilege in _PRIVILEGE.finditer(match["privileges"]):
            name = " ".join(privilege["name"].upper().split())
            columns = tuple(
                _plain(each.strip()) for each in (privilege["columns"] or "").split(",")
            )
            if name == "USAGE" or (
                name == "SELECT"
                and (database == other_database or self._allows(database, table, columns))
            ):
                continue
            yield f"{name} on {database}.{table}"
        if "WITH GRANT OPTION" in line[match.end() :]:
            yield f"GRANT OPTION on {database}.{table}"

    def _allows(self, database: str, table: str, columns: tuple[str, ...]) -> bool:
        tables = self._tables()
        if database != self.database or table not in tables:
            return False
        return not tables[table] or set(columns) <= set(tables[table])


def quoted_account(account: str) -> str:
    """Return what CURRENT_USER() says as SQL has it."""
    user, _, host = account.rpartition("@")
    return "@".join("'" + part.replace("'", "''") + "'" for part in (user, host))


def _plain(name: str) -> str:
    if name.startswith("`"):
        name = name[1:-1].replace("``", "`")
    # In a database's name _ and % stand for other characters unless they are escaped.
    return name.replace("\\", "")


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) else f"`{name.replace('`', '``')}`"
