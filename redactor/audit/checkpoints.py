"""The signed head of a log."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING

import rfc8785

from redactor.audit.merkle import Tree
from redactor.audit.records import Head, timestamp

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_SIGNED_AS = b"redactor/audit/checkpoint/1\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head and the root of the tree of all records; `signature` is Ed25519 over the other fields.

    `hash`, `root` and `signature` are hexadecimal.
    """

    seq: int
    hash: str
    root: str
    at: str
    signature: str

    @property
    def head(self) -> Head:
        return Head(self.seq, self.hash)


def sign(head: Head, tree: Tree, at: datetime, key: "Ed25519PrivateKey") -> Checkpoint:
    """A checkpoint over `head` and the tree that ends in it."""
    if tree.size != head.seq:
        raise ValueError("the tree does not end in the head")
    unsigned = Checkpoint(head.seq, head.hash, tree.root.hex(), timestamp(at), "")
    return Checkpoint(
        unsigned.seq, unsigned.hash, unsigned.root, unsigned.at, key.sign(_signed(unsigned)).hex()
    )


def is_signed(checkpoint: Checkpoint, key: "Ed25519PublicKey") -> bool:
    """Whether the checkpoint carries a signature of this key."""
    # Loaded when needed: `check` signs nothing and must not wait for it.
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(bytes.fromhex(checkpoint.signature), _signed(checkpoint))
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed(checkpoint: Checkpoint) -> bytes:
    content = asdict(checkpoint)
    del content["signature"]
    # A prefix of its own: the key can sign nothing else that could be taken for a checkpoint.
    return _SIGNED_AS + rfc8785.dumps(content)


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
