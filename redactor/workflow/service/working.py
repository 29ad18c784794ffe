"""A worker: does jobs until it is told to stop, and erases what is due."""

import threading
from datetime import datetime, timedelta
from typing import Final

from redactor.domain.review import ACTOR_PROGRAM
from redactor.jobs import Tasks
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
_REASON: Final = "gallringstiden är ute"


def tasks(installation: Installation) -> Tasks:
    """Every kind of job."""
    return {EXAMINE: Examine(installation), PUBLISH: Publish(installation)}


def work(installation: Installation, name: str, stop: threading.Event) -> None:
    """Does the jobs of the queue until `stop` is set; the job at hand is finished."""
    clock = shared_clock(installation.clock)
    worker = LeaseWorker(installation.database, tasks(installation), name, clock)
    swept: datetime | None = None
    while not stop.is_set():
        now = installation.clock()
        if swept is None or now - swept >= _SWEEP:
            erase_due(installation)
            swept = now
        if not worker.step():
            stop.wait(_REST)


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
