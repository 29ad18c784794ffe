"""Links that log in, once and soon, for the single user of a service on their own computer.

Whoever can write to the database has one made; that is who owns the data folder.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from redactor.store.models import LoginLink

LIFE: Final = timedelta(minutes=10)
_BYTES: Final = 32


def make(session: Session, name: str, now: datetime) -> str:
    """The secret of a new link for the system's user `name`."""
    token = secrets.token_urlsafe(_BYTES)
    session.execute(delete(LoginLink).where(LoginLink.expires_at <= now))
    session.add(LoginLink(id=_id(token), name=name[:150], expires_at=now + LIFE))
    return token


def redeem(session: Session, token: str, now: datetime) -> str | None:
    """The user of a link, which is worth nothing from now on; None when it is not good."""
    good = (LoginLink.id == _id(token)) & (LoginLink.expires_at > now)
    # One statement: of two that come together, one gets it.
    return session.scalars(delete(LoginLink).where(good).returning(LoginLink.name)).one_or_none()


def _id(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
