"""The queue in the service's own tables: a job is leased, and comes back when its worker dies.

The end of a job is the same transaction as what it changes, so no job is done and still there, or gone and
not done. On PostgreSQL workers pass over each other's rows (SKIP LOCKED); on SQLite one writes at a time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from redactor.errors import RedactorError
from redactor.jobs import ATTEMPTS, Completion, PoisonedError, Tasks, attempt, is_worth_retrying, pause
from redactor.jobs.heartbeat import Heartbeat
from redactor.store.database import POSTGRESQL, Database
from redactor.store.models import StoredJob

LEASE: Final = timedelta(seconds=30)
"""A worker that is silent so long is dead."""
BEATS: Final = 3
"""How often a worker says within a lease that it lives."""

Clock = Callable[[Session], datetime]
"""The time, within a transaction. All workers of a database must share one."""


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that is this worker's until its lease ends; `attempts` counts this one."""

    id: int
    task: str
    document: str
    attempts: int


class LostError(Exception):
    """The lease ended and somebody else has the job: nothing of this attempt may be kept."""


class LeaseQueue:
    """Puts jobs down; one that is done leaves no row."""

    def put(self, session: Session, task: str, document: str, now: datetime) -> None:
        session.add(StoredJob(task=task, document=document, state=JobState.WAITING, due_at=now))


def shared_clock(own: Callable[[], datetime]) -> Clock:
    """The server's clock where there is one, for machines' clocks differ; else `own`, this machine's."""

    def now(session: Session) -> datetime:
        if session.get_bind().dialect.name == POSTGRESQL:
            moment: datetime = session.scalars(select(func.clock_timestamp())).one()
            return moment
        return own()

    return now


class LeaseWorker:
    """Does the jobs of one database, one at a time, under a name of its own."""

    def __init__(
        self, database: Database, tasks: Tasks, name: str, clock: Clock, lease: timedelta = LEASE
    ) -> None:
        self._database = database
        self._tasks = tasks
        self._name = name
        self._clock = clock
        self._lease = lease

    def step(self) -> bool:
        """Does the next job that is due; False when there is none.

        An interruption (KeyboardInterrupt) gives the job back, as if it had not been begun. Raises what
        hindered the end of a job (SQLAlchemyError, or RedactorError where the log is broken): the job waits
        for another attempt, and where the database does not answer for the end of its lease.
        """
        claim = self._claim()
        if claim is None:
            return False
        try:
            with Heartbeat(lambda: self._extend(claim), self._lease.total_seconds() / BEATS):
                completion = self._completion(claim)
            self._end(claim, completion)
        except LostError:
            return True
        except KeyboardInterrupt:
            self._give_back(claim)
            raise
        return True

    def _claim(self) -> Claim | None:
        with self._database.writing() as session:
            now = self._clock(session)
            due = or_(
                and_(StoredJob.state == JobState.WAITING, StoredJob.due_at <= now),
                and_(StoredJob.state == JobState.RUNNING, StoredJob.lease_until < now),
            )
            first = select(StoredJob).where(due).order_by(StoredJob.id).limit(1)
            job = session.scalars(first.with_for_update(skip_locked=True)).first()
            if job is None:
                return None
            job.state, job.worker = JobState.RUNNING, self._name
            job.lease_until = now + self._lease
            job.attempts += 1
            return Claim(job.id, job.task, job.document, job.attempts)

    def _completion(self, claim: Claim) -> Completion | None:
        """What ends the job; None where it is to be tried again."""
        task = self._tasks[claim.task]
        if claim.attempts > ATTEMPTS:
            return task.given_up(claim.document, PoisonedError(attempts=ATTEMPTS))
        try:
            return attempt(task, claim.document)
        except RedactorError as error:
            if is_worth_retrying(error) and claim.attempts < ATTEMPTS:
                return None
            return task.given_up(claim.document, error)

    def _end(self, claim: Claim, completion: Completion | None) -> None:
        try:
            self._finish(claim, completion)
        except LostError:
            raise
        except Exception:
            # Nothing of it was kept: a row was changed in between, say, or the log takes no record now.
            self._finish(claim, None)
            raise

    def _finish(self, claim: Claim, completion: Completion | None) -> None:
        with self._database.writing() as session:
            job = self._held(session, claim)
            if completion is not None:
                session.delete(job)
                completion(session)
                return
            job.state, job.lease_until = JobState.WAITING, None
            job.due_at = self._clock(session) + pause(claim.attempts)

    def _give_back(self, claim: Claim) -> None:
        try:
            with self._database.writing() as session:
                job = self._held(session, claim)
                job.state, job.lease_until = JobState.WAITING, None
                job.attempts -= 1
        except LostError:
            return  # it was finished just before

    def _extend(self, claim: Claim) -> None:
        with self._database.writing() as session:
            self._held(session, claim).lease_until = self._clock(session) + self._lease

    def _held(self, session: Session, claim: Claim) -> StoredJob:
        """The job as this attempt left it, and nobody else's until the transaction ends. Raises LostError."""
        job = session.get(StoredJob, claim.id, with_for_update=True)
        if job is None or (job.worker, job.attempts) != (self._name, claim.attempts):
            raise LostError
        return job
