"""The queue, on both databases: each job done once, tried again after our faults, given up with a reason."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from redactor.errors import DamagedError, FaultError, LogBrokenError, RedactorError
from redactor.jobs import ATTEMPTS, Completion, Task
from redactor.jobs.heartbeat import Heartbeat
from redactor.jobs.leases import LEASE, LeaseQueue, LeaseWorker, shared_clock
from redactor.store.database import POSTGRESQL, Database
from redactor.store.models import State, StoredDocument, StoredJob
from redactor.store.upgrade import upgrade

START = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Counting:
    """A task that counts its attempts and marks its document."""

    def __init__(self, *outcomes: Callable[[], None]) -> None:
        self.outcomes = list(outcomes)
        self.attempts = 0

    def work(self, document: str) -> Completion:
        self.attempts += 1
        if self.outcomes:
            self.outcomes.pop(0)()
        return lambda session: mark(session, document, State.EXAMINED, None)

    def given_up(self, document: str, error: RedactorError) -> Completion:
        return lambda session: mark(session, document, State.FAILED, error.message("sv"))


def mark(session: Session, document: str, state: State, fault: str | None) -> None:
    row = session.get_one(StoredDocument, document)
    assert row.state == State.RECEIVED, "done twice"
    row.state, row.fault = state, fault


def fails(error: Exception) -> Callable[[], None]:
    def raise_it() -> None:
        raise error

    return raise_it


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A database with one document to examine."""
    opened = Database(url)
    upgrade(opened)
    put(opened, "d")
    yield opened
    opened.close()


def put(database: Database, document: str) -> None:
    with database.writing() as session:
        session.add(
            StoredDocument(
                id=document,
                log_id="0" * 64,
                size=0,
                state=State.RECEIVED,
                profile="publicering",
                on_review="redact",
                actor="anna",
                created_at=START,
                updated_at=START,
                erase_at=START,
            )
        )
        session.flush()
        LeaseQueue().put(session, "examine", document, START)


def told(database: Database) -> tuple[str, str | None, int]:
    """The document's state and fault, and how many jobs are left."""
    with database.reading() as session:
        row = session.get_one(StoredDocument, "d")
        return row.state, row.fault, session.scalars(select(func.count(StoredJob.id))).one()


def worker(
    database: Database, task: Task, clock: Clock, name: str = "w", lease: timedelta = LEASE
) -> LeaseWorker:
    return LeaseWorker(database, {"examine": task}, name, lambda _: clock(), lease)


def test_done_once(database: Database) -> None:
    """A job is done, and then there is none."""
    task, clock = Counting(), Clock()
    assert worker(database, task, clock).step()
    assert not worker(database, task, clock).step()
    assert (task.attempts, told(database)) == (1, ("examined", None, 0))


@pytest.mark.parametrize("error", [FaultError(what="x"), ZeroDivisionError("secret")])
def test_faults_of_ours_are_tried_again(database: Database, error: Exception) -> None:
    """After a pause that grows; what was raised says nothing of the document."""
    task, clock = Counting(fails(error), fails(error)), Clock()
    own = worker(database, task, clock)
    assert own.step()
    assert not own.step()
    clock.pass_by(2)
    assert own.step()
    clock.pass_by(3)
    assert not own.step()
    clock.pass_by(1)
    assert own.step()
    assert (task.attempts, told(database)) == (3, ("examined", None, 0))


def test_fault_that_stays(database: Database) -> None:
    """After the last attempt the document has its reason, without the exception's message."""
    task, clock = Counting(*[fails(ZeroDivisionError("secret"))] * 9), Clock()
    for _ in range(20):
        worker(database, task, clock).step()
        clock.pass_by(700)
    state, fault, left = told(database)
    assert (task.attempts, state, left) == (ATTEMPTS, "failed", 0)
    assert fault is not None
    assert "ZeroDivisionError" in fault
    assert "secret" not in fault


def test_bad_document_is_not_tried_again(database: Database) -> None:
    """It fails at once, with its reason."""
    task, clock = Counting(fails(DamagedError(why="x"))), Clock()
    worker(database, task, clock).step()
    state, fault, left = told(database)
    assert (task.attempts, state, left) == (1, "failed", 0)
    assert fault is not None
    assert "skadat" in fault


def leased(database: Database) -> datetime | None:
    with database.reading() as session:
        return session.scalars(select(StoredJob.lease_until)).one()


