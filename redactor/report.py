"""The report of contract.md (`redactor/report/1`). No text of a document unless the user asked."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, Protocol

from redactor import __version__
from redactor.decide import Item
from redactor.domain.document import Document, Section
from redactor.domain.records import PackVersion, Verified
from redactor.domain.review import Action, Decision, Finding

_BY_OPTION = "on-review"
"""A person had to decide and nobody was there: the option said what happened."""
SCHEMA = "redactor/report/1"


class Examined(Protocol):
    """What a report is made of (pipeline.Examination)."""

    @property
    def document(self) -> Document: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def decisions(self) -> tuple[Decision, ...]: ...
    @property
    def items(self) -> tuple[Item, ...]: ...


def report(documents: Sequence[dict[str, Any]], packs: Iterable[PackVersion]) -> dict[str, Any]:
    """The whole report over one or many documents."""
    return {
        "schema": SCHEMA,
        "redactor": __version__,
        "packs": [{"id": p.id, "version": p.version, "sha256": p.sha256} for p in packs],
        "documents": list(documents),
    }


def document_report(
    path: str, examined: Examined, *, verified: Verified | None = None, show_text: bool = False
) -> dict[str, Any]:
    """One document's part of the report. `path` is as the caller gave it."""
    document, findings = examined.document, examined.findings
    decisions, items = examined.decisions, examined.items
    hidden = _hidden(findings)
    decision_of = {d.finding: d for d in decisions}
    layers = {layer.id: layer for layer in document.layers}
    pages = {f.id: layers[f.layer].page_of(f.span) for f in findings}
    made: dict[str, Any] = {
        "path": path,
        "media_type": document.media_type,
        "sha256": document.id,
        "pages": document.page_count,
        "verdict": _verdict(document, decisions, items),
        "items": [_item(item, hidden) for item in items],
        "findings": [
            _finding(f, decision_of[f.id], pages[f.id], hidden, show_text=show_text) for f in findings
        ],
        "unread": [{"where": u.where, "why": u.why} for u in document.unread],
        "remarks": list(document.remarks),
    }
    if verified is not None:
        made["output"] = {
            "sha256": sha256(verified.output).hexdigest(),
            "verified_by": [probe.name for probe in verified.probes],
            "placeholders": verified.plan.placeholders,
            "suspects": list(verified.suspects),
            "pages": verified.pages,
        }
    if show_text:
        made["layers"] = [{"id": la.id, "kind": la.kind, "text": la.text} for la in document.layers]
    return made


def unreadable(path: str, why: str) -> dict[str, Any]:
    """The part of a document that could not be read."""
    return {
        "path": path,
        "media_type": None,
        "sha256": None,
        "pages": None,
        "verdict": "unreadable",
        "items": [],
        "findings": [],
        "unread": [{"where": "dokumentet", "why": why}],
        "remarks": [],
    }


def _verdict(document: Document, decisions: Iterable[Decision], items: Iterable[Item]) -> str:
    actions = {d.action for d in decisions} | {i.action for i in items}
    if Action.REVIEW in actions or document.unread:
        return "review"
    return "redact" if Action.REDACT in actions else "clean"


def _item(item: Item, hidden: frozenset[Section]) -> dict[str, Any]:
    section = item.section
    shown = section not in hidden
    return {
        "number": section.number if shown else None,
        "case_number": section.case_number if shown else None,
        "layer": section.layer,
        "start": section.span.start,
        "end": section.span.end,
        "verdict": item.action,
        "settled_by": _BY_OPTION if item.settled else None,
        "rule": item.rule,
        "law": item.law,
        "why": item.why,
        "finding": item.finding,
    }


def _hidden(findings: Iterable[Finding]) -> frozenset[Section]:
    """Sections whose number or case number holds a datum: those are text of the document."""
    hidden = set()
    for finding in findings:
        section = finding.section
        marker = finding.entity_type == "SEKRETESS_MARKER"
        if section is not None and finding.layer == section.layer and not marker:
            parts = (section.number_span, section.case_span)
            if any(part is not None and part.overlaps(finding.span) for part in parts):
                hidden.add(section)
    return frozenset(hidden)


def _finding(
    finding: Finding, decision: Decision, page: int | None, hidden: frozenset[Section], *, show_text: bool
) -> dict[str, Any]:
    section = finding.section
    made: dict[str, Any] = {
        "id": finding.id,
        "entity_type": finding.entity_type,
        "layer": finding.layer,
        "start": finding.span.start,
        "end": finding.span.end,
        "page": None if page is None else page + 1,
        "item": section.number if section is not None and section not in hidden else None,
        "score": round(finding.evidence.score, 4),
        "certainty": finding.certainty,
        "action": decision.action,
        "settled_by": _BY_OPTION if decision.settled else None,
        "rule": finding.evidence.rule,
        "law": decision.law,
        "why": decision.reason,
        "role": finding.role,
    }
    if show_text:
        made["text"] = finding.text
    return made
