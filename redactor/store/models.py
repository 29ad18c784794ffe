"""The tables. In clear: states, numbers, times, keyed ids. Sealed (`vault`): names and texts.

A change here needs a migration beside it (`migrations/`).
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Utc(TypeDecorator[datetime]):
    """A moment; SQLite keeps no zone, so it is UTC there. Raises ValueError for a time without zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time in the database needs a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar = {datetime: Utc, bytes: LargeBinary}


class State(StrEnum):
    """Where a document stands; each change is in the log."""

    RECEIVED = "received"
    """Its examination is under way."""
    EXAMINED = "examined"
    """A person may decide, approve, and ask for the copy."""
    PUBLISHING = "publishing"
    """Its copy is being made and proved."""
    PUBLISHED = "published"
    """The copy is there."""
    FAILED = "failed"
    """Cannot be read or proved; `fault` says why."""
    ERASED = "erased"
    """The original and all texts are gone; what happened stays in the log."""


class StoredDocument(Base):
    __tablename__ = "document"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    log_id: Mapped[str] = mapped_column(String(64), index=True)
    """The keyed id under which the log knows it."""
    sealed_key: Mapped[bytes | None]
    """Its own key (vault); None once it is erased."""
    sealed_name: Mapped[bytes | None]
    """The file's name as handed in."""
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str | None] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(12), index=True)
    verdict: Mapped[str | None] = mapped_column(String(12))
    fault: Mapped[str | None] = mapped_column(Text)
    """Why it failed: an error's message, which holds no text of the document."""
    exit_code: Mapped[int | None]
    profile: Mapped[str] = mapped_column(String(20))
    on_review: Mapped[str] = mapped_column(String(10))
    board: Mapped[str | None] = mapped_column(String(200))
    kind: Mapped[str | None] = mapped_column(String(100))
    actor: Mapped[str] = mapped_column(String(200))
    """Who handed it in."""
    approver: Mapped[str | None] = mapped_column(String(200))
    """The second pair of eyes."""
    publisher: Mapped[str | None] = mapped_column(String(220))
    """Who asked for the copy: role, colon, name."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    erase_at: Mapped[datetime] = mapped_column(index=True)
    version: Mapped[int] = mapped_column(default=1)
    """Counts changes; an ETag."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)


class BlobRole(StrEnum):
    ORIGINAL = "original"
    EXAMINATION = "examination"
    """The report with texts, as JSON."""
    COPY = "copy"
    REPORT = "report"
    """The copy's report, without texts."""


class Chunk(Base):
    """A sealed part of a document's content; its place is part of the seal."""

    __tablename__ = "chunk"

    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class StoredDecision(Base):
    """A person's word on a finding; `version` is the finding's ETag."""

    __tablename__ = "decision"

    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    finding: Mapped[str] = mapped_column(String(64), primary_key=True)
    action: Mapped[str] = mapped_column(String(10))
    law: Mapped[str | None] = mapped_column(String(40))
    sealed_reason: Mapped[bytes]
    actor: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class AddedFinding(Base):
    """What a person found and the program did not."""

    __tablename__ = "added_finding"
    __table_args__ = (UniqueConstraint("document", "layer", "start", "end", "entity_type"),)

    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    finding: Mapped[str] = mapped_column(String(64), primary_key=True)
    layer: Mapped[str] = mapped_column(String(100))
    start: Mapped[int]
    end: Mapped[int]
    entity_type: Mapped[str] = mapped_column(String(60))
    actor: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class StoredRecord(Base):
    """A record of the log: its canonical line, and what is asked for in columns. Triggers forbid changes."""

    __tablename__ = "audit_record"
    __table_args__ = (Index("ix_audit_record_at", "at"), Index("ix_audit_record_document", "document"))

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[str] = mapped_column(String(30))
    actor: Mapped[str] = mapped_column(String(200))
    event: Mapped[str] = mapped_column(String(40))
    document: Mapped[str | None] = mapped_column(String(64))
    line: Mapped[str] = mapped_column(Text)


class LogHead(Base):
    """One row: the log's signed head and the peaks of its tree."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    checkpoint: Mapped[str] = mapped_column(Text)
    peaks: Mapped[str] = mapped_column(Text)


class StoredJob(Base):
    """Work that is to be done (`jobs`): what, on which document, and whose it is now. No text."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task: Mapped[str] = mapped_column(String(40))
    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    worker: Mapped[str | None] = mapped_column(String(100))


class KeyInUse(Base):
    """The id of a key in a file that this database goes with (`keys`)."""

    __tablename__ = "key_in_use"

    purpose: Mapped[str] = mapped_column(String(10), primary_key=True)
    key: Mapped[str] = mapped_column(String(64))


class ApiKey(Base):
    """A key of a program. Its secret is hashed (argon2id)."""

    __tablename__ = "api_key"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(200))
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class User(Base):
    """A person who logs in; `issuer` is an OpenID provider's, or `local`."""

    __tablename__ = "user_account"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(300))
    name: Mapped[str] = mapped_column(String(200), unique=True, index=True)
    """As the log shows it, and nobody else's: who decided and who approves are told apart by it."""
    role: Mapped[str] = mapped_column(String(20))
    disabled_at: Mapped[datetime | None]


class LoginSession(Base):
    """A browser that is logged in; the cookie's value is hashed."""

    __tablename__ = "login_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    user: Mapped[str] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class LoginLink(Base):
    """A link that logs its bearer in, once; its secret is hashed."""

    __tablename__ = "login_link"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(150))
    """The system's user who asked for it."""
    expires_at: Mapped[datetime]


class Attempt(Base):
    """Failed logins from one place, or with one key; `source` is keyed."""

    __tablename__ = "login_attempt"

    source: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    until: Mapped[datetime]
    """Locked, or counted, so long."""


class Idempotency(Base):
    """A call that was made with an Idempotency-Key, so that a repeated one gives the same document."""

    __tablename__ = "idempotency"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Keyed, with the actor."""
    request: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
