"""The log as files: `log.jsonl`, its signed head `checkpoint.json`, and the key pair that signs.

`log.tree` spares reading the whole log to sign it: the peaks of its Merkle tree, believed only when they give
the signed root.

One writer at a time (flock). Before records are appended, the log's length is put down in
`log.pending`; when the new head is signed, that note goes. Records after a crash in between were
never acknowledged, so no copy was published on them, and they are cut off at the next use.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import reduce
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from redactor import __version__, audit
from redactor.audit import Checked, Checkpoint, Consistency, Event, Head, Inclusion, Tree
from redactor.domain.records import AuditRecord
from redactor.errors import LogBrokenError, LogError, OutputError
from redactor.workflow import files
from redactor.workflow.proving import Log

_TAIL = 64 * 1024


class FileLog(Log):
    """The log of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "log.jsonl"
        self.where = files.shown(self.path)
        self._head = folder / "checkpoint.json"
        self._tree = folder / "log.tree"
        self._pending = folder / "log.pending"
        self._lock = folder / "log.lock"
        self._private = folder / "audit-key"
        self._public = folder / "audit-key.pub"

    def exists(self) -> bool:
        """Whether anything of a log is there: then it must be whole."""
        return self.path.exists() or self._head.exists()

    def append(self, events: Iterable[Event], at: datetime) -> Head:
        """Appends one record for each event, signs the new head, and syncs all of it; the new head.

        Raises LogError, and then no record was added; LogBrokenError when the log is not the signed one.
        """
        with self._held():
            key = self._signing_key()
            head, tree = self._signed_head(key.public_key())
            raw = bytearray()
            for event in events:
                record = audit.append(head, event, at, __version__)
                written = audit.line(record)
                raw += written
                tree = tree.append(audit.leaf_hash(written.rstrip(b"\n")))
                head = audit.head_of(record)
            self._write(bytes(raw), tree, audit.sign(head, tree, at, key))
            return head

    def verify(self, earlier: Iterable[Checkpoint] = ()) -> Checked:
        """Checks the whole log against its signed head and checkpoints kept elsewhere. Raises LogError."""
        with self._held():
            return audit.verify(self.lines(), self.checkpoint(), self.public_key(), earlier)

    def inclusion(self, seq: int) -> Inclusion:
        with self._held():
            return super().inclusion(seq)

    def consistency(self, earlier: int) -> Consistency:
        with self._held():
            return super().consistency(earlier)

    def hand_over(self, take: Callable[[Iterable[bytes], Checkpoint], None]) -> None:
        """Gives the whole log to `take`, which keeps it elsewhere; then its files get other names.

        Raises LogBrokenError when it is not whole: what cannot be trusted is not handed over.
        """
        with self._held():
            head = self.checkpoint()
            if head is None:
                return
            if not audit.verify(self.lines(), head, self.public_key()).intact:
                raise LogBrokenError(path=self.where)
            take(self.lines(), head)
            for path in (self._tree, self._head, self.path):
                path.rename(path.with_name(f"{path.name}.taken-over"))

    def lines(self) -> Iterator[bytes]:
        """The records as they stand, one line each. Raises LogError."""
        try:
            with self.path.open("rb") as log:
                yield from log
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._error(error) from error

    def checkpoint(self) -> Checkpoint | None:
        """The signed head; None before the first record. Raises LogBrokenError."""
        try:
            return audit.checkpoint_of(self._head.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise LogBrokenError(path=files.shown(self._head)) from error
        except OSError as error:
            raise self._error(error) from error

    def public_key(self) -> Ed25519PublicKey:
        """Raises LogBrokenError when the file is missing or holds no key."""
        try:
            return public_key_of(self._public.read_bytes())
        except (OSError, ValueError) as error:
            raise LogBrokenError(path=files.shown(self._public)) from error

    @contextmanager
    def _held(self) -> Iterator[None]:
        try:
            fd = os.open(self._lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._error(error) from error
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            self._cut_unacknowledged()
            yield
        except OSError as error:
            raise self._error(error) from error
        except OutputError as error:
            raise LogError(**error.fields) from error
        finally:
            os.close(fd)

    def _signing_key(self) -> Ed25519PrivateKey:
        if not self._private.exists():
            if self.path.exists() or self._head.exists():
                raise LogBrokenError(path=files.shown(self._private))
            new = Ed25519PrivateKey.generate().private_bytes_raw().hex()
            files.make_secret(self._private, new.encode() + b"\n")
        try:
            key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self._private.read_text("ascii")))
        except ValueError as error:
            raise LogBrokenError(path=files.shown(self._private)) from error
        if not self._public.exists():
            files.write(self._public, public_pem(key.public_key()))
        return key

    def _signed_head(self, key: Ed25519PublicKey) -> tuple[Head, Tree]:
        """The log's last record, which must be the one that was signed last, and the tree that ends in it."""
        checkpoint = self.checkpoint()
        last = self._last()
        if checkpoint is None:
            if last != audit.EMPTY:
                raise LogBrokenError(path=files.shown(self.path))
            return last, audit.NO_LEAVES
        if last != checkpoint.head or not audit.is_signed(checkpoint, key):
            raise LogBrokenError(path=files.shown(self.path))
        return last, self._signed_tree(checkpoint)

    def _signed_tree(self, checkpoint: Checkpoint) -> Tree:
        tree = self._kept_tree()
        if tree is None or (tree.size, tree.root.hex()) != (checkpoint.seq, checkpoint.root):
            tree = reduce(audit.Tree.append, self.leaves(), audit.NO_LEAVES)
        if (tree.size, tree.root.hex()) != (checkpoint.seq, checkpoint.root):
            raise LogBrokenError(path=files.shown(self.path))
        return tree

    def _kept_tree(self) -> Tree | None:
        try:
            kept = json.loads(self._tree.read_bytes())
            return Tree(kept["size"], tuple(bytes.fromhex(peak) for peak in kept["peaks"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _last(self) -> Head:
        size = self._size()
        if size == 0:
            return audit.EMPTY
        with self.path.open("rb") as log:
            log.seek(max(0, size - _TAIL))
            tail = log.read().splitlines(keepends=True)
        return audit.head_of(self._parsed(tail[-1]))

    def _parsed(self, raw: bytes) -> AuditRecord:
        try:
            return audit.parse(raw)
        except ValueError as error:
            raise LogBrokenError(path=files.shown(self.path)) from error

    def _size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def _write(self, raw: bytes, tree: Tree, checkpoint: Checkpoint) -> None:
        before = self._size()
        files.write(self._pending, json.dumps({"size": before}).encode())
        try:
            fd = os.open(self.path, os.O_CREAT | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC, 0o600)
            try:
                files.write_all(fd, raw)
                os.fsync(fd)
            finally:
                os.close(fd)
            peaks = [peak.hex() for peak in tree.peaks]
            files.write(self._tree, json.dumps({"size": tree.size, "peaks": peaks}).encode())
            files.write(self._head, audit.checkpoint_json(checkpoint))
        except (OSError, OutputError):
            self._cut_unacknowledged()
            raise
        self._pending.unlink()

    def _cut_unacknowledged(self) -> None:
        """Cuts off records whose head was never signed, when a note says that some may stand there."""
        try:
            before = json.loads(self._pending.read_bytes())["size"]
        except FileNotFoundError:
            return
        except (ValueError, KeyError, TypeError) as error:
            raise LogBrokenError(path=files.shown(self._pending)) from error
        checkpoint = self.checkpoint()
        signed = audit.EMPTY if checkpoint is None else checkpoint.head
        if self._size() > before and self._torn_or_unsigned(signed):
            os.truncate(self.path, before)
        self._pending.unlink()

    def _torn_or_unsigned(self, signed: Head) -> bool:
        try:
            return self._last() != signed
        except LogBrokenError:
            return True

    def _error(self, error: OSError) -> LogError:
        return LogError(path=files.shown(self.path), why=error.strerror or type(error).__name__)


def public_key_of(pem: bytes) -> Ed25519PublicKey:
    """An Ed25519 public key in PEM. Raises ValueError."""
    key = serialization.load_pem_public_key(pem)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")
    return key


def public_pem(key: Ed25519PublicKey) -> bytes:
    """The key as SubjectPublicKeyInfo in PEM, which openssl reads too."""
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
