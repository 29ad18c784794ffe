"""Backup and restore between both databases: whole, of one moment, and never over something."""

import shutil
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from redactor import audit
from redactor.config import Settings
from redactor.errors import OutputError, StoreError, UsageError
from redactor.jobs.leases import LeaseQueue
from redactor.store import log as stored_log
from redactor.store.database import Database, sqlite_file
from redactor.store.models import BlobRole, StoredDocument
from redactor.workflow.service import backups, documents
from redactor.workflow.service.documents import Wish
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.people import Actor, UserRole

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
ANNA, ROOT = Actor("anna", UserRole.REGISTRATOR), Actor("root", UserRole.ADMIN)
SOURCE = "Sökande: Hjortmar Fjällgrensson\n".encode()
KEYS = ("key", "storage-key", "audit-key")


def opened(settings: Settings) -> Installation:
    return open_installation(settings, lambda: NOW)


def receive(installation: Installation) -> str:
    with installation.database.writing() as session:
        return documents.receive(session, installation, LeaseQueue(), [SOURCE], "a.txt", Wish(), ANNA)


def events(installation: Installation) -> list[str]:
    with installation.database.reading() as session:
        assert installation.log.verify(session).intact
        return [audit.parse(line).event for line in stored_log.lines(session)]


def originals(installation: Installation) -> dict[str, bytes]:
    with installation.database.reading() as session:
        return {
            document: b"".join(documents.content_of(session, installation, document, BlobRole.ORIGINAL))
            for document in session.scalars(select(StoredDocument.id))
        }


def with_keys(of: Path, folder: Path) -> Path:
    """A folder where the keys were put back, and nothing else."""
    folder.mkdir()
    for name in KEYS:
        shutil.copy(of / name, folder / name)
    return folder


@pytest.fixture
def first(tmp_path: Path) -> Settings:
    """An installation on SQLite with two documents, backed up in `backup.db`."""
    settings = Settings(data=tmp_path / "first")
    with closing((installation := opened(settings)).database):
        receive(installation)
        receive(installation)
        backups.make(installation, tmp_path / "backup.db", ROOT)
    return settings


def test_there_and_back(first: Settings, url: str, tmp_path: Path) -> None:
    """From SQLite to either database, on with the work there, and back: nothing is missing or new."""
    second = Settings(data=with_keys(first.data, tmp_path / "second"), database_url=url)
    backups.restore(second, tmp_path / "backup.db", ROOT, NOW)
    with closing((installation := opened(second)).database):
        assert list(originals(installation).values()) == [SOURCE] * 2
        assert events(installation) == ["receipt", "receipt", "restore"]
        receive(installation)
        backups.make(installation, tmp_path / "again.db", ROOT)
        held = originals(installation)
    third = Settings(data=with_keys(first.data, tmp_path / "third"))
    backups.restore(third, tmp_path / "again.db", ROOT, NOW)
    with closing((installation := opened(third)).database):
        assert originals(installation) == held
        assert events(installation) == ["receipt", "receipt", "restore", "receipt", "restore"]
    assert (tmp_path / "again.db").stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".redactor-*"))
    assert SOURCE.strip() not in (tmp_path / "again.db").read_bytes()


def test_of_one_moment(url: str, tmp_path: Path) -> None:
    """What is stored while the backup is written is in it whole or not at all."""
    settings = Settings(data=tmp_path / "busy", database_url=url)
    with closing((installation := opened(settings)).database):
        receive(installation)
        stop = threading.Event()

        def busy() -> None:
            while not stop.is_set():
                receive(installation)

        writer = threading.Thread(target=busy)
        writer.start()
        try:
            backups.make(installation, tmp_path / "backup.db", ROOT)
        finally:
            stop.set()
            writer.join()
    restored = Settings(data=with_keys(settings.data, tmp_path / "restored"))
    backups.restore(restored, tmp_path / "backup.db", ROOT, NOW)
    with closing((installation := opened(restored)).database):
        held = originals(installation)
        assert set(held.values()) == {SOURCE}
        assert events(installation).count("receipt") == len(held)


def newer(backup: Path) -> None:
    changed(backup, "UPDATE alembic_version SET version_num = '9999'")


def shorter(backup: Path) -> None:
    changed(backup, "DROP TRIGGER audit_record_remains", "DELETE FROM audit_record WHERE seq = 2")


def other(backup: Path) -> None:
    backup.write_bytes(b"no database")


def empty(backup: Path) -> None:
    backup.write_bytes(b"")


def changed(backup: Path, *statements: str) -> None:
    with closing(Database(sqlite_file(backup))) as database, database.writing() as session:
        for statement in statements:
            session.execute(text(statement))


@pytest.mark.parametrize(
    ("damage", "error", "why"),
    [
        (newer, StoreError, "newer version"),
        (shorter, UsageError, "log is not whole"),
        (other, UsageError, "no backup"),
        (empty, UsageError, "no backup"),
        (Path.unlink, UsageError, "cannot be read"),
    ],
)
def test_what_is_no_whole_backup(
    first: Settings, tmp_path: Path, damage: Callable[[Path], None], error: type[Exception], why: str
) -> None:
    """It is refused, and the installation stays empty."""
    second = Settings(data=with_keys(first.data, tmp_path / "second"))
    kept = (tmp_path / "backup.db").read_bytes()
    damage(tmp_path / "backup.db")
    with pytest.raises(error, match=why):
        backups.restore(second, tmp_path / "backup.db", ROOT, NOW)
    assert not list(second.data.glob(".redactor-*"))
    (tmp_path / "backup.db").write_bytes(kept)
    backups.restore(second, tmp_path / "backup.db", ROOT, NOW)


def test_never_over_something(first: Settings, tmp_path: Path) -> None:
    """What has a database or a log in files keeps what it has; without its keys nothing is read."""
    with pytest.raises(UsageError, match="in use already"):
        backups.restore(first, tmp_path / "backup.db", ROOT, NOW)
    second = Settings(data=with_keys(first.data, tmp_path / "second"))
    (second.data / "log.jsonl").write_text("")
    with pytest.raises(UsageError, match="in use already"):
        backups.restore(second, tmp_path / "backup.db", ROOT, NOW)
    assert not (second.data / "redactor.db").exists()
    (second.data / "log.jsonl").unlink()
    for name in KEYS:
        held = (second.data / name).read_text()
        (second.data / name).unlink()
        with pytest.raises(UsageError, match=f"{name} is missing"):
            backups.restore(second, tmp_path / "backup.db", ROOT, NOW)
        (second.data / name).write_text("ab" * 32)
        with pytest.raises(UsageError, match=r"other keys|not whole"):
            backups.restore(second, tmp_path / "backup.db", ROOT, NOW)
        (second.data / name).write_text(held)
    backups.restore(second, tmp_path / "backup.db", ROOT, NOW)


def test_backup_that_cannot_be_written(first: Settings, tmp_path: Path) -> None:
    """A fault of the machine, and nothing is left."""
    with closing((installation := opened(first)).database):
        with pytest.raises(OutputError):
            backups.make(installation, tmp_path / "none" / "backup.db", ROOT)
        (tmp_path / "folder").mkdir()
        with pytest.raises(OutputError):
            backups.make(installation, tmp_path / "folder", ROOT)
    assert not list(tmp_path.glob(".redactor-*"))
