"""API keys: made once, shown once, kept as an argon2id hash (RFC 9106)."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from redactor.audit import Event
from redactor.store.models import ApiKey
from redactor.workflow.service.errors import UnknownKeyError
from redactor.workflow.service.people import Actor, UserRole

if TYPE_CHECKING:
    from redactor.workflow.service.installation import Installation

_PREFIX: Final = "rdk"
_SECRET_BYTES: Final = 32
# The secret is random, so its hash need not cost what a password's must: 19 MiB, one pass.
_HASHER: Final = PasswordHasher(time_cost=1, memory_cost=19 * 1024, parallelism=1)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key as it is shown once."""

    id: str
    secret: str = field(repr=False)


def make(
    session: Session,
    installation: "Installation",
    name: str,
    role: UserRole,
    actor: Actor,
    expires_at: datetime | None = None,
) -> NewKey:
    """A new key; the log says who made it for what."""
    key, secret = secrets.token_hex(8), secrets.token_urlsafe(_SECRET_BYTES)
    now = installation.clock()
    session.add(
        ApiKey(
            id=key,
            name=name,
            role=role,
            scopes=[],
            hash=_HASHER.hash(secret),
            created_at=now,
            created_by=actor.name,
            expires_at=expires_at,
        )
    )
    event = Event("key made", actor.name, actor.role, reason=f"{key}: {role}")
    installation.log.append(session, [event], now)
    return NewKey(key, f"{_PREFIX}_{key}_{secret}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A key without its secret."""

    id: str
    name: str
    role: UserRole
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None

    def is_valid(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)


def listed(session: Session) -> tuple[Listed, ...]:
    """All keys, the oldest first."""
    rows = session.scalars(select(ApiKey).order_by(ApiKey.created_at, ApiKey.id))
    return tuple(
        Listed(row.id, row.name, UserRole(row.role), row.expires_at, row.revoked_at, row.last_used_at)
        for row in rows
    )


def revoke(session: Session, installation: "Installation", key: str, actor: Actor) -> None:
    """The key opens nothing from now on; the log says who did it. Raises UnknownKeyError."""
    row = session.get(ApiKey, key)
    if row is None or row.revoked_at is not None:
        raise UnknownKeyError()
    row.revoked_at = installation.clock()
    event = Event("key revoked", actor.name, actor.role, reason=key)
    installation.log.append(session, [event], installation.clock())


def authenticated(installation: "Installation", given: str) -> Actor | None:
    """Who bears this key; None when it is unknown, wrong, expired or revoked."""
    prefix, _, rest = given.partition("_")
    key, _, secret = rest.partition("_")
    if prefix != _PREFIX or not secret:
        return None
    with installation.database.reading() as session:
        row = session.get(ApiKey, key)
        if row is None or row.revoked_at is not None:
            return None
        if row.expires_at is not None and row.expires_at <= installation.clock():
            return None
        actor, hashed = Actor(f"key:{row.name}", UserRole(row.role)), row.hash
    try:
        _HASHER.verify(hashed, secret)
    except (VerificationError, InvalidHashError):
        return None
    return actor
