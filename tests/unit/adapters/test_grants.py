"""SHOW GRANTS, as MariaDB and MySQL word it, against the least."""

import pytest

from kiosk.adapters.steve_database.grants import LeastGrants, quoted_account

LEAST = LeastGrants("stevedb", "evse", "data_transfer")


@pytest.mark.parametrize(
    ("line", "excess"),
    [
        ("GRANT USAGE ON *.* TO `kiosk`@`%` IDENTIFIED BY PASSWORD '*81F5' WITH X 4", ()),
        ("GRANT SELECT ON `stevedb`.`evse` TO `kiosk`@`%`", ()),
        ("GRANT SELECT ON `stevedb`.`data_transfer` TO `kiosk`@`%`", ()),
        ("GRANT SELECT (`charge_box_id`) ON `stevedb`.`charge_box` TO `kiosk`@`%`", ()),
        ("GRANT SELECT (id_tag, blocked) ON stevedb.ocpp_tag_activity TO kiosk@localhost", ()),
        ("GRANT SELECT ON `kiosk\\_db`.* TO `kiosk`@`%`", ()),
        (
            "GRANT SELECT (`auth_password`, `charge_box_id`) ON `stevedb`.`charge_box` TO `k`@`%`",
            ("SELECT on stevedb.charge_box",),
        ),
        ("GRANT SELECT ON `stevedb`.`charge_box` TO `k`@`%`", ("SELECT on stevedb.charge_box",)),
        ("GRANT SELECT ON `stevedb`.* TO `k`@`%`", ("SELECT on stevedb.*",)),
        ("GRANT SELECT ON `steve\\_x`.`evse` TO `k`@`%`", ("SELECT on steve_x.evse",)),
        (
            "GRANT SELECT, INSERT (`a`, `b`), CREATE VIEW ON `stevedb`.`evse` TO `k`@`%`",
            ("INSERT on stevedb.evse", "CREATE VIEW on stevedb.evse"),
        ),
        (
            "GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION",
            ("ALL PRIVILEGES on *.*", "GRANT OPTION on *.*"),
        ),
        ("GRANT APPLICATION_PASSWORD_ADMIN,XA_RECOVER_ADMIN ON *.* TO `r`@`%`", None),
        ("GRANT `reader`@`%` TO `k`@`%`", ("the role reader",)),
        ("GRANT PROXY ON ''@'%' TO 'root'@'localhost'", ("a grant of another kind",)),
        ("something else with a hash *81F5", ("a grant of another kind",)),
    ],
)
def test_what_is_more_than_needed(line: str, excess: tuple[str, ...] | None) -> None:
    found = LEAST.excess([line], "kiosk_db")
    assert "81F5" not in str(found)
    if excess is None:
        assert len(found) == 2
    else:
        assert found == excess


def test_names_are_quoted_where_they_have_to_be() -> None:
    statements = LeastGrants("steve-db", "connector").statements(quoted_account("o'x@host"))
    assert "GRANT SELECT ON `steve-db`.connector TO 'o''x'@'host';" in statements
    assert not any("data_transfer" in each for each in statements)
