"""Documents' contents: sealed chunks in the database, so that content and state change in one transaction.

Each chunk's seal names its document, role, number and whether it is the last: none can be moved or dropped.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from redactor.errors import VaultError, Words
from redactor.store.models import BlobRole, Chunk
from redactor.store.vault import DocumentKey

CHUNK: Final = 1024 * 1024
"""Bytes."""


def put(session: Session, document: str, role: BlobRole, key: DocumentKey, parts: Iterable[bytes]) -> None:
    """Stores what `parts` say one after another, in place of what was stored there before."""
    drop(session, document, role)
    held = b""
    number = 0
    for part in parts:
        held += part
        while len(held) > CHUNK:
            _add(session, document, role, number, key, held[:CHUNK], last=False)
            held, number = held[CHUNK:], number + 1
    _add(session, document, role, number, key, held, last=True)


def get(session: Session, document: str, role: BlobRole, key: DocumentKey) -> Iterator[bytes]:
    """The content, chunk by chunk. Raises VaultError when it is not whole."""
    stored = select(Chunk.number).filter_by(document=document, role=role).order_by(Chunk.number)
    numbers = session.scalars(stored).all()
    if list(numbers) != list(range(len(numbers))) or not numbers:
        raise VaultError(why=Words("en del saknas", "a part is missing"))
    for number in numbers:
        content = session.scalars(
            select(Chunk.content).filter_by(document=document, role=role, number=number)
        ).one()
        yield key.open(content, _place(document, role, number, last=number == numbers[-1]))


def has(session: Session, document: str, role: BlobRole) -> bool:
    return (
        session.scalars(select(Chunk.number).filter_by(document=document, role=role).limit(1)).first()
        is not None
    )


def drop(session: Session, document: str, role: BlobRole | None = None) -> None:
    """Takes away the content of one role, or all of the document's."""
    going = delete(Chunk).where(Chunk.document == document)
    session.execute(going if role is None else going.where(Chunk.role == role))


def _add(
    session: Session,
    document: str,
    role: BlobRole,
    number: int,
    key: DocumentKey,
    plain: bytes,
    *,
    last: bool,
) -> None:
    sealed = key.seal(plain, _place(document, role, number, last=last))
    # Not through the session, which would hold every chunk until the end.
    session.execute(insert(Chunk).values(document=document, role=role, number=number, content=sealed))


def _place(document: str, role: BlobRole, number: int, *, last: bool) -> str:
    return f"{document}/{role}/{number}/{'last' if last else 'more'}"
