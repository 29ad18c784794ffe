"""The log: for auditors, who see no document."""

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.responses import StreamingResponse

from api.deps import Audits, Installed
from api.values import LINE, CheckedOut, CheckpointOut, Day, FaultOut, VerifyIn
from redactor import audit
from redactor.store import log as stored_log
from redactor.workflow.service import extracts
from redactor.workflow.service.extracts import Count, Extract
from redactor.workflow.service.installation import Installation

router = APIRouter(prefix="/v1/audit", tags=["audit"])


class ExportFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


def _wanted(
    first: Annotated[Day | None, Query(alias="from", description="The first day (UTC).")] = None,
    last: Annotated[Day | None, Query(alias="to", description="The last day (UTC), whole.")] = None,
    board: Annotated[str | None, Query(max_length=200, pattern=LINE)] = None,
    kind: Annotated[str | None, Query(max_length=100, pattern=LINE)] = None,
) -> Extract:
    return Extract(first, last, board, kind)


Wanted = Annotated[Extract, Depends(_wanted)]


@router.get("")
def records(
    _caller: Audits,
    installation: Installed,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[dict[str, Any]]:
    """Records with a number above `after`, in their order."""
    with installation.database.reading() as session:
        found = stored_log.lines(session, after)
        return [asdict(audit.parse(line)) for line, _ in zip(found, range(limit), strict=False)]


@router.get("/export", response_class=StreamingResponse)
def export(
    _caller: Audits,
    installation: Installed,
    wanted: Wanted,
    format: ExportFormat = ExportFormat.JSONL,
) -> StreamingResponse:
    """The log, streaming: all of it, or a period, the documents of a board, a kind of document."""
    media_type = "text/csv" if format is ExportFormat.CSV else "application/jsonl"
    return StreamingResponse(_exported(installation, wanted, format), media_type=media_type)


@router.get("/figures")
def figures(_caller: Audits, installation: Installed, wanted: Wanted) -> list[Count]:
    """How many records there are, by board, kind of document and event."""
    with installation.database.reading() as session:
        return list(extracts.figures(session, wanted))


@router.get("/checkpoint")
def checkpoint(_caller: Audits, installation: Installed) -> CheckpointOut:
    """The signed head, to be kept elsewhere. 404 before the first record."""
    with installation.database.reading() as session:
        head = stored_log.checkpoint(session)
    if head is None:
        raise HTTPException(404)
    return CheckpointOut(**asdict(head))


@router.post("/verify")
def verify(_caller: Audits, installation: Installed, given: VerifyIn) -> CheckedOut:
    """Checks every record against the signed head and against checkpoints kept elsewhere."""
    earlier = [audit.Checkpoint(**kept.model_dump()) for kept in given.checkpoints]
    with installation.database.reading() as session:
        checked = installation.log.verify(session, earlier)
    return CheckedOut(
        intact=checked.intact,
        records=checked.records,
        fault_count=checked.fault_count,
        faults=[FaultOut(line=fault.line, kind=fault.kind) for fault in checked.faults],
    )


def _exported(installation: Installation, wanted: Extract, format: ExportFormat) -> Iterator[bytes]:
    with installation.database.reading() as session:
        lines = extracts.lines(session, wanted)
        if format is ExportFormat.JSONL:
            yield from lines
            return
        for row in audit.to_csv(audit.parse(line) for line in lines):
            yield row.encode()
