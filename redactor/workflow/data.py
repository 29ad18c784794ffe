"""The data folder: the key that makes ids, and the log with its own keys."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path

from redactor.domain.document import Sha256
from redactor.errors import OutputError, UsageError, Words
from redactor.workflow.files import make_secret, shown

KEY_BYTES = 32
KEY_LEAST = 16
"""A shorter key could be tried out, and with it every personnummer behind an id."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where key and log live. Made at first use, readable by its owner only."""

    path: Path

    def make(self) -> None:
        """Raises OutputError when the folder cannot be made."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(path=shown(self.path), why=error.strerror) from error

    def key(self, key_file: Path | None) -> bytes:
        """The key of `key_file`, else the folder's own, made when missing.

        Raises UsageError for a file that holds no key, OutputError when none can be made.
        """
        if key_file is not None:
            return _given_key(key_file)
        self.make()
        path = self.path / "key"
        make_secret(path, secrets.token_hex(KEY_BYTES).encode() + b"\n")
        return _given_key(path)


def key_id(key: bytes) -> str:
    """Tells the key from others and says nothing of it."""
    return hmac.new(key, b"key\0", hashlib.sha256).hexdigest()


def document_id(key: bytes, sha256: Sha256 | str) -> str:
    """The id under which the log knows a document: keyed, for a bare hash of a text that is public but
    for one number gives the number away."""
    return hmac.new(key, b"document\0" + sha256.encode("ascii"), hashlib.sha256).hexdigest()


def _given_key(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(
            what=Words(
                sv=f"Nyckelfilen {shown(path)} kan inte läsas.",
                en=f"The key file {shown(path)} cannot be read.",
            )
        ) from error
    try:
        key = bytes.fromhex(content.decode("ascii"))
    except ValueError:
        key = content
    if len(key) < KEY_LEAST:
        raise UsageError(
            what=Words(
                sv=f"Nyckelfilen {shown(path)} är för kort; den ska hålla minst {KEY_LEAST} byte.",
                en=f"The key file {shown(path)} is too short; it must hold at least {KEY_LEAST} bytes.",
            )
        )
    return key
