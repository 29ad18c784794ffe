"""What people say of findings, and who approves."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from redactor.audit import Event
from redactor.domain.document import Sha256
from redactor.domain.folding import squash
from redactor.domain.review import Action, Decision, FindingId, Marked
from redactor.propagation.by_hand import RULE, id_of
from redactor.store import contents
from redactor.store.models import AddedFinding, BlobRole, State, StoredDecision, StoredDocument
from redactor.workflow.service.documents import content_of, key_of
from redactor.workflow.service.errors import (
    ConflictError,
    LawError,
    MarkError,
    OwnDecisionError,
    QuotingError,
    StateError,
    UnknownDocumentError,
    UnknownFindingError,
)
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.marks import as_findings
from redactor.workflow.service.people import Actor

_REASON: Final = "reason/"
_PERSON: Final = "PERSON"
_NO_DATA: Final = frozenset({"SEKRETESS_MARKER"})
_WORD: Final = re.compile(r"\w+")
_TELLING: Final = 4
"""Letters or digits; less tells nothing."""
_DECIDABLE: Final = frozenset({State.EXAMINED, State.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Word:
    """A person's decision; `version` counts its changes, 0 before the first."""

    action: Action
    law: str | None
    reason: str = field(repr=False)
    actor: str
    at: datetime
    version: int


def report_of(session: Session, installation: Installation, document: str) -> dict[str, Any]:
    """The examination's report, with texts, and what people marked besides. Raises UnknownDocumentError."""
    raw = b"".join(content_of(session, installation, document, BlobRole.EXAMINATION))
    report: dict[str, Any] = json.loads(raw)
    report["findings"] += as_findings(session, document, report["layers"])
    return report


def mark(
    session: Session,
    installation: Installation,
    document: str,
    marked: Marked,
    law: str | None,
    reason: str,
    actor: Actor,
) -> str:
    """Adds a finding that goes by this person's word; its id.

    Raises UnknownDocumentError, StateError, LawError, QuotingError, and MarkError for a place that is not in
    the document, holds nothing, or is a finding already.
    """
    row = _decidable(session, document)
    report = report_of(session, installation, document)
    if marked.entity_type in _NO_DATA or not _text_at(report, marked).strip():
        raise MarkError()
    finding = id_of(installation.key, Sha256(report["sha256"]), marked)
    if finding in {known["id"] for known in report["findings"]}:
        raise MarkError()
    now, place = installation.clock(), marked.span
    session.add(
        AddedFinding(
            document=document,
            finding=finding,
            layer=marked.layer,
            start=place.start,
            end=place.end,
            entity_type=marked.entity_type,
            actor=actor.name,
            at=now,
        )
    )
    event = Event("finding", actor.name, actor.role, row.log_id, finding, RULE, law, Action.REDACT)
    installation.log.append(session, [event], now)
    session.flush()
    decide(session, installation, document, finding, Action.REDACT, law, reason, actor, version=0)
    return finding


def _text_at(report: Mapping[str, Any], marked: Marked) -> str:
    """Raises MarkError for a place outside the document."""
    texts = {layer["id"]: layer["text"] for layer in report["layers"]}
    if marked.span.end > len(texts.get(marked.layer, "")):
        raise MarkError()
    return marked.span.cut(texts[marked.layer])


def words(session: Session, installation: Installation, document: str) -> dict[str, Word]:
    """People's decisions, by finding."""
    row = session.get(StoredDocument, document)
    if row is None:
        raise UnknownDocumentError()
    key = key_of(installation, row)
    found = session.scalars(select(StoredDecision).filter_by(document=document))
    return {
        d.finding: Word(
            Action(d.action),
            d.law,
            key.open(d.sealed_reason, _REASON + d.finding).decode(),
            d.actor,
            d.at,
            d.version,
        )
        for d in found
    }


def decided(session: Session, installation: Installation, document: str) -> tuple[Decision, ...]:
    """The same for the pipeline."""
    return tuple(
        Decision(FindingId(finding), word.action, word.law, word.actor, word.reason, word.at)
        for finding, word in sorted(words(session, installation, document).items())
    )


def deciders(session: Session, document: str) -> frozenset[str]:
    """The names of those whose decisions hold."""
    return frozenset(session.scalars(select(StoredDecision.actor).filter_by(document=document)))


def decide(
    session: Session,
    installation: Installation,
    document: str,
    finding: str,
    action: Action,
    law: str | None,
    reason: str,
    actor: Actor,
    version: int,
) -> int:
    """Puts a person's word on a finding; the new version. `version` is the one that the person saw.

    A document that is published has to be published anew. Raises UnknownDocumentError, UnknownFindingError,
    StateError, LawError, QuotingError, and ConflictError when somebody else decided in between.
    """
    row = _decidable(session, document)
    if law is not None and installation.packs.catalogue.problem(law) is not None:
        raise LawError()
    findings = report_of(session, installation, document)["findings"]
    if finding not in {f["id"] for f in findings}:
        raise UnknownFindingError()
    if _quotes(reason, findings):
        raise QuotingError()
    held = session.get(StoredDecision, (document, finding), with_for_update=True)
    if (0 if held is None else held.version) != version:
        raise ConflictError()
    now = installation.clock()
    if held is None:
        held = StoredDecision(document=document, finding=finding)
        session.add(held)
    held.action, held.law, held.actor, held.at = action, law, actor.name, now
    held.sealed_reason = key_of(installation, row).seal(reason.encode(), _REASON + finding)
    reopen(session, installation, row)
    event = Event("decision", actor.name, actor.role, row.log_id, finding, None, law, action, reason or None)
    installation.log.append(session, [event], now)
    session.flush()
    return held.version


def approve(session: Session, installation: Installation, document: str, actor: Actor) -> None:
    """The second pair of eyes agrees with what is decided. Raises UnknownDocumentError, StateError and
    OwnDecisionError."""
    row = _decidable(session, document)
    if row.state != State.EXAMINED:
        raise StateError(state=row.state)
    if installation.settings.four_eyes and actor.name in {row.actor, *deciders(session, document)}:
        raise OwnDecisionError()
    row.approver, row.updated_at = actor.name, installation.clock()
    event = Event("approval", actor.name, actor.role, row.log_id)
    installation.log.append(session, [event], installation.clock())


def reopen(session: Session, installation: Installation, row: StoredDocument) -> None:
    """After a new decision no approval holds, and no copy."""
    row.approver, row.updated_at = None, installation.clock()
    if row.state == State.PUBLISHED:
        row.state = State.EXAMINED
        contents.drop(session, row.id, BlobRole.COPY)
        contents.drop(session, row.id, BlobRole.REPORT)


def _quotes(reason: str, findings: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a reason holds what was found, or a word of a name that was."""
    said = squash(reason).text
    for finding in findings:
        if finding["entity_type"] in _NO_DATA or finding["action"] == Action.KEEP:
            continue
        parts = _WORD.findall(finding["text"]) if finding["entity_type"] == _PERSON else [finding["text"]]
        if any(len(part := squash(p).text) >= _TELLING and part in said for p in parts):
            return True
    return False


def _decidable(session: Session, document: str) -> StoredDocument:
    row = session.get(StoredDocument, document, with_for_update=True)
    if row is None or row.state == State.ERASED:
        raise UnknownDocumentError()
    if row.state not in _DECIDABLE:
        raise StateError(state=row.state)
    return row
