"""Failed logins, counted for each key and each address; too many lock it for a while.

Counted in the database, so that it holds for all processes of a service and over a restart. A window begins
with its first failure; a success in between changes nothing.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, Final, Literal

from sqlalchemy import delete
from sqlalchemy.orm import Session

from redactor.audit import Event
from redactor.domain.review import ACTOR_PROGRAM
from redactor.store.database import LOGINS, lock
from redactor.store.models import Attempt
from redactor.workflow.documents import ROLE_PROGRAM
from redactor.workflow.service.errors import LockedError

if TYPE_CHECKING:
    from redactor.workflow.service.installation import Installation

_SUBSCRIBER: Final = 64
"""Bits of an IPv6 address that name a subscriber, who has all addresses that begin so."""


@dataclass(frozen=True, slots=True)
class Source:
    """What attempts are counted for. `value` is shown in the log: no text that a stranger chose."""

    kind: Literal["address", "key"]
    value: str


def address(given: str | None) -> Source:
    """Where a call comes from."""
    try:
        found = ipaddress.ip_address(given or "")
    except ValueError:
        return Source("address", "unknown")
    if found.version == 6:
        mapped = found.ipv4_mapped
        network = ipaddress.ip_network((found, _SUBSCRIBER), strict=False)
        return Source("address", str(mapped or network))
    return Source("address", str(found))


def refuse_locked(session: Session, installation: "Installation", sources: Iterable[Source]) -> None:
    """Raises LockedError for a source with too many failures."""
    now = installation.clock()
    for source in sources:
        row = session.get(Attempt, _id(installation, source))
        if row is not None and row.count >= installation.settings.lockout_failures and row.until > now:
            raise LockedError(seconds=max(1, ceil((row.until - now).total_seconds())))


def failed(installation: "Installation", sources: Iterable[Source]) -> None:
    """Counts a failure for each source, in a transaction of its own; the log tells of one that is locked."""
    now, limit = installation.clock(), installation.settings.lockout_failures
    until = now + timedelta(minutes=installation.settings.lockout_minutes)
    with installation.database.writing() as session:
        lock(session, LOGINS)
        session.execute(delete(Attempt).where(Attempt.until <= now))
        for source in sources:
            row = session.get(Attempt, _id(installation, source))
            if row is None:
                row = Attempt(source=_id(installation, source), count=0, until=until)
                session.add(row)
            row.count += 1
            if row.count == limit:
                row.until = until
                told = f"{source.kind} {source.value}: {limit} failed logins"
                event = Event("lockout", ACTOR_PROGRAM, ROLE_PROGRAM, reason=told)
                installation.log.append(session, [event], now)


def _id(installation: "Installation", source: Source) -> str:
    said = f"attempt\0{source.kind}\0{source.value}".encode()
    return hmac.new(installation.key, said, hashlib.sha256).hexdigest()
