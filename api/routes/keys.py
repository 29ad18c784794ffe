"""Keys of programs, for administrators."""

from fastapi import APIRouter

from api.deps import Administers, Installed
from api.values import Id, KeyIn, KeyOut
from redactor.workflow.service import keys

router = APIRouter(prefix="/v1/keys", tags=["keys"])


@router.get("")
def listed(_caller: Administers, installation: Installed) -> list[keys.Listed]:
    """All keys, without their secrets, the oldest first."""
    with installation.database.reading() as session:
        return list(keys.listed(session))


@router.post("", status_code=201)
def make(wanted: KeyIn, caller: Administers, installation: Installed) -> KeyOut:
    """Makes a key and shows it, this once."""
    with installation.database.writing() as session:
        made = keys.make(
            session, installation, wanted.name, wanted.role, caller, wanted.expires_at, wanted.scopes
        )
    return KeyOut(id=made.id, secret=made.secret)


@router.delete("/{key}", status_code=204)
def revoke(key: Id, caller: Administers, installation: Installed) -> None:
    """Makes a key worthless, from now on."""
    with installation.database.writing() as session:
        keys.revoke(session, installation, key, caller)
