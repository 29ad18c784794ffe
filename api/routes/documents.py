"""Documents that are kept: handed in, followed, listed, erased."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Form, Header, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import TypeAdapter

from api.deps import Decides, HandsIn, Installed, Queued
from api.values import LINE, After, DocumentsOut, Id
from redactor.decide import OnReview
from redactor.domain.review import Profile
from redactor.store.models import State
from redactor.workflow.service import documents, repeats
from redactor.workflow.service.documents import Received, Wish
from redactor.workflow.service.installation import Installation

router = APIRouter(prefix="/v1/documents", tags=["documents"])

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]
Words = Annotated[str | None, Form(max_length=200, pattern=LINE)]
_PART = 1024 * 1024
_RECEIVED = TypeAdapter(Received)
_FOLLOWED_EVERY = 0.5
"""Seconds between two looks at a document that is followed."""
_MOVING = frozenset({State.RECEIVED, State.PUBLISHING})


@router.post("", status_code=202)
def hand_in(
    file: UploadFile,
    caller: HandsIn,
    installation: Installed,
    queue: Queued,
    response: Response,
    idempotency_key: Key = None,
    profile: Annotated[Profile, Form()] = Profile.PUBLICERING,
    on_review: Annotated[OnReview, Form()] = OnReview.REDACT,
    board: Words = None,
    kind: Words = None,
) -> Received:
    """Takes a document in; its examination follows. The same `Idempotency-Key` gives the same document."""
    wish, name = Wish(profile, on_review, board, kind), file.filename or ""
    call = None
    if idempotency_key is not None:
        call = repeats.call(installation, caller, idempotency_key, _parts(file.file), name, wish)
        file.file.seek(0)
    with installation.database.writing() as session:
        receive = partial(
            documents.receive, session, installation, queue, _parts(file.file), name, wish, caller
        )
        document = receive() if call is None else repeats.once(session, installation, call, receive)
        session.flush()
        received = documents.read(session, installation, document)
    response.headers["Location"] = f"/v1/documents/{document}"
    return received


@router.get("")
def listed(
    _caller: HandsIn,
    installation: Installed,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DocumentsOut:
    """The newest first, page by page."""
    with installation.database.reading() as session:
        found = documents.listed(session, installation, after=after, limit=limit + 1)
    page = found[:limit]
    return DocumentsOut(documents=list(page), next=page[-1].id if len(found) > limit else None)


@router.get("/{document}", responses={200: {"content": {"text/event-stream": {}}}}, response_model=Received)
def followed(
    document: Id, _caller: HandsIn, installation: Installed, request: Request
) -> Received | Response:
    """Where the document stands; with `Accept: text/event-stream`, until it stands still."""
    row = _read(installation, document)
    if "text/event-stream" not in request.headers.get("accept", ""):
        return row
    return StreamingResponse(_events(installation, document), media_type="text/event-stream")


@router.delete("/{document}", status_code=204)
def erase(document: Id, caller: Decides, installation: Installed) -> None:
    """Takes away the original, the copy and all texts, now."""
    with installation.database.writing() as session:
        documents.erase(session, installation, document, caller, "på begäran")


def _read(installation: Installation, document: str) -> Received:
    with installation.database.reading() as session:
        return documents.read(session, installation, document)


async def _events(installation: Installation, document: str) -> AsyncIterator[str]:
    """An event for each change."""
    version = 0
    while True:
        row = await asyncio.to_thread(_read, installation, document)
        if row.version != version:
            version = row.version
            yield f"event: {row.state}\ndata: {_RECEIVED.dump_json(row).decode()}\n\n"
        if row.state not in _MOVING:
            return
        await asyncio.sleep(_FOLLOWED_EVERY)


def _parts(file: BinaryIO) -> Iterator[bytes]:
    while part := file.read(_PART):
        yield part
