"""The publication copy: asked for, made and proved by a job, fetched."""

import json
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from redactor import pipeline
from redactor.decide import OnReview
from redactor.domain.records import Verified
from redactor.domain.review import Decision, Marked, Profile
from redactor.errors import RedactorError, ReviewError
from redactor.formats.detect import detect
from redactor.isolation import limits_for, run
from redactor.jobs import Completion, Queue
from redactor.pipeline import Draft, Setup
from redactor.report import document_report, report
from redactor.store import contents
from redactor.store.models import BlobRole, State, StoredDocument
from redactor.workflow.documents import published
from redactor.workflow.service.documents import content_of, key_of, name_of, suffix_of
from redactor.workflow.service.errors import ApprovalError, OwnDecisionError, StateError, UnknownDocumentError
from redactor.workflow.service.examining import failed
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.marks import marks
from redactor.workflow.service.people import Actor
from redactor.workflow.service.reviewing import decided, deciders

PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Copy:
    """A verified copy as it is handed out."""

    name: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)
    report: dict[str, Any] = field(repr=False)


def ask(session: Session, installation: Installation, queue: Queue, document: str, actor: Actor) -> None:
    """Puts the making of the copy down; asking again while it is made, or after, changes nothing.

    Where two must see it, raises ApprovalError before somebody else approved, and OwnDecisionError for one
    who decided. Raises UnknownDocumentError and StateError.
    """
    row = session.get(StoredDocument, document, with_for_update=True)
    if row is None or row.state == State.ERASED:
        raise UnknownDocumentError()
    if row.state in (State.PUBLISHING, State.PUBLISHED):
        return
    if row.state != State.EXAMINED:
        raise StateError(state=row.state)
    if installation.settings.four_eyes and row.approver is None:
        raise ApprovalError()
    if installation.settings.four_eyes and actor.name in deciders(session, document):
        raise OwnDecisionError()
    now = installation.clock()
    row.state, row.publisher, row.fault, row.updated_at = State.PUBLISHING, _told(actor), None, now
    queue.put(session, PUBLISH, document, now)


def fetch(session: Session, installation: Installation, document: str) -> Copy:
    """The verified copy. Raises UnknownDocumentError, and StateError when there is none."""
    row = session.get(StoredDocument, document)
    if row is None:
        raise UnknownDocumentError()
    if row.state != State.PUBLISHED or row.media_type is None:
        raise StateError(state=row.state)
    content = b"".join(content_of(session, installation, document, BlobRole.COPY))
    told = b"".join(content_of(session, installation, document, BlobRole.REPORT))
    return Copy(name_of(installation, row), row.media_type, content, json.loads(told))


class Publish:
    """The job: makes the copy in one child and proves it in another."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation

    def work(self, document: str) -> Completion:
        """Raises RedactorError when there can be no copy."""
        with self._installation.database.reading() as session:
            row = session.get_one(StoredDocument, document)
            if row.state != State.PUBLISHING:
                return _nothing
            untrusted = b"".join(content_of(session, self._installation, document, BlobRole.ORIGINAL))
            name = name_of(self._installation, row)
            said = decided(session, self._installation, document)
            marked = marks(session, document)
            setup, on_review = self._installation.setup(Profile(row.profile)), OnReview(row.on_review)
        pipeline.prepare(untrusted, setup)
        limits = limits_for(len(untrusted))
        media_type, draft = run(partial(_draft, untrusted, name, setup, on_review, said, marked), limits)
        proof = partial(pipeline.prove, draft.output, media_type, draft.expected, setup, untrusted)
        return partial(self._published, document, name, draft, run(proof, limits), setup)

    def given_up(self, document: str, error: RedactorError) -> Completion:
        if isinstance(error, ReviewError):
            return partial(self._stopped, document, error)
        return partial(failed, self._installation, document, error, State.PUBLISHING)

    def _published(
        self, document: str, name: str, draft: Draft, verified: Verified, setup: Setup, session: Session
    ) -> None:
        row = session.get_one(StoredDocument, document)
        if row.state != State.PUBLISHING:
            return
        now, key = self._installation.clock(), key_of(self._installation, row)
        made = document_report(name, draft.examination, verified=verified)
        told = json.dumps(report((made,), setup.packs.versions), ensure_ascii=False).encode()
        contents.put(session, document, BlobRole.COPY, key, [verified.output])
        contents.put(session, document, BlobRole.REPORT, key, [told])
        row.state, row.verdict, row.updated_at = State.PUBLISHED, made["verdict"], now
        actor, role = _asked(row)
        self._installation.log.append(
            session, published(draft, verified, row.log_id, setup, actor, role), now
        )

    def _stopped(self, document: str, error: ReviewError, session: Session) -> None:
        row = session.get_one(StoredDocument, document)
        if row.state == State.PUBLISHING:
            row.state, row.fault = State.EXAMINED, error.message("sv")
            row.exit_code, row.updated_at = error.exit_code, self._installation.clock()


def _draft(
    untrusted: bytes,
    name: str,
    setup: Setup,
    on_review: OnReview,
    said: tuple[Decision, ...],
    marked: tuple[Marked, ...],
) -> tuple[str, Draft]:
    media_type = detect(untrusted, suffix_of(name))
    return media_type, pipeline.redact(untrusted, media_type, setup, on_review, said, marked=marked)


def _told(actor: Actor) -> str:
    return f"{actor.role}:{actor.name}"


def _asked(row: StoredDocument) -> tuple[str, str]:
    """Who asked for the copy: name and role."""
    role, _, name = (row.publisher or "").partition(":")
    return name, role


def _nothing(_session: Session) -> None:
    """The job was done before."""
