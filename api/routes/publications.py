"""Publication: the verified copy is asked for, and fetched."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Response

from api.deps import HandsIn, Installed, Queued
from api.values import COPY, Id
from redactor.audit import Event
from redactor.workflow.service import documents, publishing
from redactor.workflow.service.documents import Received

router = APIRouter(prefix="/v1/documents/{document}/publication", tags=["publication"])


@router.post("", status_code=202)
def ask(document: Id, caller: HandsIn, installation: Installed, queue: Queued) -> Received:
    """Puts the making of the copy down; asking twice makes one."""
    with installation.database.writing() as session:
        publishing.ask(session, installation, queue, document, caller)
        session.flush()
        return documents.read(session, installation, document)


@router.get("", response_class=Response, responses=COPY)
def fetch(document: Id, caller: HandsIn, installation: Installed) -> Response:
    """The verified copy."""
    with installation.database.writing() as session:
        copy = publishing.fetch(session, installation, document)
        row = documents.read(session, installation, document)
        event = Event("download", caller.name, caller.role, row.log_id)
        installation.log.append(session, [event], installation.clock())
    disposition = f"attachment; filename*=UTF-8''{quote(copy.name, safe='')}"
    return Response(copy.content, media_type=copy.media_type, headers={"Content-Disposition": disposition})


@router.get("/report")
def told(document: Id, _caller: HandsIn, installation: Installed) -> dict[str, Any]:
    """The copy's report (redactor/report/1), without texts."""
    with installation.database.reading() as session:
        return publishing.fetch(session, installation, document).report
