"""Secret files of an installation, made at first use."""

import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from redactor.config import Settings
from redactor.errors import UsageError, Words
from redactor.store.vault import Vault, new_key
from redactor.workflow.files import make_secret, read_option, shown


def storage_key_file(settings: Settings) -> Path:
    """The file of the keys that seal what is stored."""
    return settings.storage_key_file or settings.data / "storage-key"


def secret_files(settings: Settings) -> tuple[Path, ...]:
    """The key files that a database is worth nothing without: they make ids, seal what is stored, sign."""
    ids, signs = (
        settings.key_file or settings.data / "key",
        settings.audit_key_file or settings.data / "audit-key",
    )
    return ids, storage_key_file(settings), signs


def storage_keys(path: Path) -> tuple[str, ...]:
    """The lines of that file, the newest key first. Raises UsageError."""
    return tuple(_text(path).split())


def vault(settings: Settings, *, make: bool) -> Vault:
    """The keys that seal what is stored, made at first use where asked. Raises UsageError and OutputError."""
    path = storage_key_file(settings)
    if make:
        make_secret(path, new_key().encode() + b"\n")
    return Vault(lambda: _text(path))


def signing_key(settings: Settings) -> Ed25519PrivateKey:
    """The key that signs the log. Raises UsageError and OutputError."""
    path = settings.audit_key_file or settings.data / "audit-key"
    text = _secret(path, lambda: secrets.token_hex(32))
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(text))
    except ValueError as error:
        raise UsageError(
            what=Words(
                f"{shown(path)}: ingen signeringsnyckel (64 hexadecimala tecken).",
                f"{shown(path)}: not a signing key (64 hexadecimal digits).",
            )
        ) from error


def _secret(path: Path, make: Callable[[], str]) -> str:
    """The text of a secret file, made at first use. Raises UsageError and OutputError."""
    make_secret(path, make().encode() + b"\n")
    return _text(path)


def _text(path: Path) -> str:
    try:
        return read_option(path).decode("ascii")
    except UnicodeDecodeError as error:
        raise UsageError(what=Words(f"{shown(path)}: ingen nyckel.", f"{shown(path)}: not a key.")) from error
