"""Documents through the service's queue while its workers are killed at random: what is lost, what is double?

    python -m bench.kills [--documents N] [--workers N] [--postgresql URL] [--seed N]

Hands N documents in (each its own text, every tenth damaged), lets workers examine and publish them, and
kills one with SIGKILL every 1 to 4 seconds. Workers are forked from a process that has its rules loaded, so
that a kill costs no start; else they are what `redactor worker` runs. At the end every document must have
one end state, one record of it in the log, and a copy without what was planted in it. On SQLite without
--postgresql.
"""

import argparse
import json
import os
import random
import signal
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import func, select

from redactor.config import Settings
from redactor.domain.review import Profile
from redactor.errors import RedactorError
from redactor.jobs.leases import LeaseQueue
from redactor.store import log as stored_log
from redactor.store.models import State, StoredDocument, StoredJob
from redactor.workflow.service import documents, publishing
from redactor.workflow.service.documents import Wish
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.people import Actor, UserRole
from redactor.workflow.service.working import work

ACTOR = Actor("bench", UserRole.PIPELINE)
# The number is from Skatteverket's official test series; the person is invented.
SECRETS = ("Hjortmar Fjällgrensson", "19811218-9876")
TEXT = "1. Budget {number}\n\nNämnden godkänner budgeten.\n\nSökande: {0}, {1}\n"
ENDS = (State.PUBLISHED, State.FAILED)


@contextmanager
def database_of(server: str | None) -> Iterator[str | None]:
    """A new database on the server; None for SQLite in the data folder."""
    if server is None:
        yield None
        return
    name = f"redactor_kills_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def hand_in(installation: Installation, number: int) -> None:
    damaged = number % 10 == 0
    content = f"%PDF-1.7\n%{number}".encode() if damaged else TEXT.format(*SECRETS, number=number).encode()
    name = "a.pdf" if damaged else "a.txt"
    with installation.database.writing() as session:
        documents.receive(session, installation, LeaseQueue(), [content], name, Wish(), ACTOR)


def ask(installation: Installation) -> Counter[str]:
    """Asks for the copies of what is examined; how many documents are in each state."""
    with installation.database.reading() as session:
        examined = session.scalars(select(StoredDocument.id).filter_by(state=State.EXAMINED)).all()
    for document in examined:
        with installation.database.writing() as session:
            publishing.ask(session, installation, LeaseQueue(), document, ACTOR)
    with installation.database.reading() as session:
        return Counter(session.scalars(select(StoredDocument.state)))


def run(installation: Installation, count: int, workers: int, chance: random.Random) -> int:
    """Until every document has come to its end; how many workers were killed."""
    installation.setup(Profile.PUBLICERING).analyzer.hits("")
    working = [forked(installation) for _ in range(workers)]
    kills, due = 0, time.monotonic() + chance.uniform(1, 4)
    try:
        while sum(ask(installation)[state] for state in ENDS) < count:
            time.sleep(0.5)
            if time.monotonic() >= due:
                at = chance.randrange(workers)
                killed(working[at])
                working[at] = forked(installation)
                kills, due = kills + 1, time.monotonic() + chance.uniform(1, 4)
    finally:
        for process in working:
            killed(process)
    return kills


def forked(installation: Installation) -> int:
    """A worker in a process of its own; its id."""
    installation.database.close()
    if pid := os.fork():
        return pid
    try:
        work(installation, f"w{os.getpid()}", lambda: False, tell)
    finally:
        os._exit(1)


def tell(error: RedactorError) -> None:
    print(error.message("en"), flush=True)


def killed(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def judged(installation: Installation) -> dict[str, int]:
    """What stands at the end. Raises AssertionError where the log is not whole."""
    with installation.database.reading() as session:
        assert installation.log.verify(session).intact
        records = [json.loads(line) for line in stored_log.lines(session)]
        rows = session.execute(select(StoredDocument.id, StoredDocument.state, StoredDocument.log_id)).all()
        jobs = session.scalars(select(func.count(StoredJob.id))).one()
        copies = [
            publishing.fetch(session, installation, row.id).content.decode()
            for row in rows
            if row.state == State.PUBLISHED
        ]
    ends = Counter(r["document"] for r in records if r["event"] in ("publication", "refusal"))
    return {
        "end states": sum(row.state in ENDS for row in rows),
        "published": len(copies),
        "failed": sum(row.state == State.FAILED for row in rows),
        "jobs left": jobs,
        "lost": sum(ends[row.log_id] == 0 for row in rows),
        "double": sum(ends[row.log_id] > 1 for row in rows),
        "leaks": sum(any(secret in copy for secret in SECRETS) for copy in copies),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--postgresql", metavar="URL")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as data, database_of(given.postgresql) as url:
        settings = Settings(data=Path(data), database_url=url)
        installation = open_installation(settings, lambda: datetime.now(UTC))
        began = time.monotonic()
        for number in range(given.documents):
            hand_in(installation, number)
        print(
            f"{installation.database.dialect}: {given.documents} handed in, {time.monotonic() - began:.0f} s"
        )
        kills = run(installation, given.documents, given.workers, random.Random(given.seed))
        told = ", ".join(f"{count} {what}" for what, count in judged(installation).items())
        print(f"{kills} workers killed, {time.monotonic() - began:.0f} s: {told}", flush=True)
        installation.database.close()


if __name__ == "__main__":
    main()
