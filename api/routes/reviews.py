"""Review: findings with their text, people's decisions, approval."""

import re
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Response

from api.deps import Decides, Installed, Reviews
from api.values import DecisionIn, DecisionOut, FindingsOut, Id, MarkIn, MarkOut, VersionOut
from redactor.domain.document import LayerId, Span
from redactor.domain.review import Action, Marked
from redactor.workflow.service import reviewing

router = APIRouter(prefix="/v1/documents/{document}", tags=["review"])

_ETAG = re.compile(r'(?:W/)?"(\d{1,9})"')


@router.get("/findings")
def findings(document: Id, _caller: Decides, installation: Installed) -> FindingsOut:
    """All that was found, with its text, and what people said of it."""
    with installation.database.reading() as session:
        report = reviewing.report_of(session, installation, document)
        said = reviewing.words(session, installation, document)
    return FindingsOut(
        verdict=report["verdict"],
        items=report["items"],
        findings=report["findings"],
        unread=report["unread"],
        layers=report["layers"],
        decisions={finding: DecisionOut.of(word) for finding, word in said.items()},
    )


@router.post("/findings", status_code=201)
def mark(
    document: Id, marked: MarkIn, caller: Decides, installation: Installed, response: Response
) -> MarkOut:
    """Adds a finding by hand: it goes, and only at this place."""
    place = Marked(LayerId(marked.layer), Span(marked.start, marked.end), marked.entity_type)
    with installation.database.writing() as session:
        made = reviewing.mark(session, installation, document, place, marked.law, marked.comment, caller)
    response.headers["ETag"] = '"1"'
    return MarkOut(id=made, version=1)


@router.put("/findings/{finding}/decision")
def decide(
    document: Id,
    finding: Id,
    decision: DecisionIn,
    caller: Decides,
    installation: Installed,
    response: Response,
    if_match: Annotated[str | None, Header()] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> VersionOut:
    """Puts a person's word on a finding. `If-Match` names the version that was seen, `If-None-Match: *` that
    there was none: two people cannot overwrite each other."""
    version = _seen(if_match, if_none_match)
    with installation.database.writing() as session:
        made = reviewing.decide(
            session,
            installation,
            document,
            finding,
            Action(decision.action),
            decision.law,
            decision.comment,
            caller,
            version,
        )
    response.headers["ETag"] = f'"{made}"'
    return VersionOut(version=made)


@router.post("/approval", status_code=204)
def approve(document: Id, caller: Reviews, installation: Installed) -> None:
    """The second pair of eyes agrees with what is decided."""
    with installation.database.writing() as session:
        reviewing.approve(session, installation, document, caller)


def _seen(if_match: str | None, if_none_match: str | None) -> int:
    """The version that the caller saw. 428 when it names none."""
    if if_none_match == "*" and if_match is None:
        return 0
    match = _ETAG.fullmatch(if_match or "")
    if match is None:
        raise HTTPException(428)
    return int(match.group(1))
