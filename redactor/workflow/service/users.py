"""Persons who log in: known by what their provider calls them, with the role they had at their last login."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from redactor.audit import Event
from redactor.store.database import LOGINS, lock
from redactor.store.models import LoginSession, User
from redactor.workflow.service.errors import RoleError, UnknownUserError
from redactor.workflow.service.people import Actor, UserRole

if TYPE_CHECKING:
    from redactor.workflow.service.installation import Installation

LOCAL: Final = "local"
"""The issuer of those who log in with a link."""
_NAME: Final = 150


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, as the issuer vouches for them; `name` is what the issuer calls them."""

    issuer: str
    subject: str
    name: str
    role: UserRole | None
    """None for one whom nothing gives a role here."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user as administrators see them."""

    id: str
    name: str
    role: UserRole
    disabled_at: datetime | None


def known(session: Session, identity: Identity) -> User:
    """The user of an identity, made at the first login, with the role that the issuer says now.

    The name stays what it was at first, for the log's readers. Raises RoleError for one without a role,
    and for one who is shut out.
    """
    if identity.role is None:
        raise RoleError()
    lock(session, LOGINS)
    user = session.scalars(
        select(User).filter_by(issuer=identity.issuer, subject=identity.subject)
    ).one_or_none()
    if user is None:
        user = User(id=uuid.uuid4().hex, issuer=identity.issuer, subject=identity.subject)
        user.name = _free_name(session, identity.name, user.id)
        session.add(user)
    if user.disabled_at is not None:
        raise RoleError()
    user.role = identity.role
    session.flush()
    return user


def actor_of(user: User) -> Actor:
    """As the log shows them: never the name of a key or of the program itself."""
    return Actor(f"user:{user.name}", UserRole(user.role))


def listed(session: Session) -> tuple[Account, ...]:
    """All users, by name."""
    return tuple(_account(row) for row in session.scalars(select(User).order_by(User.name)))


def set_disabled(
    session: Session, installation: "Installation", user: str, disabled: bool, actor: Actor
) -> Account:
    """Shuts a user out, and ends their sessions; or lets them in again. The log says who did it.

    Raises UnknownUserError.
    """
    row = session.get(User, user, with_for_update=True)
    if row is None:
        raise UnknownUserError()
    if disabled != (row.disabled_at is not None):
        now = installation.clock()
        row.disabled_at = now if disabled else None
        session.execute(delete(LoginSession).where(LoginSession.user == row.id))
        told = "user disabled" if disabled else "user enabled"
        installation.log.append(session, [Event(told, actor.name, actor.role, reason=row.name)], now)
    return _account(row)


def end_sessions(session: Session, identity: Identity) -> None:
    """Of one who has lost their role."""
    user = select(User.id).filter_by(issuer=identity.issuer, subject=identity.subject)
    session.execute(delete(LoginSession).where(LoginSession.user.in_(user)))


def _account(row: User) -> Account:
    return Account(row.id, row.name, UserRole(row.role), row.disabled_at)


def _free_name(session: Session, wanted: str, user: str) -> str:
    """What the issuer calls them, unless somebody else has that name: who decided and who approved must be
    told apart."""
    name = "".join(sign for sign in wanted if sign.isprintable()).strip()[:_NAME]
    taken = not name or session.scalars(select(User.id).filter_by(name=name)).first() is not None
    return f"{name} {user}".strip() if taken else name
