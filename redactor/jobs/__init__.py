"""Work that outlives a request: each job is about one document, and is done once or ends in a reason.

What a job changes and that it is done are one transaction, so a worker may be killed at any moment.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final, Protocol

from sqlalchemy.orm import Session

from redactor.errors import FaultError, RedactorError
from redactor.isolation import place_of

ATTEMPTS: Final = 5
"""After so many a job is given up: its worker died each time, or a fault of ours stayed."""

Completion = Callable[[Session], None]
"""What a job changes in the end, run in the transaction that also ends the job."""


class PoisonedError(FaultError):
    """No attempt came to an end."""

    sv = "Arbetet med dokumentet avbröts {attempts} gånger. Inget resultat finns."
    en = "The work on the document was cut off {attempts} times. There is no result."


class Task(Protocol):
    """One kind of job."""

    def work(self, document: str) -> Completion:
        """The long part, outside any transaction. Raises RedactorError."""
        ...

    def given_up(self, document: str, error: RedactorError) -> Completion:
        """What is said of a document that cannot be done."""
        ...


Tasks = Mapping[str, Task]


class Queue(Protocol):
    """Where jobs are put down, in the transaction that makes them necessary."""

    def put(self, session: Session, task: str, document: str, now: datetime) -> None: ...


def attempt(task: Task, document: str) -> Completion:
    """One attempt. Raises RedactorError; any other exception becomes a fault of ours, without its message."""
    try:
        return task.work(document)
    except RedactorError:
        raise
    except Exception as error:
        raise FaultError(what=place_of(error)) from None


def pause(attempts: int) -> timedelta:
    """How long to wait before the next attempt: 2, 4, 8 … seconds, at most 10 minutes."""
    return timedelta(seconds=min(2.0**attempts, 600.0))


def is_worth_retrying(error: RedactorError) -> bool:
    """Whether the fault is ours or the machine's: a bad document is bad at every attempt."""
    return error.exit_code == FaultError.exit_code
