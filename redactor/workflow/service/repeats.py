"""Calls made again with the same Idempotency-Key: the answer is the first one's."""

import hashlib
import hmac
from collections.abc import Iterable

from sqlalchemy.orm import Session

from redactor.errors import UsageError, Words
from redactor.store.models import Idempotency
from redactor.workflow.service.documents import Wish
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.people import Actor


class RepeatError(UsageError):
    """The key was used for something else."""


def request_of(key: bytes, parts: Iterable[bytes], name: str, wish: Wish) -> str:
    """A keyed hash of all that a call says."""
    said = hmac.new(key, b"request\0", hashlib.sha256)
    for part in parts:
        said.update(part)
    told = (name, wish.profile, wish.on_review, wish.board or "", wish.kind or "")
    said.update("\0".join(("", *told)).encode("utf-8", "surrogatepass"))
    return said.hexdigest()


def document_of(
    session: Session, installation: Installation, actor: Actor, given: str | None, said: str
) -> str | None:
    """The document that the first call with this key made; None when this is the first.

    Raises RepeatError when the first call said something else.
    """
    held = None if given is None else session.get(Idempotency, _key(installation, actor, given))
    if held is None:
        return None
    if held.request != said:
        raise RepeatError(
            what=Words(
                "Idempotency-Key har använts för ett annat anrop.",
                "The Idempotency-Key was used for another call.",
            )
        )
    return held.document


def remember(
    session: Session, installation: Installation, actor: Actor, given: str | None, said: str, document: str
) -> None:
    """Keeps what the key stands for, as long as the document is kept."""
    if given is not None:
        session.add(
            Idempotency(
                key=_key(installation, actor, given),
                request=said,
                document=document,
                created_at=installation.clock(),
            )
        )


def _key(installation: Installation, actor: Actor, given: str) -> str:
    said = f"idempotency\0{actor.name}\0{given}".encode("utf-8", "surrogatepass")
    return hmac.new(installation.key, said, hashlib.sha256).hexdigest()
