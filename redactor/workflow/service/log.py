"""The service's log as commands see it; and how the log of a folder becomes it.

A data folder has one log. Before there is a database it is in files; the first service takes it over, and
from then on commands append to the database too.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.exc import SQLAlchemyError

from redactor.audit import Checked, Checkpoint, Event, Head
from redactor.config import Settings
from redactor.errors import LogError
from redactor.store import log as stored
from redactor.store.database import Database, sqlite_url
from redactor.store.log import StoredLog
from redactor.store.upgrade import upgrade
from redactor.workflow.log import FileLog
from redactor.workflow.proving import Log
from redactor.workflow.service.secrets import signing_key

_WHERE = "database"


class DatabaseLog(Log):
    """The log of a database."""

    where = _WHERE

    def __init__(self, database: Database, log: StoredLog) -> None:
        self._database = database
        self._log = log

    def close(self) -> None:
        self._database.close()

    def exists(self) -> bool:
        with self._database.reading() as session:
            return stored.checkpoint(session) is not None or any(stored.lines(session))

    def append(self, events: Iterable[Event], at: datetime) -> Head:
        try:
            with self._database.writing() as session:
                return self._log.append(session, events, at).head
        except SQLAlchemyError as error:
            raise LogError(path=_WHERE, why=type(error).__name__) from None

    def verify(self, earlier: Iterable[Checkpoint] = ()) -> Checked:
        with self._database.reading() as session:
            return self._log.verify(session, earlier)

    def lines(self) -> Iterator[bytes]:
        with self._database.reading() as session:
            yield from stored.lines(session)

    def checkpoint(self) -> Checkpoint | None:
        with self._database.reading() as session:
            return stored.checkpoint(session)

    def public_key(self) -> Ed25519PublicKey:
        return self._log.public_key


def open_database(settings: Settings) -> Database:
    """The database of these settings, brought up to date. Raises UsageError and StoreError."""
    database = Database(settings.database_url or sqlite_url(settings.data))
    upgrade(database)
    return database


def open_log(settings: Settings) -> DatabaseLog:
    """The log in the database of these settings. Raises UsageError, OutputError and StoreError."""
    return DatabaseLog(open_database(settings), StoredLog(signing_key(settings)))


def take_over(file_log: FileLog, database: Database, log: StoredLog) -> None:
    """Moves a folder's log into the database, record by record as it stands; its files get another name.

    Raises LogBrokenError when the log is not whole, or the database holds another one.
    """

    def take(raw: Iterable[bytes], head: Checkpoint) -> None:
        with database.writing() as session:
            log.take_over(session, raw, head)

    if file_log.path.exists():
        file_log.hand_over(take)
