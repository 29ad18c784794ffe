"""The log: every record holds the hash of the one before, and the last one's is signed.

Pure: records and bytes in, records and bytes out. A record's hash is SHA-256 over its canonical
JSON (RFC 8785) without `hash`; a checkpoint signs the last record (Ed25519, RFC 8032). An edited,
removed, inserted or reordered record breaks the chain; one cut off at the end, or a chain forged
anew, does not end in the signed hash.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import rfc8785

from redactor.domain.records import AuditRecord

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

GENESIS = "0" * 64
"""`prev` of the first record."""

FIELDS = tuple(field.name for field in fields(AuditRecord))
MAX_FAULTS = 100
"""How many faults a verification names; it counts on."""

_REQUIRED = frozenset({"at", "actor", "role", "event", "redactor", "prev", "hash"})
_SIGNED_AS = b"redactor/audit/checkpoint/1\n"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The signed head; `signature` is Ed25519 over the other fields, hexadecimal."""

    seq: int
    hash: str
    at: str
    signature: str

    @property
    def head(self) -> Head:
        return Head(self.seq, self.hash)


class FaultKind(StrEnum):
    MALFORMED = "malformed"
    """No record, or one not written as a record is."""
    EDITED = "edited"
    """The record's hash is not that of its content."""
    BROKEN = "broken"
    """The record does not follow the one before: removed, inserted or reordered."""
    CUT_OFF = "cut off"
    """The log ends before its signed head."""
    UNSIGNED = "unsigned"
    """Records stand after the signed head, or there is none."""
    FORGED = "forged"
    """The chain is whole but is not the one that was signed, or the signature is not ours."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` is 1-based; 0 is the log as a whole."""

    line: int
    kind: FaultKind


@dataclass(frozen=True, slots=True)
class Checked:
    """What a verification saw. `faults` names the first MAX_FAULTS of `fault_count`."""

    records: int
    head: Head
    faults: tuple[Fault, ...]
    fault_count: int

    @property
    def intact(self) -> bool:
        return not self.fault_count


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
    value = json.loads(raw)
    if not isinstance(value, dict) or set(value) != set(FIELDS):
        raise ValueError("not the fields of a record")
    for name, content in value.items():
        if not _fits(name, content):
            raise ValueError(f"{name} has the wrong type")
    record = AuditRecord(**value)
    if line(record) != raw:
        raise ValueError("not canonical")
    return record


def _fits(name: str, content: object) -> bool:
    if name == "seq":
        return type(content) is int
    return isinstance(content, str) or (content is None and name not in _REQUIRED)


def _hash(content: dict[str, Any]) -> str:
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def sign(head: Head, at: datetime, key: "Ed25519PrivateKey") -> Checkpoint:
    """A checkpoint over `head`."""
    moment = timestamp(at)
    return Checkpoint(head.seq, head.hash, moment, key.sign(_signed(head, moment)).hex())


def is_signed(checkpoint: Checkpoint, key: "Ed25519PublicKey") -> bool:
    """Whether the checkpoint carries a signature of this key."""
    # Loaded when needed: `check` signs nothing and must not wait for it.
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(bytes.fromhex(checkpoint.signature), _signed(checkpoint.head, checkpoint.at))
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed(head: Head, at: str) -> bytes:
    # A prefix of its own: the key can sign nothing else that could be taken for a checkpoint.
    return _SIGNED_AS + rfc8785.dumps({"seq": head.seq, "hash": head.hash, "at": at})


def verify(
    lines: Iterable[bytes],
    head: Checkpoint | None,
    key: "Ed25519PublicKey",
    earlier: Iterable[Checkpoint] = (),
) -> Checked:
    """Checks a log, line by line, against its signed head and earlier checkpoints kept elsewhere.

    Lines come with their line feeds. A log without records and without head is intact.
    """
    checkpoints = tuple(earlier) + ((head,) if head is not None else ())
    walk = _Walk({checkpoint.seq: set() for checkpoint in checkpoints})
    for checkpoint in checkpoints:
        walk.signed[checkpoint.seq].add(checkpoint.hash)
        if not is_signed(checkpoint, key):
            walk.fault(0, FaultKind.FORGED)
    for raw in lines:
        walk.step(raw)
    walk.end(head)
    return Checked(walk.records, walk.head, tuple(walk.faults), walk.fault_count)


class _Walk:
    """Where a verification stands: constant memory, however long the log."""

    def __init__(self, signed: dict[int, set[str]]) -> None:
        self.signed = signed
        self.head = EMPTY
        self.records = 0
        self.faults: list[Fault] = []
        self.fault_count = 0

    def fault(self, at_line: int, kind: FaultKind) -> None:
        self.fault_count += 1
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(at_line, kind))

    def step(self, raw: bytes) -> None:
        self.records += 1
        try:
            record = parse(raw)
            content = asdict(record)
            del content["hash"]
            computed = _hash(content)
        except (ValueError, RecursionError):
            # json's, UTF-8's and RFC 8785's errors are all ValueErrors.
            self.fault(self.records, FaultKind.MALFORMED)
            return
        if computed != record.hash:
            self.fault(self.records, FaultKind.EDITED)
        if record.prev != self.head.hash or record.seq != self.head.seq + 1:
            self.fault(self.records, FaultKind.BROKEN)
        if self.signed.pop(record.seq, {record.hash}) != {record.hash}:
            self.fault(self.records, FaultKind.FORGED)
        self.head = head_of(record)

    def end(self, head: Checkpoint | None) -> None:
        self.signed.pop(0, None)
        for _ in self.signed:
            self.fault(0, FaultKind.CUT_OFF)
        signed = EMPTY.seq if head is None else head.seq
        if self.head.seq > signed:
            self.fault(0, FaultKind.UNSIGNED)


def checkpoint_of(raw: bytes) -> Checkpoint:
    """A checkpoint from its JSON. Raises ValueError."""
    value = json.loads(raw)
    names = tuple(field.name for field in fields(Checkpoint))
    if not isinstance(value, dict) or set(value) != set(names):
        raise ValueError("not a checkpoint")
    if type(value["seq"]) is not int or not all(isinstance(value[n], str) for n in names if n != "seq"):
        raise ValueError("not a checkpoint")
    return Checkpoint(**value)


def checkpoint_json(checkpoint: Checkpoint) -> bytes:
    """The checkpoint as canonical JSON and a line feed."""
    return rfc8785.dumps(asdict(checkpoint)) + b"\n"


def to_csv(records: Iterable[AuditRecord]) -> Iterator[str]:
    """RFC 4180 lines with a heading; a cell that a spreadsheet would run as a formula gets an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(FIELDS)
    yield buffer.getvalue()
    for record in records:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(_cell(getattr(record, name)) for name in FIELDS)
        yield buffer.getvalue()


def _cell(value: str | int | None) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
