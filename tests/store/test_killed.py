"""kill -9 at every statement that server or worker sends to the database, on both databases.

Each time a child does one step of a document's way and is killed before its nth statement, for every n until
it comes through. Then another worker goes on. No document is lost, none is half there, none published twice.
"""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from redactor import audit
from redactor.config import Settings
from redactor.jobs.leases import LeaseQueue, LeaseWorker
from redactor.store import log as stored_log
from redactor.store.database import Database
from redactor.store.models import Chunk, State, StoredJob
from redactor.workflow.service import documents, publishing
from redactor.workflow.service.documents import Wish
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.people import Actor, UserRole
from redactor.workflow.service.working import tasks

# The number is from Skatteverket's official test series; the person is invented.
NAME = "Hjortmar Fjällgrensson"
SOURCE = f"1. Budget\n\nSökande: {NAME}, 19811218-9876\n"
ANNA = Actor("anna", UserRole.REGISTRATOR)
START = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
MOST = 200
"""Statements; a step has fewer."""


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def installation(url: str, tmp_path: Path, clock: Clock) -> Iterator[Installation]:
    opened = open_installation(Settings(data=tmp_path, database_url=url), clock)
    # Built once, for all children.
    tasks(opened)
    opened.setup(documents.Wish().profile).analyzer.hits("")
    yield opened
    opened.database.close()


def in_child(installation: Installation, url: str, step: Callable[[Installation], Any], moment: int) -> bool:
    """Whether the step came through, in a process that is killed before its statement number `moment`."""
    installation.database.close()
    if (pid := os.fork()) == 0:
        try:
            step(replace(installation, database=dying(url, moment)))
        finally:
            os._exit(7)
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    return True


def dying(url: str, moment: int) -> Database:
    """A database whose user is killed before a statement; beginnings and ends of transactions count too."""
    database = Database(url)
    left = [moment]

    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "begin", "commit"):
        event.listen(database.engine, name, count, insert=True)
    # After the commit is a moment too: what was done is done, and nobody has heard of it.
    event.listen(database.engine.pool, "checkin", count)
    return database


def receive(installation: Installation) -> None:
    with installation.database.writing() as session:
        raw = SOURCE.encode()
        documents.receive(session, installation, LeaseQueue(), [raw[:9], raw[9:]], "a.txt", Wish(), ANNA)


def ask(installation: Installation) -> None:
    for row in listed(installation):
        with installation.database.writing() as session:
            publishing.ask(session, installation, LeaseQueue(), row.id, ANNA)


def worker(installation: Installation) -> LeaseWorker:
    name, clock = f"w{os.getpid()}", installation.clock
    return LeaseWorker(installation.database, tasks(installation), name, lambda _: clock())


def work(installation: Installation) -> None:
    while worker(installation).step():
        pass


def listed(installation: Installation) -> tuple[documents.Received, ...]:
    with installation.database.reading() as session:
        return documents.listed(session, installation)


def told(installation: Installation) -> Counter[str]:
    """How many records of each kind the log has; it must be whole."""
    with installation.database.reading() as session:
        assert installation.log.verify(session).intact
        return Counter(audit.parse(line).event for line in stored_log.lines(session))


def rows(installation: Installation, table: type[Chunk | StoredJob]) -> int:
    with installation.database.reading() as session:
        return session.scalars(select(func.count()).select_from(table)).one()


def jobs_fit_states(installation: Installation) -> None:
    """A document on its way has its job, one that stands has none: they change together."""
    moving = [row for row in listed(installation) if row.state in (State.RECEIVED, State.PUBLISHING)]
    assert rows(installation, StoredJob) == len(moving)


def test_server_killed_while_it_receives(installation: Installation, url: str) -> None:
    """A document is there with its content, its record and its job, or nothing of it is."""
    for moment in range(1, MOST):
        before = len(listed(installation))
        came_through = in_child(installation, url, receive, moment)
        there = len(listed(installation))
        assert there in (before, before + 1)
        assert rows(installation, Chunk) == rows(installation, StoredJob) == there
        assert told(installation)["receipt"] == there
        if came_through:
            assert there == before + 1
            break
    else:
        raise AssertionError("never came through")
    assert moment > 8


def test_worker_killed_at_every_statement(installation: Installation, url: str, clock: Clock) -> None:
    """Whatever the moment, a second worker brings the document to its copy, and each step is told once."""
    for moment in range(1, MOST):
        receive(installation)
        examined = in_child(installation, url, work, moment)
        jobs_fit_states(installation)
        clock.now += timedelta(minutes=1)
        work(installation)
        ask(installation)
        published = in_child(installation, url, work, moment)
        jobs_fit_states(installation)
        clock.now += timedelta(minutes=1)
        work(installation)
        if examined and published:
            break
    else:
        raise AssertionError("never came through")
    assert moment > 20
    expected = dict.fromkeys(("receipt", "examination", "publication"), moment)
    assert expected.items() <= told(installation).items()
    assert "refusal" not in told(installation)
    assert rows(installation, StoredJob) == 0
    for row in listed(installation):
        assert row.state is State.PUBLISHED
        with installation.database.reading() as session:
            content = publishing.fetch(session, installation, row.id).content.decode()
        assert (NAME in content, content.count("Borttagen på grund av sekretess")) == (False, 1)


def test_workers_killed_at_random(installation: Installation, url: str) -> None:
    """Two workers, killed at random moments of their work and started again: all documents come to an end."""
    chance, count = random.Random(11), 12
    for _ in range(count):
        receive(installation)
    deadline = time.monotonic() + 120
    while any(row.state is not State.PUBLISHED for row in listed(installation)):
        assert time.monotonic() < deadline
        for row in listed(installation):
            if row.state is State.EXAMINED:
                with installation.database.writing() as session:
                    publishing.ask(session, installation, LeaseQueue(), row.id, ANNA)
        installation.database.close()
        children = [forked(installation, url) for _ in range(2)]
        time.sleep(chance.uniform(0.1, 1.5))
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    expected = dict.fromkeys(("receipt", "examination", "publication"), count)
    assert expected.items() <= told(installation).items()
    assert rows(installation, StoredJob) == 0


def forked(installation: Installation, url: str) -> int:
    """A worker whose lease is short, for it will be killed."""
    if pid := os.fork():
        return pid
    try:
        own = replace(installation, database=Database(url), clock=lambda: datetime.now(UTC))
        name, lease = f"w{os.getpid()}", timedelta(seconds=0.5)
        living = LeaseWorker(own.database, tasks(own), name, lambda _: datetime.now(UTC), lease)
        while True:
            if not living.step():
                time.sleep(0.05)
    finally:
        os._exit(1)
