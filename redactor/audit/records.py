"""One record after another, each with the hash of the one before (contract.md, Audit record)."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

import rfc8785

from redactor.domain.records import AuditRecord

GENESIS = "0" * 64
"""`prev` of the first record."""

FIELDS = tuple(field.name for field in fields(AuditRecord))

_REQUIRED = frozenset({"at", "actor", "role", "event", "redactor", "prev", "hash"})


@dataclass(frozen=True, slots=True)
class Head:
    """The last record's number and hash."""

    seq: int
    hash: str


EMPTY = Head(0, GENESIS)
"""The head of a log without records."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a record tells of; `document` and `finding` are keyed ids, never a bare hash."""

    event: str
    actor: str
    role: str
    document: str | None = None
    finding: str | None = None
    rule: str | None = None
    law: str | None = None
    action: str | None = None
    reason: str | None = None
    pack: str | None = None


def timestamp(at: datetime) -> str:
    """RFC 3339 in UTC, to the millisecond. Raises ValueError for a time without zone."""
    if at.tzinfo is None:
        raise ValueError("a record's time needs a zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def append(head: Head, event: Event, at: datetime, redactor: str) -> AuditRecord:
    """The record that follows `head`; `redactor` is the program's version."""
    content: dict[str, Any] = {
        "seq": head.seq + 1,
        "at": timestamp(at),
        **asdict(event),
        "redactor": redactor,
        "prev": head.hash,
    }
    return AuditRecord(**content, hash=_hash(content))


def head_of(record: AuditRecord) -> Head:
    return Head(record.seq, record.hash)


def line(record: AuditRecord) -> bytes:
    """One line of JSON Lines: canonical JSON and a line feed."""
    return rfc8785.dumps(asdict(record)) + b"\n"


def parse(raw: bytes) -> AuditRecord:
    """The record on a line. Raises ValueError unless the line is exactly as `line` writes it."""
    record = record_of(json.loads(raw))
    if line(record) != raw:
        raise ValueError("not canonical")
    return record


def record_of(value: object) -> AuditRecord:
    """A record from its JSON value. Raises ValueError."""
    if not isinstance(value, dict) or set(value) != set(FIELDS):
        raise ValueError("not the fields of a record")
    for name, content in value.items():
        if not _fits(name, content):
            raise ValueError(f"{name} has the wrong type")
    return AuditRecord(**value)


def hash_of(record: AuditRecord) -> str:
    """What the record's hash must be. Raises ValueError when its content has no canonical JSON."""
    content = asdict(record)
    del content["hash"]
    return _hash(content)


def _fits(name: str, content: object) -> bool:
    if name == "seq":
        return type(content) is int
    return isinstance(content, str) or (content is None and name not in _REQUIRED)


def _hash(content: dict[str, Any]) -> str:
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()
