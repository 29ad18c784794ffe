"""API keys: made once, shown once, kept as an argon2id hash (RFC 9106)."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from redactor.audit import Event
from redactor.store.models import ApiKey
from redactor.workflow.service import lockout
from redactor.workflow.service.errors import KeyNameError, ScopeError, UnknownKeyError
from redactor.workflow.service.lockout import Source
from redactor.workflow.service.people import SCOPES, Actor, Scope, UserRole

if TYPE_CHECKING:
    from redactor.workflow.service.installation import Installation

_PREFIX: Final = "rdk"
_SECRET_BYTES: Final = 32
_LONGEST: Final = 150
"""Characters of a name."""
_WRITTEN: Final = re.compile(rf"{_PREFIX}_(?P<id>[0-9a-f]{{16}})_(?P<secret>[\w-]{{1,200}})", re.ASCII)
_NOTED_EVERY: Final = timedelta(minutes=1)
"""How exactly it is noted when a key was used last: not each call has to write."""
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
    scopes: Iterable[Scope] = (),
) -> NewKey:
    """A new key, with all that its role may do or with some of it; the log says who made it for what.

    Raises KeyNameError for a name that is no line of text, ScopeError for a scope that the role has not.
    """
    if not name.isprintable() or not 0 < len(name.strip()) <= _LONGEST:
        raise KeyNameError(longest=_LONGEST)
    narrowed = sorted(set(scopes))
    for scope in narrowed:
        if scope not in SCOPES[role]:
            raise ScopeError(role=role, scope=scope)
    key, secret = secrets.token_hex(8), secrets.token_urlsafe(_SECRET_BYTES)
    now = installation.clock()
    session.add(
        ApiKey(
            id=key,
            name=name,
            role=role,
            scopes=narrowed,
            hash=_HASHER.hash(secret),
            created_at=now,
            created_by=actor.name,
            expires_at=expires_at,
        )
    )
    event = Event("key made", actor.name, actor.role, reason=f"{key}: {' '.join((role, *narrowed))}")
    installation.log.append(session, [event], now)
    return NewKey(key, f"{_PREFIX}_{key}_{secret}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A key without its secret."""

    id: str
    name: str
    role: UserRole
    scopes: tuple[Scope, ...]
    """What it is narrowed to; none: all that its role may do."""
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None

    def is_valid(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)


def listed(session: Session) -> tuple[Listed, ...]:
    """All keys, the oldest first."""
    rows = session.scalars(select(ApiKey).order_by(ApiKey.created_at, ApiKey.id))
    return tuple(
        Listed(
            row.id,
            row.name,
            UserRole(row.role),
            tuple(Scope(scope) for scope in row.scopes),
            row.created_at,
            row.created_by,
            row.expires_at,
            row.revoked_at,
            row.last_used_at,
        )
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


def authenticated(installation: "Installation", given: str, address: Source) -> Actor | None:
    """Who bears this key; None when it is unknown, wrong, expired or revoked.

    Raises LockedError after too many failures, with this key or from this address.
    """
    match = _WRITTEN.fullmatch(given)
    sources = (address,) if match is None else (address, Source("key", match["id"]))
    with installation.database.reading() as session:
        lockout.refuse_locked(session, installation, sources)
        row = None if match is None else session.get(ApiKey, match["id"])
        if row is not None:
            session.expunge(row)  # it is read on after the transaction
    if match is None or row is None or not _opens(row, match["secret"], installation.clock()):
        lockout.failed(installation, sources)
        return None
    _note_use(installation, row)
    narrowed = frozenset(Scope(scope) for scope in row.scopes) or None
    return Actor(f"key:{row.name}", UserRole(row.role), narrowed)


def _opens(row: ApiKey, secret: str, now: datetime) -> bool:
    if row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= now):
        return False
    try:
        return _HASHER.verify(row.hash, secret)
    except (VerificationError, InvalidHashError):
        return False


def _note_use(installation: "Installation", row: ApiKey) -> None:
    now = installation.clock()
    if row.last_used_at is not None and now - row.last_used_at < _NOTED_EVERY:
        return
    with installation.database.writing() as session:
        session.execute(update(ApiKey).where(ApiKey.id == row.id).values(last_used_at=now))
