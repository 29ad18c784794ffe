"""What goes over the wire, besides the report: each field as contract.md and OpenAPI name it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from redactor.decide import OnReview
from redactor.domain.review import Action, Profile
from redactor.store.models import State
from redactor.workflow.service.documents import Received
from redactor.workflow.service.reviewing import Word


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentOut(_Value):
    """A document and where it stands. `name` is None once it is erased."""

    id: str
    log_id: str
    name: str | None
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

    @classmethod
    def of(cls, row: Received) -> "DocumentOut":
        return cls(
            id=row.id,
            log_id=row.log_id,
            name=row.name or None,
            size=row.size,
            media_type=row.media_type,
            state=row.state,
            verdict=row.verdict,
            fault=row.fault,
            exit_code=row.exit_code,
            profile=row.wish.profile,
            on_review=row.wish.on_review,
            board=row.wish.board,
            kind=row.wish.kind,
            actor=row.actor,
            approver=row.approver,
            created_at=row.created_at,
            updated_at=row.updated_at,
            erase_at=row.erase_at,
        )


class DocumentsOut(_Value):
    """A page of documents, the newest first; `next` is the `after` of the next page."""

    documents: list[DocumentOut]
    next: str | None


class DecisionIn(_Value):
    action: Literal["redact", "keep"]
    law: Annotated[str | None, Field(max_length=40)] = None
    comment: Annotated[str, Field(max_length=2000)] = ""


class DecisionOut(_Value):
    """A person's word on a finding; `version` is its ETag."""

    action: Action
    law: str | None
    comment: str
    actor: str
    at: datetime
    version: int

    @classmethod
    def of(cls, word: Word) -> "DecisionOut":
        return cls(
            action=word.action,
            law=word.law,
            comment=word.reason,
            actor=word.actor,
            at=word.at,
            version=word.version,
        )


class FindingsOut(_Value):
    """The examination's findings with their text, the items, and what people said of them."""

    verdict: str
    items: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    unread: list[dict[str, Any]]
    layers: list[dict[str, Any]]
    decisions: dict[str, DecisionOut]


class VersionOut(_Value):
    version: int


class CheckpointOut(_Value):
    """The log's signed head (redactor/audit/checkpoint/1)."""

    seq: int
    hash: str
    root: str
    at: str
    signature: str


class FaultOut(_Value):
    line: int
    kind: str


class CheckedOut(_Value):
    """What a verification of the log saw."""

    intact: bool
    records: int
    fault_count: int
    faults: list[FaultOut]


class VerifyIn(_Value):
    """Checkpoints that were kept elsewhere."""

    checkpoints: Annotated[list[CheckpointOut], Field(max_length=1000)] = []
