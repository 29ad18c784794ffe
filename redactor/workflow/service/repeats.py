"""Calls made again with the same Idempotency-Key: the answer is the first one's."""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from redactor.store.database import lock
from redactor.store.models import Idempotency
from redactor.workflow.service.documents import Wish
from redactor.workflow.service.errors import RepeatError
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.people import Actor


@dataclass(frozen=True, slots=True)
class Call:
    """A call that may come again: keyed hashes of the caller's key, and of all that the call says."""

    key: str
    request: str


def call(
    installation: Installation, actor: Actor, given: str, parts: Iterable[bytes], name: str, wish: Wish
) -> Call:
    """The call with which `actor` hands in a file under the key `given`."""
    key = f"idempotency\0{actor.name}\0{given}".encode("utf-8", "surrogatepass")
    said = hmac.new(installation.key, b"request\0", hashlib.sha256)
    for part in parts:
        said.update(part)
    told = (name, wish.profile, wish.on_review, wish.board or "", wish.kind or "")
    said.update("\0".join(("", *told)).encode("utf-8", "surrogatepass"))
    return Call(hmac.new(installation.key, key, hashlib.sha256).hexdigest(), said.hexdigest())


def once(session: Session, installation: Installation, call: Call, make: Callable[[], str]) -> str:
    """The document that the first such call made, or the one that `make` makes now.

    A call that comes while the first is under way waits for it. Raises RepeatError when the first one with
    this key said something else.
    """
    lock(session, int.from_bytes(bytes.fromhex(call.key)[:8], signed=True))
    held = session.get(Idempotency, call.key)
    if held is None:
        document = make()
        now = installation.clock()
        session.add(Idempotency(key=call.key, request=call.request, document=document, created_at=now))
        return document
    if held.request != call.request:
        raise RepeatError()
    return held.document
