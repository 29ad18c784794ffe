"""The log: for auditors, who see no document."""

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import StreamingResponse

from api.deps import Audits, Installed
from api.values import CheckedOut, CheckpointOut, FaultOut, VerifyIn
from redactor import audit
from redactor.store import log as stored_log
from redactor.workflow.service.installation import Installation

router = APIRouter(prefix="/v1/audit", tags=["audit"])


class ExportFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


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
    format: ExportFormat = ExportFormat.JSONL,
) -> StreamingResponse:
    """The whole log, streaming."""
    media_type = "text/csv" if format is ExportFormat.CSV else "application/jsonl"
    return StreamingResponse(_exported(installation, format), media_type=media_type)


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


def _exported(installation: Installation, format: ExportFormat) -> Iterator[bytes]:
    with installation.database.reading() as session:
        lines = stored_log.lines(session)
        if format is ExportFormat.JSONL:
            yield from lines
            return
        for row in audit.to_csv(audit.parse(line) for line in lines):
            yield row.encode()
