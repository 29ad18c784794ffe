"""The door to the database: SQLite by default, PostgreSQL by URL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from redactor.config import DATABASE
from redactor.errors import UsageError, Words

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"
_WRITES: Final = "redactor_writes"
_BUSY: Final = 30.0
"""Seconds a writer waits for another one."""
_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # What is deleted is overwritten: an erased key must not be found in a free page.
    "PRAGMA secure_delete = ON",
)


LOG: Final = 0x7265646163746F72
UPGRADE: Final = LOG + 1
LOGINS: Final = LOG + 2
KEYS: Final = LOG + 3


def lock(session: Session | Connection, what: int, *, shared: bool = False) -> None:
    """Waits until no other transaction holds this lock, and holds it until this one ends; `shared` ones
    hold it together.

    On SQLite a transaction that writes is alone anyway.
    """
    connection = session.connection() if isinstance(session, Session) else session
    if connection.dialect.name == POSTGRESQL:
        take = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
        connection.execute(select(take(what)))


def sqlite_url(folder: Path) -> str:
    """The embedded database of a data folder."""
    return sqlite_file(folder / DATABASE)


def sqlite_file(path: Path) -> str:
    return URL.create(SQLITE, database=str(path)).render_as_string()


class Database:
    """One engine, and transactions that read or write."""

    def __init__(self, url: str) -> None:
        """Raises UsageError for a URL of another kind of database."""
        self.engine = _engine(url)

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that changes nothing."""
        with Session(self.engine) as session, session.begin():
            yield session
            session.rollback()

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A transaction that sees all as it is at its first look, whatever others write meanwhile."""
        steady = {"isolation_level": "REPEATABLE READ"} if self.dialect == POSTGRESQL else {}
        with Session(self.engine.execution_options(**steady)) as session, session.begin():
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is committed when the block ends well. On SQLite one writes at a time."""
        with Session(self._writer()) as session, session.begin():
            yield session

    def close(self) -> None:
        self.engine.dispose()

    def settle(self) -> None:
        """On SQLite: empties the journal (WAL), which else keeps what was erased until it is written over.

        Done at the next call where somebody reads just then. PostgreSQL has its autovacuum.
        """
        if self.dialect != SQLITE:
            return
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            # Whoever reads or writes just then is not waited for: there is a next time.
            for statement in (
                "busy_timeout = 0",
                "wal_checkpoint(TRUNCATE)",
                f"busy_timeout = {_BUSY * 1000:.0f}",
            ):
                cursor.execute(f"PRAGMA {statement}")
        finally:
            connection.close()

    def _writer(self) -> Engine:
        return self.engine.execution_options(**{_WRITES: True})


def _engine(given: str) -> Engine:
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise _unknown() from error
    if url.get_backend_name() == SQLITE:
        engine = create_engine(
            url.set(drivername=SQLITE), connect_args={"timeout": _BUSY}, hide_parameters=True
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if url.get_backend_name() == POSTGRESQL:
        return create_engine(
            url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True
        )
    raise _unknown()


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # Transactions are begun by _begin_sqlite, not by the driver.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail where another one wrote in between.
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _unknown() -> UsageError:
    return UsageError(
        what=Words(
            "Databasens adress ska börja med sqlite:/// eller postgresql://.",
            "The database URL must begin with sqlite:/// or postgresql://.",
        )
    )
