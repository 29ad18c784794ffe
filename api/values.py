"""What goes over the wire, besides the report: each field as contract.md and OpenAPI name it."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from fastapi import Path, Query
from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    model_validator,
)

from redactor.domain.review import Action
from redactor.formats.detect import SUFFIXES
from redactor.workflow.service.documents import Received
from redactor.workflow.service.people import Scope, UserRole
from redactor.workflow.service.reviewing import Word

_ID = "^[0-9a-z]{1,64}$"
LINE = r"^[^\x00-\x1f\x7f]*$"
"""A line of text: what stands in a database and in lists has no signs that control."""
Id = Annotated[str, Path(pattern=_ID)]
"""What the service itself calls a document, finding, key or user; nothing else reaches the database."""
After = Annotated[str | None, Query(pattern=_ID)]
COPY: dict[int | str, dict[str, Any]] = {
    200: {"description": "The copy.", "content": {kind: {} for kind in sorted(set(SUFFIXES.values()))}}
}
"""What OpenAPI says of a copy: it has its original's format."""


def _written(value: object) -> object:
    """Raises ValueError for a number, which would be taken for seconds."""
    if isinstance(value, str):
        return value
    raise ValueError("a time is written as text (RFC 3339)")


Moment = Annotated[AwareDatetime, BeforeValidator(_written, json_schema_input_type=AwareDatetime)]


def _day(value: object) -> object:
    """Raises ValueError for a number, which would be taken for seconds."""
    if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return value
    raise ValueError("a day is written YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentsOut(_Value):
    """A page of documents, the newest first; `next` is the `after` of the next page."""

    documents: list[Received]
    next: str | None


class DecisionIn(_Value):
    action: Literal["redact", "keep"]
    law: Annotated[str | None, Field(max_length=40)] = None
    comment: Annotated[str, Field(max_length=2000)] = ""


class MarkIn(_Value):
    """Characters `start` to `end` (half open) of a layer's text, which must go."""

    layer: Annotated[str, Field(min_length=1, max_length=100)]
    start: Annotated[StrictInt, Field(ge=0, le=2**31 - 1)]
    end: Annotated[StrictInt, Field(ge=1, le=2**31 - 1)]
    entity_type: Annotated[str, Field(pattern="^[A-Z][A-Z0-9_]{0,59}$")]
    law: Annotated[str | None, Field(max_length=40)] = None
    comment: Annotated[str, Field(max_length=2000)] = ""

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if self.start >= self.end:
            raise ValueError("start must be before end")
        return self


class MarkOut(_Value):
    """The finding that was added, and its decision's version."""

    id: str
    version: int


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


class SessionOut(_Value):
    """Who calls. A browser says `csrf_token` in `X-CSRF-Token` with each call that changes something."""

    name: str
    role: UserRole
    scopes: list[Scope]
    csrf_token: str | None
    expires_at: datetime | None


class KeyIn(_Value):
    """A key that is wanted; without `scopes` it may do all that its role may."""

    name: Annotated[str, Field(min_length=1, max_length=150, pattern=LINE)]
    role: UserRole
    scopes: Annotated[list[Scope], Field(max_length=len(Scope))] = []
    expires_at: Moment | None = None


class KeyOut(_Value):
    """A new key; its secret is shown this once."""

    id: str
    secret: str


class UserIn(_Value):
    disabled: StrictBool


class VersionOut(_Value):
    version: int


class CheckpointOut(_Value):
    """The log's signed head (redactor/audit/checkpoint/1)."""

    seq: StrictInt
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
