"""The queue in the service's own tables, for SQLite: a job is leased, and comes back when its worker dies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from redactor.errors import RedactorError
from redactor.jobs import ATTEMPTS, Completion, PoisonedError, Tasks, attempt, is_worth_retrying, pause
from redactor.jobs.lease import Heartbeat
from redactor.store.database import Database
from redactor.store.models import StoredJob

LEASE: Final = timedelta(seconds=30)
"""A worker that is silent so long is dead."""
BEATS: Final = 3
"""How often a worker says within a lease that it lives."""

Clock = Callable[[], datetime]


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


class EmbeddedQueue:
    """Puts jobs down; one that is done leaves no row."""

    def put(self, session: Session, task: str, document: str, now: datetime) -> None:
        session.add(StoredJob(task=task, document=document, state=JobState.WAITING, due_at=now))


class EmbeddedWorker:
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
        """Does the next job that is due; False when there is none."""
        claim = self._claim()
        if claim is None:
            return False
        beat = Heartbeat(lambda: self._extend(claim), self._lease.total_seconds() / BEATS)
        try:
            with beat:
                completion = self._completion(claim)
            self._finish(claim, completion)
        except LostError:
            return True
        return True

    def _claim(self) -> Claim | None:
        now = self._clock()
        due = or_(
            and_(StoredJob.state == JobState.WAITING, StoredJob.due_at <= now),
            and_(StoredJob.state == JobState.RUNNING, StoredJob.lease_until < now),
        )
        with self._database.writing() as session:
            job = session.scalars(select(StoredJob).where(due).order_by(StoredJob.id).limit(1)).first()
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

    def _finish(self, claim: Claim, completion: Completion | None) -> None:
        with self._database.writing() as session:
            job = self._held(session, claim)
            if completion is not None:
                session.delete(job)
                completion(session)
                return
            job.state, job.lease_until = JobState.WAITING, None
            job.due_at = self._clock() + pause(claim.attempts)

    def _extend(self, claim: Claim) -> None:
        with self._database.writing() as session:
            self._held(session, claim).lease_until = self._clock() + self._lease

    def _held(self, session: Session, claim: Claim) -> StoredJob:
        """The job as this attempt left it. Raises LostError."""
        job = session.get(StoredJob, claim.id)
        if job is None or (job.worker, job.attempts) != (self._name, claim.attempts):
            raise LostError
        return job
