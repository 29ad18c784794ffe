"""Proofs that stand without the log: one record is in it, or it holds an earlier log unchanged.

A proof is checked against checkpoints, which the caller verifies (`is_signed`).
"""

import json
from dataclasses import asdict, dataclass
from typing import Any, Final

import rfc8785

from redactor.audit import merkle
from redactor.audit.checkpoints import Checkpoint
from redactor.audit.records import hash_of, line, record_of
from redactor.domain.records import AuditRecord

SCHEMA: Final = "redactor/audit-proof/1"


@dataclass(frozen=True, slots=True)
class Inclusion:
    """`record` is in the log of the first `size` records (RFC 9162, 2.1.3); the path in hexadecimal."""

    record: AuditRecord
    size: int
    path: tuple[str, ...]

    def holds(self, checkpoint: Checkpoint) -> bool:
        """Whether the log that the checkpoint signs holds this very record."""
        try:
            leaf = merkle.leaf_hash(line(self.record).rstrip(b"\n"))
            root = merkle.included(leaf, self.record.seq - 1, self.size, _hashes(self.path))
            own = hash_of(self.record) == self.record.hash
        except ValueError:
            return False
        return own and root is not None and (self.size, root.hex()) == (checkpoint.seq, checkpoint.root)


@dataclass(frozen=True, slots=True)
class Consistency:
    """The log of `second` records begins with that of `first` (RFC 9162, 2.1.4)."""

    first: int
    second: int
    path: tuple[str, ...]

    def holds(self, earlier: Checkpoint, later: Checkpoint) -> bool:
        """Whether the later checkpoint's log begins with the earlier one's."""
        if (self.first, self.second) != (earlier.seq, later.seq):
            return False
        try:
            roots = bytes.fromhex(earlier.root), bytes.fromhex(later.root)
            path = _hashes(self.path)
        except ValueError:
            return False
        return merkle.consistent(self.first, roots[0], self.second, roots[1], path)


def proof_json(proof: Inclusion | Consistency) -> bytes:
    """The proof as canonical JSON and a line feed."""
    return rfc8785.dumps({"schema": SCHEMA, **asdict(proof)}) + b"\n"


def proof_of(raw: bytes) -> Inclusion | Consistency:
    """A proof from its JSON. Raises ValueError."""
    value = json.loads(raw)
    if not isinstance(value, dict) or value.pop("schema", None) != SCHEMA:
        raise ValueError("not a proof")
    path = value.pop("path", None)
    if not isinstance(path, list) or not all(isinstance(step, str) for step in path):
        raise ValueError("not a path")
    if set(value) == {"record", "size"}:
        return Inclusion(record_of(value["record"]), _number(value["size"]), tuple(path))
    if set(value) == {"first", "second"}:
        return Consistency(_number(value["first"]), _number(value["second"]), tuple(path))
    raise ValueError("not the fields of a proof")


def _number(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("not a number of records")
    return value


def _hashes(path: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(step) for step in path)
