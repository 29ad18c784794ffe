"""Persons who have logged in, for administrators."""

from fastapi import APIRouter

from api.deps import Administers, Installed
from api.values import Id, UserIn
from redactor.workflow.service import users
from redactor.workflow.service.users import Account

router = APIRouter(prefix="/v1/users", tags=["users"])


@router.get("")
def listed(_caller: Administers, installation: Installed) -> list[Account]:
    """All who have logged in, by name."""
    with installation.database.reading() as session:
        return list(users.listed(session))


@router.patch("/{user}")
def change(user: Id, wanted: UserIn, caller: Administers, installation: Installed) -> Account:
    """Shuts a user out, and ends their sessions; or lets them in again."""
    with installation.database.writing() as session:
        return users.set_disabled(session, installation, user, wanted.disabled, caller)
