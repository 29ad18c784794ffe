"""The log in the database: appended in the caller's transaction, so that what is done and what is told of it
stand or fall together.

One appends at a time: a lock holds until the transaction ends. Triggers refuse any change of a record; who
goes round them is found by the chain, and who goes round the database by a checkpoint kept elsewhere.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from redactor import __version__, audit
from redactor.audit import Checked, Checkpoint, Event, Head, Tree
from redactor.domain.records import AuditRecord
from redactor.errors import LogBrokenError
from redactor.store.database import LOG, lock
from redactor.store.models import LogHead, StoredRecord

_WHERE = "database"
_PAGE = 1000
"""Records read at a time."""


class StoredLog:
    """The log of one installation, signed with its key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @property
    def public_key(self) -> Ed25519PublicKey:
        return self._key.public_key()

    def append(self, session: Session, events: Iterable[Event], at: datetime) -> Checkpoint:
        """Appends a record for each event and signs the new head. Raises LogBrokenError."""
        lock(session, LOG)
        row = session.get(LogHead, 1)
        head, tree = (audit.EMPTY, audit.NO_LEAVES) if row is None else self._signed(session, row)
        for event in events:
            record = audit.append(head, event, at, __version__)
            line = audit.line(record).rstrip(b"\n")
            session.add(_stored(record, line.decode()))
            head, tree = audit.head_of(record), tree.append(audit.leaf_hash(line))
        checkpoint = audit.sign(head, tree, at, self._key)
        if row is None:
            row = LogHead(id=1)
            session.add(row)
        row.checkpoint = audit.checkpoint_json(checkpoint).decode()
        row.peaks = json.dumps([peak.hex() for peak in tree.peaks])
        session.flush()
        return checkpoint

    def take_over(self, session: Session, raw: Iterable[bytes], head: Checkpoint) -> None:
        """Stores the lines of a whole log that was kept elsewhere and ends in `head`, as the first records.

        One that was taken over before is left as it stands. Raises LogBrokenError when there is another.
        """
        lock(session, LOG)
        if session.get(LogHead, 1) is not None:
            held = session.get(StoredRecord, head.seq)
            if held is None or _head(held.line) != head.head:
                raise LogBrokenError(path=_WHERE)
            return
        tree = audit.NO_LEAVES
        for line in raw:
            session.add(_stored(audit.parse(line), line.rstrip(b"\n").decode()))
            tree = tree.append(audit.leaf_hash(line.rstrip(b"\n")))
        peaks = json.dumps([peak.hex() for peak in tree.peaks])
        session.add(LogHead(id=1, checkpoint=audit.checkpoint_json(head).decode(), peaks=peaks))
        session.flush()

    def verify(self, session: Session, earlier: Iterable[Checkpoint] = ()) -> Checked:
        """Checks every record against the signed head and against checkpoints kept elsewhere."""
        return audit.verify(lines(session), checkpoint(session), self.public_key, earlier)

    def _signed(self, session: Session, row: LogHead) -> tuple[Head, Tree]:
        """The head and the tree, which must be those that were signed last."""
        try:
            signed = audit.checkpoint_of(row.checkpoint.encode())
            peaks = json.loads(row.peaks)
            tree = Tree(signed.seq, tuple(bytes.fromhex(peak) for peak in peaks))
        except (ValueError, TypeError) as error:
            raise LogBrokenError(path=_WHERE) from error
        last = session.scalars(select(StoredRecord.line).order_by(StoredRecord.seq.desc()).limit(1)).first()
        if (
            last is None
            or not audit.is_signed(signed, self.public_key)
            or tree.root.hex() != signed.root
            or _head(last) != signed.head
        ):
            raise LogBrokenError(path=_WHERE)
        return signed.head, tree


def checkpoint(session: Session) -> Checkpoint | None:
    """The signed head; None before the first record. Raises LogBrokenError."""
    row = session.get(LogHead, 1)
    if row is None:
        return None
    try:
        return audit.checkpoint_of(row.checkpoint.encode())
    except ValueError as error:
        raise LogBrokenError(path=_WHERE) from error


def lines(session: Session, after: int = 0) -> Iterator[bytes]:
    """The records with a number above `after`, as lines of JSON, in their order."""
    while True:
        page = session.execute(
            select(StoredRecord.seq, StoredRecord.line)
            .where(StoredRecord.seq > after)
            .order_by(StoredRecord.seq)
            .limit(_PAGE)
        ).all()
        for seq, line in page:
            yield line.encode() + b"\n"
            after = seq
        if len(page) < _PAGE:
            return


def _head(line: str) -> Head | None:
    try:
        return audit.head_of(audit.parse(line.encode() + b"\n"))
    except ValueError:
        return None


def _stored(record: AuditRecord, line: str) -> StoredRecord:
    return StoredRecord(
        seq=record.seq,
        at=record.at,
        actor=record.actor,
        event=record.event,
        document=record.document,
        line=line,
    )
