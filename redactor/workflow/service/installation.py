"""One installation: its database, its keys, its rules."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from redactor import ocr
from redactor.config import Settings
from redactor.domain.review import Profile
from redactor.pipeline import Setup
from redactor.rulepack import Packs, builtin, load
from redactor.store.database import Database
from redactor.store.log import StoredLog
from redactor.store.vault import Vault
from redactor.workflow.data import DataFolder
from redactor.workflow.log import FileLog
from redactor.workflow.service.log import open_database, take_over
from redactor.workflow.service.secrets import signing_key, vault

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
    database = open_database(settings)
    log = StoredLog(signing_key(settings))
    take_over(FileLog(folder.path), database, log)
    return Installation(
        settings=settings,
        folder=folder,
        database=database,
        vault=vault(settings),
        log=log,
        packs=load((*builtin(), *settings.rules)),
        key=folder.key(settings.key_file),
        clock=clock,
    )
