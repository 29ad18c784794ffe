"""Browsers that are logged in. The cookie's value is random and known here by its hash alone.

A session ends when nothing is heard of it for a while, some hours after its login however busy it is, and
when its user logs out or is shut out.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from redactor.audit import Event
from redactor.store.models import LoginSession, User
from redactor.workflow.service import users
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.people import Actor
from redactor.workflow.service.users import LOCAL

_BYTES: Final = 32
_NOTED_EVERY: Final = timedelta(minutes=1)
"""How exactly it is noted when a session was used last: not each call has to write."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """A session as a call finds it."""

    actor: Actor
    csrf_token: str = field(repr=False)
    expires_at: datetime


def start(session: Session, installation: Installation, user: User) -> str:
    """A new session for somebody who has just shown who they are; the cookie's value."""
    now, token = installation.clock(), secrets.token_urlsafe(_BYTES)
    session.execute(delete(LoginSession).where(LoginSession.expires_at <= now))
    session.add(
        LoginSession(
            id=_id(token),
            user=user.id,
            created_at=now,
            seen_at=now,
            expires_at=now + timedelta(hours=installation.settings.session_hours),
        )
    )
    actor = users.actor_of(user)
    installation.log.append(session, [Event("login", actor.name, actor.role, reason=user.issuer)], now)
    return token


def resumed(installation: Installation, token: str) -> Resumed | None:
    """The session of a cookie; None when it has ended, or never was."""
    now = installation.clock()
    with installation.database.reading() as session:
        row = session.get(LoginSession, _id(token))
        user = None if row is None else session.get(User, row.user)
        if row is None or user is None or not _stands(installation, row, user, now):
            return None
        found = Resumed(users.actor_of(user), csrf_token(token), row.expires_at)
        stale = now - row.seen_at >= _NOTED_EVERY
    if stale:
        with installation.database.writing() as session:
            seen = update(LoginSession).where(LoginSession.id == _id(token)).values(seen_at=now)
            session.execute(seen)
    return found


def end(session: Session, installation: Installation, token: str) -> None:
    """Logs out; the log says so. One that has ended stays ended."""
    row = session.get(LoginSession, _id(token), with_for_update=True)
    if row is None:
        return
    actor = users.actor_of(session.get_one(User, row.user))
    session.delete(row)
    installation.log.append(session, [Event("logout", actor.name, actor.role)], installation.clock())


def csrf_token(token: str) -> str:
    """What a page must say to change something: it shows that its maker could read the session's own answers.

    Made of the cookie's value, which it does not tell.
    """
    return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()


def _stands(installation: Installation, row: LoginSession, user: User, now: datetime) -> bool:
    settings = installation.settings
    idle = timedelta(minutes=settings.session_idle_minutes)
    return (
        row.expires_at > now
        and row.seen_at + idle > now
        and user.disabled_at is None
        and user.issuer == (settings.oidc_issuer or LOCAL)
    )


def _id(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
