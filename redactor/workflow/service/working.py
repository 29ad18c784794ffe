"""A worker: does jobs until it is told to stop, and erases what is due."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from redactor.domain.review import ACTOR_PROGRAM
from redactor.errors import FaultError, RedactorError
from redactor.isolation import place_of
from redactor.jobs import ATTEMPTS, Tasks, pause
from redactor.jobs.leases import LeaseWorker, shared_clock
from redactor.workflow.service import documents
from redactor.workflow.service.documents import EXAMINE
from redactor.workflow.service.errors import UnknownDocumentError
from redactor.workflow.service.examining import Examine
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.people import Actor, UserRole
from redactor.workflow.service.publishing import PUBLISH, Publish

PROGRAM: Final = Actor(ACTOR_PROGRAM, UserRole.ADMIN)
_SWEEP: Final = timedelta(minutes=1)
_REST: Final = 0.5
"""Seconds between two looks for a job when there is none."""
_NAP: Final = 0.1
_REASON: Final = "gallringstiden är ute"


def tasks(installation: Installation) -> Tasks:
    """Every kind of job."""
    return {EXAMINE: Examine(installation), PUBLISH: Publish(installation)}


def work(
    installation: Installation, name: str, stopped: Callable[[], bool], tell: Callable[[RedactorError], None]
) -> None:
    """Does the jobs of the queue until it is `stopped`; the job at hand is finished, or given back when
    KeyboardInterrupt comes.

    What hinders all work (the database does not answer, the log is broken) is told, and tried again.
    """
    clock = shared_clock(installation.clock)
    worker = LeaseWorker(installation.database, tasks(installation), name, clock)
    swept: datetime | None = None
    hindered = 0
    while not stopped():
        now = installation.clock()
        try:
            if swept is None or now - swept >= _SWEEP:
                erase_due(installation)
                installation.database.settle()
                swept = now
            rest = 0.0 if worker.step() else _REST
            hindered = 0
        except Exception as error:
            # Of what is not ours the message may quote a document.
            tell(error if isinstance(error, RedactorError) else FaultError(what=place_of(error)))
            hindered = min(hindered + 1, ATTEMPTS)
            rest = pause(hindered).total_seconds()
        _rest(rest, stopped)


def _rest(seconds: float, stopped: Callable[[], bool]) -> None:
    # In naps: a signal's handler may set a flag, but take no lock to wake somebody.
    until = time.monotonic() + seconds
    while not stopped() and (left := until - time.monotonic()) > 0:
        time.sleep(min(left, _NAP))


def erase_due(installation: Installation) -> int:
    """Erases the documents whose time is up, each in a transaction of its own; how many."""
    with installation.database.reading() as session:
        due = documents.due_for_erasure(session, installation)
    for document in due:
        with installation.database.writing() as session:
            try:
                documents.erase(session, installation, document, PROGRAM, _REASON)
            except UnknownDocumentError:
                continue  # another worker was faster
    return len(due)
