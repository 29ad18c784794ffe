"""API keys: made once, shown once, kept as an argon2id hash (RFC 9106)."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from redactor.audit import Event
from redactor.store.models import ApiKey
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.people import Actor, UserRole

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
    installation: Installation,
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


def authenticated(installation: Installation, given: str) -> Actor | None:
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
