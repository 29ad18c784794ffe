"""A whole log, record by record, against what was signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from redactor.audit.checkpoints import Checkpoint, is_signed
from redactor.audit.merkle import NO_LEAVES, leaf_hash
from redactor.audit.records import EMPTY, Head, hash_of, head_of, parse
from redactor.domain.records import AuditRecord

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MAX_FAULTS = 100
"""How many faults a verification names; it counts on."""


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
        walk.signed[checkpoint.seq].add((checkpoint.hash, checkpoint.root))
        if not is_signed(checkpoint, key):
            walk.fault(0, FaultKind.FORGED)
    for raw in lines:
        walk.step(raw)
    walk.end(head)
    return Checked(walk.records, walk.head, tuple(walk.faults), walk.fault_count)


class _Walk:
    """Where a verification stands: constant memory, however long the log."""

    def __init__(self, signed: dict[int, set[tuple[str, str]]]) -> None:
        self.signed = signed
        self.head = EMPTY
        self.tree = NO_LEAVES
        self.records = 0
        self.faults: list[Fault] = []
        self.fault_count = 0

    def fault(self, at_line: int, kind: FaultKind) -> None:
        self.fault_count += 1
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(at_line, kind))

    def step(self, raw: bytes) -> None:
        self.records += 1
        self.tree = self.tree.append(leaf_hash(raw.rstrip(b"\n")))
        try:
            record = parse(raw)
            computed = hash_of(record)
        except (ValueError, RecursionError):
            # json's, UTF-8's and RFC 8785's errors are all ValueErrors.
            self.fault(self.records, FaultKind.MALFORMED)
            return
        if computed != record.hash:
            self.fault(self.records, FaultKind.EDITED)
        if record.prev != self.head.hash or record.seq != self.head.seq + 1:
            self.fault(self.records, FaultKind.BROKEN)
        self._compare(record)
        self.head = head_of(record)

    def _compare(self, record: AuditRecord) -> None:
        """Holds the record against what was signed at its place."""
        signed = self.signed.pop(record.seq, None)
        if signed is None:
            return
        # After a fault the root differs too, and tells nothing new.
        same = {last for last, _ in signed} == {record.hash}
        if not same or (not self.fault_count and {root for _, root in signed} != {self.tree.root.hex()}):
            self.fault(self.records, FaultKind.FORGED)

    def end(self, head: Checkpoint | None) -> None:
        self.signed.pop(0, None)
        for _ in self.signed:
            self.fault(0, FaultKind.CUT_OFF)
        signed = EMPTY.seq if head is None else head.seq
        if self.head.seq > signed:
            self.fault(0, FaultKind.UNSIGNED)
