"""Our queue beside Procrastinate on PostgreSQL: speed, and what a killed or stopped worker leaves behind.

    python -m bench.queues [--jobs N] [--server URL]

Both do the same: a job takes 10 ms, then sets its document's state. Ours changes the document and ends the
job in one transaction; Procrastinate's worker ends it in one of its own after the task's. Both call a worker
dead after 2 s. Procrastinate needs `pip install procrastinate`; figures are in docs/adr/0011-one-queue.md.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.orm import Session

from redactor.errors import RedactorError
from redactor.jobs import Completion
from redactor.jobs.leases import LeaseQueue, LeaseWorker, shared_clock
from redactor.store.database import Database
from redactor.store.models import State, StoredDocument
from redactor.store.upgrade import upgrade

SERVER = "postgresql://postgres:postgres@127.0.0.1:5432/postgres"
WORK = 0.01
DEAD_AFTER = 2.0
WORKERS = 4
LONGEST = 120.0
TABLES = ("CREATE TABLE begun (document text)", "CREATE TABLE ended (document text)")
ENDED = ("UPDATE document SET state = 'examined' WHERE id = '{}'", "INSERT INTO ended VALUES ('{}')")


def begun(url: str, document: str) -> None:
    """Notes that work begins, whatever becomes of it."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("INSERT INTO begun VALUES (%s)", (document,))


class Sleep:
    """The task of our queue."""

    def __init__(self, url: str) -> None:
        self._url = url

    def work(self, document: str) -> Completion:
        begun(self._url, document)
        time.sleep(WORK)
        return lambda session: self._done(session, document)

    def given_up(self, _document: str, error: RedactorError) -> Completion:
        raise error

    def _done(self, session: Session, document: str) -> None:
        for statement in ENDED:
            session.execute(text(statement.format(document)))


def ours(url: str) -> None:
    database = Database(url)
    worker = LeaseWorker(
        database,
        {"examine": Sleep(url)},
        f"{os.getpid()}",
        shared_clock(lambda: datetime.now(UTC)),
        timedelta(seconds=DEAD_AFTER),
    )
    while True:
        if not worker.step():
            time.sleep(0.1)


def theirs(url: str) -> None:
    import procrastinate

    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url))

    def examine(document: str) -> None:
        begun(url, document)
        time.sleep(WORK)
        with psycopg.connect(url) as connection:
            for statement in ENDED:
                connection.execute(statement.format(document).encode())

    async def reap(timestamp: int) -> None:  # noqa: ARG001 (given by name)
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
            await app.job_manager.retry_job(job)

    app.task(name="examine")(examine)
    # As its documentation advises: a task that looks for stalled jobs and puts them back.
    app.periodic(cron="* * * * * */1")(app.task(name="reap", queueing_lock="reap")(reap))
    with app.open():
        app.run_worker(
            concurrency=1,
            fetch_job_polling_interval=0.1,
            update_heartbeat_interval=DEAD_AFTER / 3,
            stalled_worker_timeout=DEAD_AFTER,
            delete_jobs="successful",
        )


@contextmanager
def empty(server: str, kind: str, jobs: int) -> Iterator[str]:
    """A database with the jobs put down; its address."""
    name = f"redactor_queues_{uuid.uuid4().hex}"
    url = f"{server.rpartition('/')[0]}/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            database = Database(url)
            upgrade(database)
            with database.writing() as session:
                for statement in TABLES:
                    session.execute(text(statement))
            put_down(database, url, kind, jobs)
            database.close()
            yield url
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def put_down(database: Database, url: str, kind: str, jobs: int) -> None:
    now, queue = datetime.now(UTC), LeaseQueue()
    with database.writing() as session:
        for number in range(jobs):
            session.add(
                StoredDocument(
                    id=f"d{number}",
                    log_id="",
                    size=0,
                    state=State.RECEIVED,
                    profile="",
                    on_review="",
                    actor="",
                    created_at=now,
                    updated_at=now,
                    erase_at=now,
                )
            )
        session.flush()
        if kind == "ours":
            for number in range(jobs):
                queue.put(session, "examine", f"d{number}", now)
    if kind == "theirs":
        import procrastinate

        app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector(conninfo=url))
        with app.open():
            app.schema_manager.apply_schema()
            for number in range(jobs):
                app.configure_task("examine").defer(document=f"d{number}")


def start(kind: str, url: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "bench.queues", "--worker", kind, "--server", url])


def run(kind: str, server: str, jobs: int, hurt: int | None) -> None:
    """All jobs to their end, with workers hurt by `hurt` (a signal) at random, or left alone."""
    rng = random.Random(5)
    with empty(server, kind, jobs) as url, psycopg.connect(url, autocommit=True) as connection:

        def count(what: str) -> int:
            return int(connection.execute(f"SELECT count(*) FROM {what}".encode()).fetchall()[0][0])

        workers = [start(kind, url) for _ in range(WORKERS)]
        hurts = 0
        while not count("begun"):
            time.sleep(0.02)
        began = time.monotonic()
        while left := count("document WHERE state <> 'examined'"):
            if time.monotonic() > began + LONGEST:
                break
            time.sleep(0.05 if hurt is None else rng.uniform(0.5, 2.5))
            victim = workers[rng.randrange(WORKERS)]
            if hurt == signal.SIGKILL:
                victim.kill()
                victim.wait()
                workers[workers.index(victim)] = start(kind, url)
                hurts += 1
            elif hurt == signal.SIGSTOP:
                victim.send_signal(signal.SIGSTOP)
                time.sleep(DEAD_AFTER * 1.5)
                victim.send_signal(signal.SIGCONT)
                hurts += 1
        seconds = time.monotonic() - began
        for worker in workers:
            worker.kill()
            worker.wait()
        twice = count("(SELECT document FROM ended GROUP BY document HAVING count(*) > 1) AS twice")
        named = "left alone" if hurt is None else f"{hurts} {signal.Signals(hurt).name}"
        print(
            f"{kind:6} {named:10} {jobs} jobs in {seconds:5.1f} s, {left} left, "
            f"{count('begun') - jobs + left} begun again, {twice} ended twice",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=1000)
    parser.add_argument("--server", default=SERVER)
    parser.add_argument("--worker", choices=("ours", "theirs"))
    given = parser.parse_args()
    if given.worker:
        {"ours": ours, "theirs": theirs}[given.worker](given.server)
    for hurt in (None, signal.SIGKILL, signal.SIGSTOP):
        for kind in ("ours", "theirs"):
            run(kind, given.server, given.jobs, hurt)


if __name__ == "__main__":
    main()
