"""Encryption at rest: a key for each document, sealed by a key of the installation.

AES-256-GCM (NIST SP 800-38D) with random nonces. What is sealed names its place (`context`), so it opens
nowhere else. Turning the installation's key seals the documents' keys anew, not their content.
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from redactor.errors import UsageError, VaultError, Words

KEY_BYTES: Final = 32
_NONCE: Final = 12
KEY_ID_BYTES: Final = 8
"""What is sealed begins with its key's id."""


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """Seals and opens what belongs to one document."""

    _key: bytes = field(repr=False)

    def seal(self, plain: bytes, context: str) -> bytes:
        return _seal(self._key, plain, context)

    def open(self, sealed: bytes, context: str) -> bytes:
        """Raises VaultError when it was changed, cut, or sealed for another place."""
        return _open(self._key, sealed, context)


class Vault:
    """The installation's keys: one seals, all open."""

    def __init__(self, read: Callable[[], str]) -> None:
        """`read` gives the key file's text: one key a line, hexadecimal, the newest first. It is read again
        when a key is missing, for the key may have been turned meanwhile. Raises UsageError."""
        self._read = read
        self._load()

    @property
    def newest(self) -> str:
        """The id of the newest key, which says nothing of the key."""
        return self._newest.hex()

    @property
    def ids(self) -> tuple[str, ...]:
        """Every key's id, the newest first."""
        return tuple(key.hex() for key in self._keys)

    def new(self, document: str, key: str) -> bytes:
        """A key for a new document, sealed by the installation's key with this id. Raises VaultError."""
        return self._sealed(os.urandom(KEY_BYTES), document, bytes.fromhex(key))

    def key(self, sealed: bytes, document: str) -> DocumentKey:
        """The document's key. Raises VaultError."""
        return DocumentKey(self._opened(sealed, document))

    def resealed(self, sealed: bytes, document: str, key: str) -> bytes:
        """The document's key, sealed by the installation's key with this id. Raises VaultError."""
        return self._sealed(self._opened(sealed, document), document, bytes.fromhex(key))

    def _sealed(self, key: bytes, document: str, by: bytes) -> bytes:
        return by + _seal(self._key(by), key, document)

    def _opened(self, sealed: bytes, document: str) -> bytes:
        return _open(self._key(sealed[:KEY_ID_BYTES]), sealed[KEY_ID_BYTES:], document)

    def _key(self, which: bytes) -> bytes:
        if which not in self._keys:
            self._load()
        if which not in self._keys:
            raise VaultError(why=Words("nyckeln som behövs finns inte i nyckelfilen", "its key is not given"))
        return self._keys[which]

    def _load(self) -> None:
        keys = _parsed(self._read())
        self._keys = {_id(key): key for key in keys}
        self._newest = _id(keys[0])


def _parsed(text: str) -> list[bytes]:
    try:
        keys = [bytes.fromhex(line) for line in text.split()]
    except ValueError:
        keys = []
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise UsageError(
            what=Words(
                "Filen med lagringsnycklar ska hålla minst en nyckel: 64 hexadecimala tecken på en rad.",
                "The file of storage keys must hold at least one key: 64 hexadecimal digits on a line.",
            )
        )
    return keys


def new_key() -> str:
    """A line for the key file."""
    return os.urandom(KEY_BYTES).hex()


def _id(key: bytes) -> bytes:
    return hashlib.sha256(b"redactor/storage-key\0" + key).digest()[:KEY_ID_BYTES]


def _seal(key: bytes, plain: bytes, context: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def _open(key: bytes, sealed: bytes, context: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], context.encode())
    except (InvalidTag, ValueError) as error:
        raise VaultError(why=Words("innehållet har ändrats", "its content was changed")) from error
