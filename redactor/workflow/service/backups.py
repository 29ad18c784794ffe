"""The whole service in one file, and back: all but the keys, which are kept elsewhere."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from redactor.audit import Event
from redactor.config import Settings
from redactor.errors import OutputError, RedactorError, UsageError, VaultError, Words
from redactor.store import backup, keys
from redactor.store.database import Database, sqlite_file
from redactor.store.keys import Purpose
from redactor.store.log import StoredLog
from redactor.store.models import StoredDocument
from redactor.store.upgrade import upgrade
from redactor.workflow.data import DataFolder, key_id
from redactor.workflow.files import HIDDEN, shown, sync_folder
from redactor.workflow.log import FileLog
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.log import open_database
from redactor.workflow.service.people import Actor
from redactor.workflow.service.secrets import secret_files, signing_key, vault


def make(installation: Installation, out: Path, actor: Actor) -> int:
    """Writes all that is stored, as it is at one moment, to `out` in one step; how many rows. The service
    may run meanwhile; the log tells of the backup.

    Raises OutputError when it cannot be written, and then nothing stands at `out` that was not there before.
    """
    with _hidden(out) as part:
        with closing(Database(sqlite_file(part))) as target:
            upgrade(target)
            with installation.database.snapshot() as source, target.writing() as session:
                count = backup.copy(source, session)
        with installation.database.writing() as session:
            event = Event("backup", actor.name, actor.role, reason=f"{count} rows")
            installation.log.append(session, [event], installation.clock())
        try:
            part.replace(out)
            sync_folder(out.parent)
        except OSError as error:
            raise _not_written(out, error) from error
    return count


def restore(settings: Settings, given: Path, actor: Actor, now: datetime) -> int:
    """Fills an empty installation, of either kind of database, from a backup; how many rows. Its keys must
    lie where the settings say. The log tells of it.

    Raises UsageError when the installation is in use, a key is missing, or the file is no whole backup of
    these keys; StoreError when it was made by a newer program. Then nothing was changed.
    """
    folder = DataFolder(settings.data)
    folder.make()
    for path in secret_files(settings):
        if not path.exists():
            raise _refused(
                f"nyckeln {shown(path)} saknas; lägg tillbaka nycklarna först",
                f"the key {shown(path)} is missing; put the keys back first",
            )
    if FileLog(folder.path).exists():
        raise _in_use()
    log = StoredLog(signing_key(settings))
    with closing(open_database(settings)) as target, _staged(given, folder.path) as source:
        with source.reading() as session:
            if not log.verify(session).intact:
                raise _refused("dess logg är inte hel", "its log is not whole")
            try:
                _check_keys(session, settings, folder.key(settings.key_file))
            except VaultError as error:
                raise _refused("den hör till andra nycklar", "it goes with other keys") from error
        with source.reading() as read, target.writing() as session:
            if not backup.is_empty(session):
                raise _in_use()
            count = backup.copy(read, session)
            log.append(session, [Event("restore", actor.name, actor.role, reason=f"{count} rows")], now)
            if not log.verify(session).intact:
                raise _refused("dess logg är inte hel", "its log is not whole")
    return count


def _check_keys(session: Session, settings: Settings, key: bytes) -> None:
    """Raises VaultError unless every document opens with the keys that are here."""
    if keys.in_use(session, Purpose.IDS) not in (None, key_id(key)):
        raise VaultError(why=Words("fel nyckel", "wrong key"))
    held = vault(settings, make=False)
    for document, sealed in session.execute(select(StoredDocument.id, StoredDocument.sealed_key)):
        if sealed is not None:
            held.key(sealed, document)


@contextmanager
def _staged(given: Path, folder: Path) -> Iterator[Database]:
    """A copy of the backup, brought up to date. What it holds is sealed here too."""
    with _hidden(folder / given.name) as part:
        try:
            shutil.copyfile(given, part)
        except OSError as error:
            raise _refused("filen kan inte läsas", "the file cannot be read") from error
        with closing(Database(sqlite_file(part))) as database:
            try:
                is_ours = inspect(database.engine).has_table("alembic_version")
            except DatabaseError:
                is_ours = False
            if not is_ours:
                raise _refused("filen är ingen säkerhetskopia", "the file is no backup")
            upgrade(database)
            yield database


@contextmanager
def _hidden(target: Path) -> Iterator[Path]:
    """An empty file of mode 0600 beside the target; what is left of it, and SQLite's files, go in the end."""
    part = target.with_name(f"{HIDDEN}{secrets.token_hex(8)}")
    try:
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise _not_written(target, error) from error
        yield part
    finally:
        for left in part.parent.glob(f"{part.name}*"):
            left.unlink()


def _in_use() -> RedactorError:
    return _refused("installationen används redan", "the installation is in use already")


def _refused(sv: str, en: str) -> RedactorError:
    return UsageError(
        what=Words(
            f"Säkerhetskopian kan inte läsas in: {sv}. Ingenting ändrades.",
            f"The backup cannot be restored: {en}. Nothing was changed.",
        )
    )


def _not_written(path: Path, error: OSError) -> OutputError:
    return OutputError(path=shown(path), why=error.strerror or type(error).__name__)
