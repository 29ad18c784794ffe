"""Hooks of publishing systems: a document in, the answer at once, nothing kept."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Response, UploadFile

from api.deps import CallsHooks, Working
from api.values import COPY
from redactor.decide import OnReview
from redactor.domain.review import Profile
from redactor.errors import LimitError, Words
from redactor.formats.detect import MAX_BYTES
from redactor.workflow.service.at_once import Asked

router = APIRouter(prefix="/v1", tags=["hooks"])
_SIZE = Words("filens storlek i byte", "the file's size in bytes")


@router.post("/check")
def check(
    file: UploadFile,
    _caller: CallsHooks,
    at_once: Working,
    profile: Annotated[Profile, Form()] = Profile.PUBLICERING,
) -> dict[str, Any]:
    """What would be taken out, and why; the report of contract.md. Nothing is kept."""
    return at_once.check(Asked(_content(file), file.filename or "", profile))


@router.post("/redact", response_class=Response, responses=COPY)
def redact(
    file: UploadFile,
    caller: CallsHooks,
    at_once: Working,
    on_review: Annotated[OnReview, Form()] = OnReview.REDACT,
    profile: Annotated[Profile, Form()] = Profile.PUBLICERING,
) -> Response:
    """The verified copy in the same format; nothing but the log keeps anything of it."""
    answer = at_once.redact(Asked(_content(file), file.filename or "", profile, on_review), caller)
    return Response(answer.content, media_type=answer.media_type)


def _content(file: UploadFile) -> bytes:
    """The upload, which lies on the disk. Raises LimitError."""
    content = file.file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise LimitError(limit=_SIZE, value=f"> {MAX_BYTES}", allowed=MAX_BYTES)
    return content
