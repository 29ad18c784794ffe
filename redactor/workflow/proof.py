"""`verify`: whether a copy holds anything that should have been taken out."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from redactor import decide, pipeline
from redactor.decide import OnReview
from redactor.domain.records import Expected, Verified
from redactor.domain.review import Action, Decision, Evidence, Scope
from redactor.errors import UsageError, Words
from redactor.formats.detect import detect
from redactor.isolation import limits_for, run
from redactor.pipeline import Examination, Setup
from redactor.propagation import Carried
from redactor.report import SCHEMA
from redactor.workflow.files import read_option, shown
from redactor.workflow.sources import Source

_REPORT = "report"

Place = tuple[str, int, int, str]
"""Layer, start, end and entity type of a finding: what a report and a new examination share."""


def verify_copy(
    published: Source, original: Source | None, reported: Mapping[Place, Action], setup: Setup
) -> Verified:
    """The copy, searched for all that its original has to lose. Without the original: for whatever the
    rules find in the copy and are certain of.

    `reported` is what was decided when the copy was made. Raises LeakError when residue is found.
    """
    untrusted = published.load()
    source, on_review = (published, OnReview.KEEP) if original is None else (original, OnReview.REDACT)
    compared = untrusted if original is None else original.load()
    limits = limits_for(max(len(untrusted), len(compared)))
    media_type = run(partial(detect, untrusted, published.suffix), limits)
    expected = run(partial(_expected, compared, source.suffix, reported, on_review, setup), limits)
    against = None if original is None else compared
    return run(partial(pipeline.prove, untrusted, media_type, expected, setup, against), limits)


def read_report(path: Path, name: str) -> dict[Place, Action]:
    """What the report of a redaction decided on its findings, of the document `name` when it has several.

    Raises UsageError when the file is no such report.
    """
    try:
        report = json.loads(read_option(path))
        if report["schema"] != SCHEMA:
            raise ValueError
        documents = report["documents"]
        if len(documents) > 1:
            documents = [d for d in documents if d["path"] == name]
        (document,) = documents
        return {
            (f["layer"], f["start"], f["end"], f["entity_type"]): Action(f["action"])
            for f in document["findings"]
        }
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(
            what=Words(
                f"{shown(path)}: inte en rapport (redactor/report/1) om dokumentet.",
                f"{shown(path)}: not a report (redactor/report/1) on the document.",
            )
        ) from error


def _expected(
    untrusted: bytes, suffix: str | None, reported: Mapping[Place, Action], on_review: OnReview, setup: Setup
) -> Expected:
    media_type = detect(untrusted, suffix)
    decided: tuple[Decision, ...] = ()
    bundle: tuple[Carried, ...] = ()
    if reported:
        examination = pipeline.examine(untrusted, media_type, setup)
        decided = _as_reported(examination, reported, on_review)
        bundle = tuple(_from_others(examination, reported))
    return pipeline.redact(untrusted, media_type, setup, on_review, decided, bundle).expected


def _from_others(examination: Examination, reported: Mapping[Place, Action]) -> Iterator[Carried]:
    """What went because another file told of it: the original alone does not show it."""
    found = {(f.layer, f.span.start, f.span.end, f.entity_type) for f in examination.findings}
    texts: dict[str, str] = {layer.id: layer.text for layer in examination.document.layers}
    for place, action in reported.items():
        layer, start, end, entity = place
        if action is Action.REDACT and place not in found and layer in texts:
            evidence = Evidence(_REPORT, 1.0, "", None, Scope.SPAN, Action.REDACT)
            yield Carried(entity, texts[layer][start:end], evidence)


def _as_reported(
    examination: Examination, reported: Mapping[Place, Action], on_review: OnReview
) -> tuple[Decision, ...]:
    """The decisions that must be taken again because the rules alone decide otherwise."""
    settled, _ = decide.settle(examination.decisions, examination.items, on_review)
    decided: list[Decision] = []
    for finding, decision in zip(examination.findings, settled, strict=True):
        place = (finding.layer, finding.span.start, finding.span.end, finding.entity_type)
        action = reported.get(place, decision.action)
        if action is not Action.REVIEW and action is not decision.action:
            decided.append(Decision(finding.id, action, decision.law, _REPORT, decision.reason))
    return tuple(decided)
