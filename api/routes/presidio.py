"""Presidio's own calls, so that a client of Presidio works here: same bodies, same answers, and a key."""

from operator import methodcaller
from typing import Annotated, Any

from fastapi import APIRouter, Body, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from api.deps import CallsPresidio, Everybody, Working
from api.problems import RESPONSES
from redactor.errors import LimitError, Words
from redactor.workflow.presidio import PresidioCalls

_ERROR = {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}
_TOLD = {
    "description": "A problem; or what Presidio says of a request at fault.",
    "content": {**RESPONSES["4XX"]["content"], "application/json": {"schema": _ERROR}},
}
_FAULTS: dict[int | str, dict[str, Any]] = {"4XX": _TOLD}

router = APIRouter(tags=["presidio"])
_MOST = 5_000_000
"""Characters of text in one call."""
_TEXT = Words("textens längd i tecken", "the text's length in characters")
_Body = Annotated[dict[str, Any], Body()]


@router.post("/analyze", responses=_FAULTS)
def analyze(body: _Body, _caller: CallsPresidio, at_once: Working) -> Response:
    """What stands in a text, by Presidio's AnalyzeRequest; `language` is `sv` or `en`."""
    return _told(at_once.presidio(methodcaller(PresidioCalls.analyze.__name__, body), _size(body)))


@router.post("/anonymize", responses=_FAULTS)
def anonymize(body: _Body, _caller: CallsPresidio, at_once: Working) -> Response:
    """A text with what was found replaced, by Presidio's AnonymizeRequest."""
    return _told(at_once.presidio(methodcaller(PresidioCalls.anonymize.__name__, body), _size(body)))


@router.post("/deanonymize", responses=_FAULTS)
def deanonymize(body: _Body, _caller: CallsPresidio, at_once: Working) -> Response:
    """A text with what was encrypted set back, by Presidio's DeanonymizeRequest."""
    return _told(at_once.presidio(methodcaller(PresidioCalls.deanonymize.__name__, body), _size(body)))


@router.get("/recognizers", responses=_FAULTS)
def recognizers(_caller: CallsPresidio, at_once: Working, language: str | None = None) -> Response:
    """The recognizers' names."""
    return _told(at_once.presidio(methodcaller(PresidioCalls.recognizers.__name__, language), 0))


@router.get("/supportedentities", responses=_FAULTS)
def supported_entities(_caller: CallsPresidio, at_once: Working, language: str | None = None) -> Response:
    """The entities that can be found."""
    return _told(at_once.presidio(methodcaller(PresidioCalls.entities.__name__, language), 0))


@router.get("/anonymizers")
def anonymizers(_caller: CallsPresidio, at_once: Working) -> Response:
    """The operators of `/anonymize`."""
    return _told(at_once.presidio(methodcaller(PresidioCalls.anonymizers.__name__), 0))


@router.get("/deanonymizers")
def deanonymizers(_caller: CallsPresidio, at_once: Working) -> Response:
    """The operators of `/deanonymize`."""
    return _told(at_once.presidio(methodcaller(PresidioCalls.deanonymizers.__name__), 0))


@router.get("/health", response_class=PlainTextResponse, dependencies=[Everybody])
def health() -> str:
    """As Presidio's: the process answers."""
    return "Presidio Analyzer service is up"


def _told(answer: tuple[int, Any]) -> Response:
    status, body = answer
    return JSONResponse(body, status)


def _size(body: dict[str, Any]) -> int:
    """Characters of text in the request. Raises LimitError."""
    text = body.get("text")
    size = sum(map(len, map(str, text))) if isinstance(text, list) else len(str(text or ""))
    if size > _MOST:
        raise LimitError(limit=_TEXT, value=str(size), allowed=_MOST)
    return size
