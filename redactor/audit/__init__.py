"""The log: every record holds the hash of the one before, and the last one is signed with all before it.

Pure: records and bytes in, records and bytes out. A record's hash is SHA-256 over its canonical JSON
(RFC 8785) without `hash`; the records' lines are the leaves of a Merkle tree (RFC 9162). A checkpoint
signs (Ed25519, RFC 8032) the last record's hash and the tree's root. An edited, removed, inserted or
reordered record breaks the chain; one cut off at the end, or a chain forged anew, does not end in what was
signed. With a checkpoint alone, one record is proved to be in the log, and a later log to hold an earlier
one.
"""

from redactor.audit.checkpoints import Checkpoint, checkpoint_json, checkpoint_of, is_signed, sign
from redactor.audit.export import to_csv
from redactor.audit.merkle import NO_LEAVES, Tree, leaf_hash
from redactor.audit.proofs import Consistency, Inclusion, proof_json, proof_of
from redactor.audit.records import (
    EMPTY,
    FIELDS,
    GENESIS,
    Event,
    Head,
    append,
    head_of,
    line,
    parse,
    timestamp,
)
from redactor.audit.verification import MAX_FAULTS, Checked, Fault, FaultKind, verify

__all__ = [
    "EMPTY",
    "FIELDS",
    "GENESIS",
    "MAX_FAULTS",
    "NO_LEAVES",
    "Checked",
    "Checkpoint",
    "Consistency",
    "Event",
    "Fault",
    "FaultKind",
    "Head",
    "Inclusion",
    "Tree",
    "append",
    "checkpoint_json",
    "checkpoint_of",
    "head_of",
    "is_signed",
    "leaf_hash",
    "line",
    "parse",
    "proof_json",
    "proof_of",
    "sign",
    "timestamp",
    "to_csv",
    "verify",
]