def until(holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        time.sleep(0.02)
    raise AssertionError("never came to hold")


class Killed(BaseException):
    """Stands for kill -9: nothing catches it."""


def test_dead_worker(database: Database) -> None:
    """Its job comes back when the lease ends, not before."""
    clock = Clock()
    with pytest.raises(Killed):
        worker(database, Counting(fails(Killed())), clock).step()  # type: ignore[arg-type]
    task = Counting()
    assert not worker(database, task, clock, "other").step()
    clock.pass_by(31)
    assert worker(database, task, clock, "other").step()
    assert told(database) == ("examined", None, 0)


def test_document_that_kills_every_worker(database: Database) -> None:
    """It ends in `failed` and kills no more."""
    clock = Clock()
    task = Counting(*[fails(Killed())] * 20)  # type: ignore[arg-type]
    for _ in range(ATTEMPTS):
        with pytest.raises(Killed):
            worker(database, task, clock).step()
        clock.pass_by(31)
    assert worker(database, task, clock).step()
    state, fault, left = told(database)
    assert (task.attempts, state, left) == (ATTEMPTS, "failed", 0)
    assert fault is not None
    assert "avbröts" in fault


def test_slow_worker_that_lost_its_lease(database: Database) -> None:
    """When a second worker has done the job, the first one's result is thrown away."""
    clock, second = Clock(), Counting()

    def sleeps() -> None:
        clock.pass_by(31)
        assert worker(database, second, clock, "other").step()

    first = Counting(sleeps)
    assert worker(database, first, clock).step()
    assert (first.attempts, second.attempts, told(database)) == (1, 1, ("examined", None, 0))


def test_living_worker_keeps_its_lease(database: Database) -> None:
    """Work longer than a lease is not given to another one while its worker lives."""
    clock, other, lease = Clock(), Counting(), timedelta(seconds=0.3)

    def takes_long() -> None:
        for _ in range(4):
            clock.pass_by(0.2)
            until(lambda: leased(database) == clock.now + lease)
            assert not worker(database, other, clock, "other").step()

    assert worker(database, Counting(takes_long), clock, lease=lease).step()
    assert (other.attempts, told(database)) == (0, ("examined", None, 0))


def test_heart_beats_on_after_a_failed_beat() -> None:
    """A beat that raises is followed by the next."""
    beats, enough = [], threading.Event()

    def beat() -> None:
        beats.append(1)
        if len(beats) > 1:
            enough.set()
        raise ZeroDivisionError

    with Heartbeat(beat, 0.01):
        assert enough.wait(5)


def test_many_workers_share_the_jobs(database: Database) -> None:
    """Workers side by side do every job once, and none waits for another's."""
    names = [f"d{number}" for number in range(40)]
    for name in names:
        put(database, name)
    tasks = [Counting() for _ in range(4)]

    def all_there_is(number: int) -> None:
        own = worker(database, tasks[number], Clock(), f"w{number}")
        while own.step():
            pass

    with ThreadPoolExecutor(len(tasks)) as pool:
        list(pool.map(all_there_is, range(len(tasks))))
    with database.reading() as session:
        states = session.scalars(select(StoredDocument.state)).all()
    assert (sum(task.attempts for task in tasks), set(states)) == (41, {State.EXAMINED})


def test_interrupted_worker_gives_its_job_back(database: Database) -> None:
    """Another worker does it at once, and it is not held against the document."""
    clock, interrupted = Clock(), KeyboardInterrupt()
    for _ in range(ATTEMPTS + 1):
        with pytest.raises(KeyboardInterrupt):
            worker(database, Counting(fails(interrupted)), clock).step()  # type: ignore[arg-type]
    task = Counting()
    assert worker(database, task, clock, "other").step()
    assert (task.attempts, told(database)) == (1, ("examined", None, 0))


class Hindered(Counting):
    """What it does in the end does not go, the first times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def work(self, document: str) -> Completion:
        done = super().work(document)

        def completion(session: Session) -> None:
            done(session)
            if self.attempts <= self.times:
                raise LogBrokenError(path="database")

        return completion


def test_end_that_does_not_go(database: Database) -> None:
    """Nothing of it is kept, who watches the worker hears of it, and the job is tried again."""
    clock, task = Clock(), Hindered(2)
    for seconds in (3, 5):
        with pytest.raises(LogBrokenError):
            worker(database, task, clock).step()
        assert told(database) == ("received", None, 1)
        assert not worker(database, task, clock).step()
        clock.pass_by(seconds)
    assert worker(database, task, clock).step()
    assert (task.attempts, told(database)) == (3, ("examined", None, 0))


def test_workers_share_a_clock(database: Database) -> None:
    """On a server its clock counts: a machine whose own is wrong takes no living worker's job."""
    now = shared_clock(lambda: START)
    with database.reading() as session:
        told = now(session)
    if database.dialect == POSTGRESQL:
        assert abs(told - datetime.now(UTC)) < timedelta(minutes=1)
    else:
        assert told == START
