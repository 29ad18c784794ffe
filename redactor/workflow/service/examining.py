"""The examination of a received document: the job, and what it leaves."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from redactor import pipeline
from redactor.audit import Event
from redactor.domain.review import ACTOR_PROGRAM, Profile
from redactor.errors import RedactorError
from redactor.formats.detect import detect
from redactor.isolation import limits_for, run
from redactor.jobs import Completion
from redactor.pipeline import Setup
from redactor.report import document_report
from redactor.store import contents
from redactor.store.models import BlobRole, State, StoredDocument
from redactor.workflow.documents import ROLE_PROGRAM
from redactor.workflow.service.documents import content_of, key_of, name_of, suffix_of
from redactor.workflow.service.installation import Installation


class Examine:
    """The job: finds and decides, in a child of its own."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation

    def work(self, document: str) -> Completion:
        """Raises RedactorError for a document that cannot be read."""
        with self._installation.database.reading() as session:
            row = session.get_one(StoredDocument, document)
            if row.state != State.RECEIVED:
                return _nothing
            untrusted = b"".join(content_of(session, self._installation, document, BlobRole.ORIGINAL))
            name = name_of(self._installation, row)
            setup = self._installation.setup(Profile(row.profile))
        pipeline.prepare(untrusted, setup)
        report = run(partial(_report, untrusted, name, setup), limits_for(len(untrusted)))
        return partial(self._examined, document, report)

    def given_up(self, document: str, error: RedactorError) -> Completion:
        return partial(failed, self._installation, document, error, State.RECEIVED)

    def _examined(self, document: str, report: dict[str, Any], session: Session) -> None:
        row = session.get_one(StoredDocument, document)
        if row.state != State.RECEIVED:
            return
        now = self._installation.clock()
        raw = json.dumps(report, ensure_ascii=False).encode()
        contents.put(session, document, BlobRole.EXAMINATION, key_of(self._installation, row), [raw])
        row.state, row.verdict, row.updated_at = State.EXAMINED, report["verdict"], now
        row.media_type = report["media_type"]
        self._installation.log.append(session, _events(row.log_id, report), now)


def failed(
    installation: Installation, document: str, error: RedactorError, expected: State, session: Session
) -> None:
    """The document ends, with the error's message; the log says so too."""
    row = session.get_one(StoredDocument, document)
    if row.state != expected:
        return
    now = installation.clock()
    row.state, row.fault, row.exit_code = State.FAILED, error.message("sv"), error.exit_code
    row.updated_at = now
    refusal = Event("refusal", ACTOR_PROGRAM, ROLE_PROGRAM, row.log_id, reason=row.fault)
    installation.log.append(session, [refusal], now)


def _report(untrusted: bytes, name: str, setup: Setup) -> dict[str, Any]:
    examination = pipeline.examine(untrusted, detect(untrusted, suffix_of(name)), setup)
    return document_report(name, examination, show_text=True)


def _events(document: str, report: dict[str, Any]) -> Iterator[Event]:
    for finding in report["findings"]:
        yield Event(
            "finding",
            ACTOR_PROGRAM,
            ROLE_PROGRAM,
            document,
            finding["id"],
            finding["rule"],
            finding["law"],
            finding["action"],
        )
    told = f"{report['verdict']}; {len(report['findings'])} findings; {len(report['unread'])} unread"
    yield Event("examination", ACTOR_PROGRAM, ROLE_PROGRAM, document, reason=told)


def _nothing(_session: Session) -> None:
    """The job was done before."""
