"""`redactor worker` told to stop or hindered, and `redactor serve` killed: documents come to their end."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from redactor.config import Settings
from redactor.jobs.leases import LeaseQueue
from redactor.store.database import Database, sqlite_url
from redactor.store.models import StoredDocument, StoredJob
from redactor.workflow.service import documents
from redactor.workflow.service.documents import Wish
from redactor.workflow.service.installation import open_installation
from redactor.workflow.service.people import Actor, UserRole

SLOW = """
import os, pathlib, time
import redactor.cli.serve as serve
import redactor.pipeline as pipeline
serve._FINISH = {finish}
real = pipeline.examine
def examine(*arguments, **options):
    pathlib.Path({begun!r}).write_text(str(os.getpid()))
    time.sleep({seconds})
    return real(*arguments, **options)
pipeline.examine = examine
"""
HINDERED = """
import redactor.audit as audit
from redactor.errors import LogBrokenError
real, calls = audit.append, []
def append(*arguments, **options):
    calls.append(1)
    if len(calls) == 1:
        raise LogBrokenError(path="database")
    return real(*arguments, **options)
audit.append = append
"""


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "never came to hold"
        time.sleep(0.05)


def handed_in(cli: Any) -> None:
    installation = open_installation(Settings(data=cli.data), lambda: datetime.now(UTC))
    with closing(installation.database) as database, database.writing() as session:
        anna, parts = Actor("anna", UserRole.REGISTRATOR), [b"1. Budget\n"]
        documents.receive(session, installation, LeaseQueue(), parts, "a.txt", Wish(), anna)


def told(cli: Any) -> tuple[str, list[tuple[str, int]]]:
    """The document's state, and the state and attempts of its jobs."""
    with closing(Database(sqlite_url(cli.data))) as database, database.reading() as session:
        jobs = [(job.state, job.attempts) for job in session.scalars(select(StoredJob))]
        return session.scalars(select(StoredDocument.state)).one(), jobs


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("seconds", "finish", "state", "jobs"),
    [(2, 20, "examined", []), (60, 1, "received", [("waiting", 0)])],
)
def test_worker_told_to_stop(
    cli: Any, seconds: int, finish: int, state: str, jobs: list[tuple[str, int]]
) -> None:
    """The document at hand is finished; one that takes too long is another worker's, as if never begun."""
    handed_in(cli)
    begun = cli.folder / "begun"
    hook = SLOW.format(finish=finish, seconds=seconds, begun=str(begun))
    with cli.start("worker", hook=hook) as process:
        until(begun.exists)
        process.send_signal(signal.SIGTERM)
        output = process.communicate(timeout=30)
    assert (process.returncode, output, told(cli)) == (0, (b"", b""), (state, jobs))
    until(lambda: not is_alive(int(begun.read_text())))


def test_worker_that_is_hindered(cli: Any) -> None:
    """It says what hinders it, without stopping, and the document is done when nothing does any more."""
    handed_in(cli)
    with cli.start("worker", hook=HINDERED) as process:
        until(lambda: told(cli) == ("examined", []))
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=30)
    assert (process.returncode, output) == (0, b"")
    assert b"does not match its signature" in errors


SUPERVISOR = """
import sys
from redactor.cli.processes import supervise
lives = "import os, pathlib, time; pathlib.Path(str(os.getpid())).touch(); time.sleep(60)"
child = [sys.executable, "-c", lives]
supervise(child, child, 2, {})
"""


def test_killed_service_leaves_no_process(tmp_path: Path) -> None:
    """kill -9 of `serve` ends its server and its workers too: a new one can take their place."""
    with subprocess.Popen([sys.executable, "-c", SUPERVISOR], cwd=tmp_path) as supervisor:
        until(lambda: len(list(tmp_path.iterdir())) == 3)
        supervisor.kill()
    until(lambda: not any(is_alive(int(child.name)) for child in tmp_path.iterdir()))
