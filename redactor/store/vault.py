"""Encryption at rest: a key for each document, sealed by a key of the installation.

AES-256-GCM (NIST SP 800-38D) with random nonces. What is sealed names its place (`context`), so it opens
nowhere else. Turning the installation's key seals the documents' keys anew, not their content.
"""

import hashlib
import os
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from redactor.errors import UsageError, VaultError, Words

KEY_BYTES: Final = 32
_NONCE: Final = 12
_ID: Final = 8
"""Bytes of a key's id, which says nothing of the key."""


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
    """The installation's keys: the first seals, all open."""

    def __init__(self, keys: tuple[bytes, ...]) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise ValueError("a vault needs keys of 32 bytes")
        self._current = _id(keys[0])
        self._keys = {_id(key): key for key in keys}

    @classmethod
    def from_text(cls, text: str) -> "Vault":
        """From a key file: one key a line, hexadecimal, the newest first. Raises UsageError."""
        try:
            return cls(tuple(bytes.fromhex(line) for line in text.split()))
        except ValueError as error:
            raise UsageError(
                what=Words(
                    "Filen med lagringsnycklar ska hålla minst en nyckel: 64 hexadecimala tecken på en rad.",
                    "The file of storage keys must hold at least one key: 64 hexadecimal digits on a line.",
                )
            ) from error

    def new(self, document: str) -> bytes:
        """A sealed key for a new document."""
        return self._sealed(os.urandom(KEY_BYTES), document)

    def key(self, sealed: bytes, document: str) -> DocumentKey:
        """The document's key. Raises VaultError."""
        return DocumentKey(self._opened(sealed, document))

    def is_current(self, sealed: bytes) -> bool:
        """Whether the newest key sealed it."""
        return sealed[:_ID] == self._current

    def resealed(self, sealed: bytes, document: str) -> bytes:
        """The same key, sealed by the newest one. Raises VaultError."""
        return self._sealed(self._opened(sealed, document), document)

    def _sealed(self, key: bytes, document: str) -> bytes:
        return self._current + _seal(self._keys[self._current], key, document)

    def _opened(self, sealed: bytes, document: str) -> bytes:
        key = self._keys.get(sealed[:_ID])
        if key is None:
            raise VaultError(why=Words("nyckeln som behövs finns inte i nyckelfilen", "its key is not given"))
        return _open(key, sealed[_ID:], document)


def new_key() -> str:
    """A line for the key file."""
    return os.urandom(KEY_BYTES).hex()


def _id(key: bytes) -> bytes:
    return hashlib.sha256(b"redactor/storage-key\0" + key).digest()[:_ID]


def _seal(key: bytes, plain: bytes, context: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def _open(key: bytes, sealed: bytes, context: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], context.encode())
    except (InvalidTag, ValueError) as error:
        raise VaultError(why=Words("innehållet har ändrats", "its content was changed")) from error
