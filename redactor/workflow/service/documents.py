"""A document on its way: received, examined, published, erased."""

import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from redactor.audit import Event
from redactor.decide import OnReview
from redactor.domain.review import Profile
from redactor.errors import LimitError, Words
from redactor.formats.detect import MAX_BYTES
from redactor.jobs import Queue
from redactor.store import contents, keys
from redactor.store.models import BlobRole, State, StoredDocument
from redactor.store.vault import DocumentKey
from redactor.workflow.data import document_id
from redactor.workflow.service.errors import UnknownDocumentError
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.people import Actor

EXAMINE = "examine"
"""The job that follows a receipt."""
_SIZE = Words("filens storlek i byte", "the file's size in bytes")
_NAME = "name"
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")
_NO_ENDING = ".?"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a document is to be treated, and what it is (public words of the one who hands it in)."""

    profile: Profile = Profile.PUBLICERING
    on_review: OnReview = OnReview.REDACT
    board: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A document and where it stands, for reading outside a transaction; `version` counts changes."""

    id: str
    log_id: str
    name: str | None = field(repr=False)
    """None once it is erased."""
    size: int
    media_type: str | None
    state: State
    verdict: str | None
    fault: str | None
    exit_code: int | None
    profile: Profile
    on_review: OnReview
    board: str | None
    kind: str | None
    actor: str
    approver: str | None
    created_at: datetime
    updated_at: datetime
    erase_at: datetime
    version: int


def receive(
    session: Session,
    installation: Installation,
    queue: Queue,
    parts: Iterable[bytes],
    name: str,
    wish: Wish,
    actor: Actor,
) -> str:
    """Stores a document, seals it, logs the receipt and puts down its examination; its id.

    Raises LimitError for one that is too large, and then nothing is stored.
    """
    document, now = uuid.uuid4().hex, installation.clock()
    sealed = installation.vault.new(document, keys.sealing(session))
    key = installation.vault.key(sealed, document)
    row = StoredDocument(
        id=document,
        log_id="",
        sealed_key=sealed,
        sealed_name=key.seal(name.encode(), _NAME),
        size=0,
        state=State.RECEIVED,
        profile=wish.profile,
        on_review=wish.on_review,
        board=wish.board,
        kind=wish.kind,
        actor=actor.name,
        created_at=now,
        updated_at=now,
        erase_at=now + timedelta(days=installation.settings.retention_days),
    )
    session.add(row)
    session.flush()
    measured = _Measured(parts)
    contents.put(session, document, BlobRole.ORIGINAL, key, measured)
    row.size = measured.size
    row.log_id = document_id(installation.key, measured.sha256)
    told = f"profile {wish.profile}; on-review {wish.on_review}; {measured.size} bytes"
    event = Event("receipt", actor.name, actor.role, row.log_id, reason=told)
    installation.log.append(session, [event], now)
    queue.put(session, EXAMINE, document, now)
    return document


def read(session: Session, installation: Installation, document: str) -> Received:
    """Raises UnknownDocumentError."""
    row = session.get(StoredDocument, document)
    if row is None:
        raise UnknownDocumentError()
    return _received(row, installation)


def listed(
    session: Session, installation: Installation, *, after: str | None = None, limit: int = 50
) -> tuple[Received, ...]:
    """Documents, the newest first, from the one that follows `after`. Raises UnknownDocumentError."""
    order = (StoredDocument.created_at.desc(), StoredDocument.id.desc())
    wanted = select(StoredDocument).order_by(*order).limit(limit)
    if after is not None:
        last = session.get(StoredDocument, after)
        if last is None:
            raise UnknownDocumentError()
        older = StoredDocument.created_at < last.created_at
        same = (StoredDocument.created_at == last.created_at) & (StoredDocument.id < last.id)
        wanted = wanted.where(older | same)
    return tuple(_received(row, installation) for row in session.scalars(wanted))


def key_of(installation: Installation, row: StoredDocument) -> DocumentKey:
    """Raises UnknownDocumentError when the document is erased, VaultError when the key is not ours."""
    if row.sealed_key is None:
        raise UnknownDocumentError()
    return installation.vault.key(row.sealed_key, row.id)


def suffix_of(name: str) -> str | None:
    """The ending of a file's name; None without one. What is no ending is not told: it may be a name."""
    suffix = PurePath(name).suffix
    return (suffix if _ENDING.fullmatch(suffix) else _NO_ENDING) if suffix else None


def name_of(installation: Installation, row: StoredDocument) -> str:
    if row.sealed_name is None:
        return ""
    return key_of(installation, row).open(row.sealed_name, _NAME).decode()


def content_of(
    session: Session, installation: Installation, document: str, role: BlobRole
) -> Iterator[bytes]:
    """What is stored of the document in that role. Raises UnknownDocumentError when there is none."""
    row = session.get(StoredDocument, document)
    if row is None or not contents.has(session, document, role):
        raise UnknownDocumentError()
    return contents.get(session, document, role, key_of(installation, row))


def erase(session: Session, installation: Installation, document: str, actor: Actor, reason: str) -> None:
    """Takes away the original, the copy and all texts; the row and the log say that it was here.

    Raises UnknownDocumentError.
    """
    row = session.get(StoredDocument, document)
    if row is None or row.state == State.ERASED:
        raise UnknownDocumentError()
    contents.drop(session, document)
    row.sealed_key = row.sealed_name = None
    row.state, row.updated_at = State.ERASED, installation.clock()
    event = Event("erasure", actor.name, actor.role, row.log_id, reason=reason)
    installation.log.append(session, [event], installation.clock())


def due_for_erasure(session: Session, installation: Installation, limit: int = 100) -> tuple[str, ...]:
    """Documents whose time is up."""
    due = (StoredDocument.erase_at <= installation.clock()) & (StoredDocument.state != State.ERASED)
    return tuple(session.scalars(select(StoredDocument.id).where(due).limit(limit)))


def _received(row: StoredDocument, installation: Installation) -> Received:
    return Received(
        id=row.id,
        log_id=row.log_id,
        name=name_of(installation, row) or None,
        size=row.size,
        media_type=row.media_type,
        state=State(row.state),
        verdict=row.verdict,
        fault=row.fault,
        exit_code=row.exit_code,
        profile=Profile(row.profile),
        on_review=OnReview(row.on_review),
        board=row.board,
        kind=row.kind,
        actor=row.actor,
        approver=row.approver,
        created_at=row.created_at,
        updated_at=row.updated_at,
        erase_at=row.erase_at,
        version=row.version,
    )


class _Measured:
    """Parts on their way into the store, counted and hashed."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts
        self._hash = hashlib.sha256()
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self.size += len(part)
            if self.size > MAX_BYTES:
                raise LimitError(limit=_SIZE, value=f"> {MAX_BYTES}", allowed=MAX_BYTES)
            self._hash.update(part)
            yield part

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()
