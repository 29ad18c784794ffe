"""Turning the storage key, on both databases: nothing is lost at any moment; the old key opens nothing."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from redactor import audit
from redactor.config import Settings
from redactor.errors import VaultError
from redactor.jobs.leases import LeaseQueue
from redactor.store import log as stored_log
from redactor.store.database import Database
from redactor.store.models import BlobRole, State, StoredDocument
from redactor.store.vault import Vault, new_key
from redactor.workflow import files
from redactor.workflow.service import documents, rotation
from redactor.workflow.service.documents import Wish
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.people import Actor, UserRole
from redactor.workflow.service.rotation import rotate
from redactor.workflow.service.secrets import vault

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
ANNA = Actor("anna", UserRole.REGISTRATOR)
ROOT = Actor("root", UserRole.ADMIN)
SOURCE = "Sökande: Hjortmar Fjällgrensson\n".encode()


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, database_url=url)


@pytest.fixture
def installation(settings: Settings) -> Iterator[Installation]:
    opened = open_installation(settings, lambda: NOW)
    yield opened
    opened.database.close()


def receive(installation: Installation) -> str:
    with installation.database.writing() as session:
        return documents.receive(session, installation, LeaseQueue(), [SOURCE], "a.txt", Wish(), ANNA)


def originals(installation: Installation) -> list[bytes]:
    with installation.database.reading() as session:
        every = session.scalars(select(StoredDocument.id).where(StoredDocument.state != State.ERASED)).all()
        return [
            b"".join(documents.content_of(session, installation, document, BlobRole.ORIGINAL))
            for document in every
        ]


def key_lines(settings: Settings) -> list[str]:
    return (settings.data / "storage-key").read_text().split()


def events(installation: Installation) -> list[str]:
    with installation.database.reading() as session:
        assert installation.log.verify(session).intact
        return [audit.parse(line).event for line in stored_log.lines(session)]


def versions(installation: Installation) -> list[int]:
    """What people see of a document's changes."""
    with installation.database.reading() as session:
        return list(session.scalars(select(StoredDocument.version).order_by(StoredDocument.id)))


def test_turn(installation: Installation, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """All is sealed anew, in several transactions; the old key opens nothing; the log tells both moments."""
    monkeypatch.setattr("redactor.store.keys._BATCH", 2)
    made = [receive(installation) for _ in range(5)]
    with installation.database.writing() as session:
        documents.erase(session, installation, made[0], ANNA, "på begäran")
    (old,) = key_lines(settings)
    seen = versions(installation)
    done = rotate(installation, ROOT)
    (new,) = key_lines(settings)
    assert (done.documents, new != old) == (4, True)
    assert (settings.data / "storage-key").stat().st_mode & 0o777 == 0o600
    assert events(installation)[-2:] == ["storage key turned", "storage key retired"]
    with installation.database.reading() as session:
        rows = session.execute(select(StoredDocument.id, StoredDocument.sealed_key)).all()
    assert versions(installation) == seen
    for document, sealed in rows:
        if sealed is not None:
            Vault(lambda: new).key(sealed, document)
            with pytest.raises(VaultError):
                Vault(lambda: old).key(sealed, document)
    assert originals(installation) == [SOURCE] * 4
    assert [sealed for document, sealed in rows if document == made[0]] == [None]


def test_services_that_run_follow(installation: Installation, settings: Settings) -> None:
    """A process that began before the turn opens what is sealed anew, and seals with the new key itself."""
    receive(installation)
    running = open_installation(settings, lambda: NOW)
    key = rotate(installation, ROOT).key
    receive(running)
    assert originals(running) == originals(installation) == [SOURCE] * 2
    with running.database.reading() as session:
        assert {s[:8].hex() for s in session.scalars(select(StoredDocument.sealed_key)) if s} == {key}
    running.database.close()


def test_machine_without_the_new_key(installation: Installation, settings: Settings, tmp_path: Path) -> None:
    """It stores nothing rather than seal with a key that is forgotten, and does not start again."""
    other = tmp_path / "other-key"
    other.write_bytes((settings.data / "storage-key").read_bytes())
    elsewhere = settings.model_copy(update={"storage_key_file": other})
    running = open_installation(elsewhere, lambda: NOW)
    rotate(installation, ROOT)
    with pytest.raises(VaultError, match="not given"):
        receive(running)
    running.database.close()
    with pytest.raises(VaultError, match="other-key is not the database's"):
        open_installation(elsewhere, lambda: NOW)
    other.write_text(f"{key_lines(settings)[0]}\n")
    open_installation(elsewhere, lambda: NOW).database.close()


def test_lost_key_is_not_made_anew(installation: Installation, settings: Settings) -> None:
    """A database that goes with a key is not served with another one, neither storage key nor ids' key."""
    for name in ("storage-key", "key"):
        path = settings.data / name
        kept = path.read_bytes()
        path.write_text(f"{new_key()}\n")
        with pytest.raises(VaultError, match=f"{name} is not the database's"):
            open_installation(settings, lambda: NOW)
        path.write_bytes(kept)
    (settings.data / "storage-key").unlink()
    with pytest.raises(Exception, match="cannot be read"):
        open_installation(settings, lambda: NOW)
    assert not (settings.data / "storage-key").exists()


def test_key_that_the_operator_brings(installation: Installation, settings: Settings) -> None:
    """One put first in the key file beforehand is the new one."""
    receive(installation)
    (old,) = key_lines(settings)
    new = new_key()
    (settings.data / "storage-key").write_text(f"{new}\n{old}\n")
    receive(installation)
    assert rotate(installation, ROOT).documents == 2
    assert key_lines(settings) == [new]
    assert originals(installation) == [SOURCE] * 2


def restarted(installation: Installation) -> Installation:
    """The same as a process that starts now has it."""
    database = Database(installation.database.engine.url.render_as_string(hide_password=False))
    return replace(installation, database=database, vault=vault(installation.settings, make=False))


def killed_at(installation: Installation, moment: int) -> bool:
    """Whether the turn came through, in a process killed at its moment of that number."""
    installation.database.close()
    if (pid := os.fork()) == 0:
        left = [moment]

        def count(*_: object) -> None:
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

        def counted(function: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any) -> Any:
                count()
                function(*arguments)
                count()

            return call

        try:
            rotation.replace_secret = counted(files.replace_secret)  # type: ignore[attr-defined]
            own = restarted(installation)
            for name in ("before_cursor_execute", "commit"):
                event.listen(own.database.engine, name, count, insert=True)
            rotate(own, ROOT)
        finally:
            os._exit(7)
    return not os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def test_killed_at_any_moment(
    installation: Installation, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents are read and stored after a kill at every statement and file; the next turn ends it."""
    monkeypatch.setattr("redactor.store.keys._BATCH", 1)
    for _ in range(2):
        receive(installation)
    for moment in range(1, 200):
        came_through = killed_at(installation, moment)
        opened = restarted(installation)
        document = receive(opened)
        assert originals(opened) == [SOURCE] * 3
        with opened.database.writing() as session:
            documents.erase(session, opened, document, ANNA, "på begäran")
        if not came_through:
            rotate(opened, ROOT)
        assert len(key_lines(settings)) == 1
        opened.database.close()
        if came_through:
            break
    else:
        raise AssertionError("never came through")
    assert moment > 15
    assert originals(installation) == [SOURCE] * 2
    assert set(events(installation)) >= {"storage key turned", "storage key retired"}
