"""The schema of the kiosk's own file, version by version."""

# One script for each version of the schema; a file's user_version counts those it has seen.
MIGRATIONS = (
    """
    CREATE TABLE start_intent (
        connector_id INTEGER PRIMARY KEY,
        target INTEGER NOT NULL,
        requested TEXT NOT NULL,
        after_transaction INTEGER NOT NULL,
        transaction_id INTEGER,
        stop_requested INTEGER NOT NULL,
        start_soc REAL,
        max_current REAL
    );
    CREATE TABLE session (
        number INTEGER PRIMARY KEY,
        connector_id INTEGER NOT NULL,
        transaction_id INTEGER NOT NULL,
        started TEXT NOT NULL,
        ended TEXT NOT NULL,
        start_soc REAL,
        final_soc REAL,
        soc_gain REAL,
        energy_wh REAL,
        duration REAL NOT NULL,
        average_power REAL,
        range_added_km REAL,
        model TEXT,
        source TEXT NOT NULL,
        ended_by TEXT NOT NULL,
        stop_reason TEXT,
        target INTEGER,
        UNIQUE (connector_id, transaction_id, started)
    );
    CREATE INDEX session_by_connector ON session (connector_id, number);
    """,
    """
    ALTER TABLE start_intent ADD COLUMN tariff TEXT NOT NULL DEFAULT '';
    ALTER TABLE session ADD COLUMN tariff TEXT NOT NULL DEFAULT '';
    ALTER TABLE session ADD COLUMN idle_seconds REAL NOT NULL DEFAULT 0;
    ALTER TABLE session ADD COLUMN receipt_due INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX session_with_receipt_due ON session (number) WHERE receipt_due;
    CREATE TABLE receipt (
        book TEXT NOT NULL,
        year INTEGER NOT NULL,
        number INTEGER NOT NULL,
        serial TEXT NOT NULL UNIQUE,
        connector_id INTEGER NOT NULL,
        transaction_id INTEGER NOT NULL,
        started TEXT NOT NULL,
        currency TEXT NOT NULL,
        total TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (book, year, number),
        UNIQUE (connector_id, transaction_id, started)
    );
    """,
    """
    ALTER TABLE start_intent ADD COLUMN rider_limit TEXT;
    ALTER TABLE session ADD COLUMN rider_limit TEXT;
    ALTER TABLE session ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
    UPDATE session SET own = 1 WHERE tariff != '';
    """,
    """
    CREATE TABLE lesson (
        number INTEGER PRIMARY KEY,
        connector_id INTEGER NOT NULL,
        transaction_id INTEGER NOT NULL,
        started TEXT NOT NULL,
        model TEXT NOT NULL,
        band INTEGER NOT NULL,
        c_rate REAL NOT NULL,
        ratio REAL NOT NULL
    );
    CREATE INDEX lesson_by_band ON lesson (model, band, number);
    CREATE INDEX lesson_by_session ON lesson (connector_id, transaction_id, started);
    """,
)
