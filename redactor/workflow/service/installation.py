"""One installation: its database, its keys, its rules."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from redactor import ocr
from redactor.config import Settings
from redactor.domain.review import Profile
from redactor.errors import VaultError, Words
from redactor.pipeline import Setup
from redactor.rulepack import Packs, builtin, load
from redactor.store import keys
from redactor.store.database import Database
from redactor.store.keys import Purpose
from redactor.store.log import StoredLog
from redactor.store.vault import Vault
from redactor.workflow.data import DataFolder, key_id
from redactor.workflow.files import shown
from redactor.workflow.log import FileLog
from redactor.workflow.service import secrets
from redactor.workflow.service.log import open_database, take_over
from redactor.workflow.service.secrets import signing_key

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
    StoreError when the database does not answer, is too new, or goes with other keys.
    """
    folder = DataFolder(settings.data)
    folder.make()
    database = open_database(settings)
    try:
        log = StoredLog(signing_key(settings))
        take_over(FileLog(folder.path), database, log)
        key = folder.key(settings.key_file)
        return Installation(
            settings=settings,
            folder=folder,
            database=database,
            vault=_vault(settings, database, key),
            log=log,
            packs=load((*builtin(), *settings.rules)),
            key=key,
            clock=clock,
        )
    except BaseException:
        database.close()
        raise


def _vault(settings: Settings, database: Database, key: bytes) -> Vault:
    """The vault, and a database that goes with it and with the key that makes ids.

    A new database takes the keys that there are. Raises VaultError when they are not those of an older one:
    nothing in it could be opened, or found again by its id.
    """
    with database.writing() as session:
        storage, ids = (keys.in_use(session, purpose) for purpose in (Purpose.STORAGE, Purpose.IDS))
        vault = secrets.vault(settings, make=storage is None)
        if storage is None:
            keys.use(session, Purpose.STORAGE, vault.newest)
        elif storage not in vault.ids:
            raise _wrong_key(secrets.storage_key_file(settings))
        if ids is None:
            keys.use(session, Purpose.IDS, key_id(key))
        elif ids != key_id(key):
            raise _wrong_key(settings.key_file or settings.data / "key")
    return vault


def _wrong_key(path: Path) -> VaultError:
    told = shown(path)
    return VaultError(
        why=Words(f"nyckeln i {told} är inte databasens", f"the key in {told} is not the database's")
    )
