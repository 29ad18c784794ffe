"""The log of a folder becomes the service's log: whole, once, and only if it can be trusted."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from redactor.audit import Event
from redactor.config import Settings
from redactor.errors import LogBrokenError
from redactor.store.log import StoredLog
from redactor.workflow.data import DataFolder
from redactor.workflow.log import FileLog
from redactor.workflow.service.log import DatabaseLog, open_database, open_log, take_over
from redactor.workflow.service.secrets import signing_key

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


def events(count: int) -> list[Event]:
    return [Event("decision", "redactor", "program", reason=f"Skäl {number}.") for number in range(count)]


class Folder:
    """A data folder whose log a service takes over, as often as it is opened."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.files = FileLog(settings.data)
        self.opened: list[DatabaseLog] = []

    def taken_over(self) -> DatabaseLog:
        database, log = open_database(self.settings), StoredLog(signing_key(self.settings))
        self.opened.append(DatabaseLog(database, log))
        take_over(self.files, database, log)
        return self.opened[-1]

    def as_commands_see_it(self) -> DatabaseLog:
        self.opened.append(open_log(self.settings))
        return self.opened[-1]


@pytest.fixture
def folder(settings: Settings) -> Iterator[Folder]:
    made = Folder(settings)
    yield made
    for log in made.opened:
        log.close()


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    DataFolder(tmp_path / "data").make()
    return Settings(data=tmp_path / "data", database_url=url)


def test_one_log_goes_on(folder: Folder) -> None:
    """Old checkpoints hold, old records are proved, new ones follow; the files are of the past."""
    files = folder.files
    files.append(events(3), NOW)
    kept = files.checkpoint()
    assert kept is not None
    log = folder.taken_over()
    assert not files.exists()
    assert log.checkpoint() == kept
    log.append(events(2), NOW)
    checked = log.verify([kept])
    assert (checked.intact, checked.records) == (True, 5)
    head = log.checkpoint()
    assert head is not None
    assert log.inclusion(2).holds(head)
    assert log.consistency(3).holds(kept, head)
    assert folder.as_commands_see_it().exists()
    for wrong in (0, 6):
        with pytest.raises(IndexError):
            log.inclusion(wrong)
        with pytest.raises(IndexError):
            log.consistency(wrong)


def test_nothing_to_take_over(folder: Folder) -> None:
    """Without a log in the folder the database's begins empty."""
    log = folder.taken_over()
    assert not log.exists()
    assert log.checkpoint() is None


def test_taken_over_twice(folder: Folder) -> None:
    """Files that a crash left in place are put away at the next start; nothing is stored twice."""
    files = folder.files
    files.append(events(3), NOW)
    copies = {
        path: path.read_bytes()
        for path in folder.settings.data.iterdir()
        if path.name.startswith(("log.", "che"))
    }
    folder.taken_over().append(events(1), NOW)
    for path, content in copies.items():
        path.write_bytes(content)
    log = folder.taken_over()
    assert (log.verify().intact, log.verify().records) == (True, 4)
    assert not files.exists()


def test_another_log(folder: Folder) -> None:
    """A database that holds another log takes none over."""
    folder.taken_over().append(events(1), NOW)
    files = folder.files
    files.append(events(3), NOW)
    with pytest.raises(LogBrokenError):
        folder.taken_over()
    assert files.exists()


def test_broken_log(folder: Folder) -> None:
    """A log that is not whole is not taken over."""
    files = folder.files
    files.append(events(3), NOW)
    files.path.write_bytes(files.path.read_bytes().replace(b"1.", b"2."))
    with pytest.raises(LogBrokenError):
        folder.taken_over()
