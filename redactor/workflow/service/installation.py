"""One installation: its database, its keys, its rules."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from redactor import ocr
from redactor.config import Settings
from redactor.domain.review import Profile
from redactor.errors import UsageError, Words
from redactor.pipeline import Setup
from redactor.rulepack import Packs, builtin, load
from redactor.store.database import Database, sqlite_url
from redactor.store.log import StoredLog
from redactor.store.upgrade import upgrade
from redactor.store.vault import Vault, new_key
from redactor.workflow.data import DataFolder
from redactor.workflow.files import make_secret, read_option, shown

Clock = Callable[[], datetime]


@dataclass(frozen=True)  # no slots: setups are built once, when first asked for
class Installation:
    """What every use case needs. Opened once by the process that serves or works."""

    settings: Settings
    folder: DataFolder
    database: Database
    vault: Vault
    log: StoredLog
    packs: Packs
    key: bytes = field(repr=False)
    clock: Clock

    def setup(self, profile: Profile) -> Setup:
        """What an examination depends on, today."""
        return replace(self._setups[profile], today=self.clock().date())

    @cached_property
    def _setups(self) -> dict[Profile, Setup]:
        today = self.clock().date()
        return {
            profile: Setup(packs=self.packs, key=self.key, today=today, ocr=ocr.read, profile=profile)
            for profile in Profile
        }


def open_installation(settings: Settings, clock: Clock) -> Installation:
    """Keys are made at first use, the database is brought up to date.

    Raises UsageError for a file or an address that cannot be used, OutputError when a key cannot be made,
    StoreError when the database does not answer or is too new.
    """
    folder = DataFolder(settings.data)
    folder.make()
    database = Database(settings.database_url or sqlite_url(folder.path))
    upgrade(database)
    return Installation(
        settings=settings,
        folder=folder,
        database=database,
        vault=Vault.from_text(_secret(settings.storage_key_file or folder.path / "storage-key", new_key)),
        log=StoredLog(_signing_key(settings.audit_key_file or folder.path / "audit-key")),
        packs=load((*builtin(), *settings.rules)),
        key=folder.key(settings.key_file),
        clock=clock,
    )


def _signing_key(path: Path) -> Ed25519PrivateKey:
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
    try:
        return read_option(path).decode("ascii")
    except UnicodeDecodeError as error:
        raise UsageError(what=Words(f"{shown(path)}: ingen nyckel.", f"{shown(path)}: not a key.")) from error
