"""Turning the storage key: all that is stored is sealed with a new key, and the old one is forgotten.

While the service runs. Broken off at any moment it goes on where it was: the key file tells by its keys, each
document by what sealed it. The order makes the promise: a key is in the file before anything is sealed with
it, and leaves the file after nothing is.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from redactor.audit import Event
from redactor.store import keys
from redactor.store.database import KEYS, lock
from redactor.store.keys import Purpose
from redactor.store.vault import new_key
from redactor.workflow.files import replace_secret
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.people import Actor
from redactor.workflow.service.secrets import storage_key_file, storage_keys, vault


@dataclass(frozen=True, slots=True)
class Rotated:
    """The id of the key that seals now, and how many documents were sealed anew."""

    key: str
    documents: int


def rotate(installation: Installation, actor: Actor) -> Rotated:
    """Makes a new key, unless the file holds a newer one than the database knows or an old one to be
    forgotten. The log tells the turn and the end.

    Raises OutputError when the key file cannot be written, VaultError when the keys of some documents are
    not in it, and then no key is forgotten.
    """
    path = storage_key_file(installation.settings)
    with _alone(path.parent):
        held = storage_keys(path)
        if len(held) == 1:
            held = (new_key(), *held)
            replace_secret(path, _text(held))
        key, *old = vault(installation.settings, make=False).ids
        _turn(installation, key, actor)
        count = 0
        while done := _some(installation, key):
            count += done
        with installation.database.writing() as session:
            event = Event("storage key retired", actor.name, actor.role, reason=", ".join(old))
            installation.log.append(session, [event], installation.clock())
        replace_secret(path, _text(held[:1]))
    installation.database.settle()
    return Rotated(key, count)


def _turn(installation: Installation, key: str, actor: Actor) -> None:
    """From here on all that is new is sealed with this key."""
    with installation.database.writing() as session:
        lock(session, KEYS)
        before = keys.in_use(session, Purpose.STORAGE)
        if before == key:
            return
        keys.use(session, Purpose.STORAGE, key)
        event = Event("storage key turned", actor.name, actor.role, reason=f"{before} -> {key}")
        installation.log.append(session, [event], installation.clock())


def _some(installation: Installation, key: str) -> int:
    with installation.database.writing() as session:
        return keys.reseal(session, installation.vault, key)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Of two that turn the key at once, one waits for the other."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _text(held: tuple[str, ...]) -> bytes:
    return "".join(f"{key}\n" for key in held).encode()
