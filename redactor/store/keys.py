"""Which keys a database goes with: their ids, so that a wrong key file is refused before it does harm.

The storage key that is named here seals all that is new. Who seals holds the name until the transaction ends,
and turning the key waits for that: nothing is ever sealed with a key that was turned before.
"""

from enum import StrEnum
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from redactor.errors import VaultError, Words
from redactor.store.database import KEYS, lock
from redactor.store.models import KeyInUse, StoredDocument
from redactor.store.vault import KEY_ID_BYTES, Vault

_BATCH: Final = 200
"""Documents in a transaction; it holds their rows."""


class Purpose(StrEnum):
    STORAGE = "storage"
    """Seals documents' keys (`vault`)."""
    IDS = "ids"
    """Makes the ids of findings and documents."""


def in_use(session: Session, purpose: Purpose) -> str | None:
    """The id of the key that this database goes with; None before the first. It is held."""
    lock(session, KEYS, shared=True)
    row = session.get(KeyInUse, purpose)
    return None if row is None else row.key


def sealing(session: Session) -> str:
    """The id of the key that seals what is new. It is held. Raises VaultError when there is none."""
    key = in_use(session, Purpose.STORAGE)
    if key is None:
        raise VaultError(why=Words("databasen har ingen nyckel", "the database has no key"))
    return key


def use(session: Session, purpose: Purpose, key: str) -> None:
    """From now on this key, once nobody holds the one before."""
    lock(session, KEYS)
    session.merge(KeyInUse(purpose=purpose, key=key))
    session.flush()


def reseal(session: Session, vault: Vault, key: str) -> int:
    """Seals some documents' keys with the key of this id; how many, 0 when all are. Raises VaultError."""
    sealed_by = func.substr(StoredDocument.sealed_key, 1, KEY_ID_BYTES)
    other = StoredDocument.sealed_key.is_not(None) & (sealed_by != bytes.fromhex(key))
    wanted = select(StoredDocument.id, StoredDocument.sealed_key).where(other).limit(_BATCH)
    rows = [(document, sealed) for document, sealed in session.execute(wanted) if sealed is not None]
    for document, sealed in rows:
        # A statement of its own, for nothing changes that a person sees. Where it was erased it stays so.
        was = (StoredDocument.id == document) & (StoredDocument.sealed_key == sealed)
        anew = vault.resealed(sealed, document, key)
        session.execute(update(StoredDocument).where(was).values(sealed_key=anew))
    return len(rows)
