"""What every log can prove, wherever its lines are kept."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from redactor import audit
from redactor.audit import Checked, Checkpoint, Consistency, Event, Head, Inclusion, merkle
from redactor.errors import LogBrokenError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Log(ABC):
    """A log: appended to, verified, and proved from."""

    where: str
    """Its name in messages."""

    @abstractmethod
    def exists(self) -> bool:
        """Whether anything of a log is there: then it must be whole."""

    @abstractmethod
    def append(self, events: Iterable[Event], at: datetime) -> Head:
        """Appends a record for each event and signs the new head. Raises LogError."""

    @abstractmethod
    def verify(self, earlier: Iterable[Checkpoint] = ()) -> Checked:
        """Checks the whole log against its signed head and checkpoints kept elsewhere. Raises LogError."""

    @abstractmethod
    def lines(self) -> Iterator[bytes]:
        """The records as they stand, one line each. Raises LogError."""

    @abstractmethod
    def checkpoint(self) -> Checkpoint | None:
        """The signed head; None before the first record. Raises LogBrokenError."""

    @abstractmethod
    def public_key(self) -> "Ed25519PublicKey":
        """The key that verifies it. Raises LogBrokenError."""

    def leaves(self) -> Iterator[bytes]:
        """The hashes of the records, as leaves of the log's Merkle tree. Raises LogError."""
        return (audit.leaf_hash(line.rstrip(b"\n")) for line in self.lines())

    def inclusion(self, seq: int) -> Inclusion:
        """The proof that record `seq` is in the log as it stands.

        Raises LogError, and IndexError when there is no such record.
        """
        leaves = list(self.leaves())
        if not 0 < seq <= len(leaves):
            raise IndexError(seq)
        raw = next(islice(self.lines(), seq - 1, None))
        path = merkle.inclusion(leaves, seq - 1)
        try:
            record = audit.parse(raw)
        except ValueError as error:
            raise LogBrokenError(path=self.where) from error
        return Inclusion(record, len(leaves), tuple(step.hex() for step in path))

    def consistency(self, earlier: int) -> Consistency:
        """The proof that the log as it stands begins with its first `earlier` records.

        Raises LogError, and IndexError when it never had so many.
        """
        leaves = list(self.leaves())
        if not 0 < earlier <= len(leaves):
            raise IndexError(earlier)
        path = merkle.consistency(leaves, earlier)
        return Consistency(earlier, len(leaves), tuple(step.hex() for step in path))
