"""The work on one document: check it, or make its copy, prove it, log it, put it in place.

Reading and proving happen in children of their own (redactor.isolation), the proof in another process
than the one that wrote the copy. The order at the end is what makes the promise: the copy lies whole
and synced on the disk, then the records are in the log, then the copy gets its name.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from redactor import pipeline
from redactor.audit import Event
from redactor.decide import OnReview
from redactor.domain.records import PackVersion, Verified
from redactor.domain.review import ACTOR_PROGRAM, Decision
from redactor.errors import LogError, OutputError, RedactorError, ReviewError
from redactor.formats.detect import detect
from redactor.isolation import Job, Steps, limits_for
from redactor.pipeline import Draft, Setup
from redactor.propagation import Carried
from redactor.report import document_report, unreadable
from redactor.workflow.data import document_id
from redactor.workflow.files import Staged
from redactor.workflow.sources import Source, Target

if TYPE_CHECKING:
    from redactor.workflow.proving import Log

ROLE_PROGRAM = "program"
ROLE_CALLER = "pipeline"
ROLE_PERSON = "registrator"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its part of the report, and the error that stopped it, if any.

    `report` is None for a document that was done before and not looked at again. `carried` is what a check
    found that the files beside it must know.
    """

    source: Source
    report: Mapping[str, Any] | None
    error: RedactorError | None = None
    carried: tuple[Carried, ...] = field(default=(), repr=False)

    @property
    def exit_code(self) -> int:
        return 0 if self.error is None else self.error.exit_code


@dataclass(frozen=True, slots=True)
class Order:
    """What `redact` was asked for, and by whom. `decided` are people's decisions, by document."""

    setup: Setup
    on_review: OnReview
    actor: str
    log: "Log"
    now: Callable[[], datetime]
    decided: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)


def check(
    source: Source,
    setup: Setup,
    *,
    show_text: bool = False,
    bundle: tuple[Carried, ...] = (),
    tells: bool = False,
    decided: tuple[Decision, ...] = (),
) -> Steps[Outcome]:
    """Finds and decides; writes nothing. With `tells` it says what the files beside this one must know,
    but for what people `decided` to keep."""
    try:
        untrusted = source.load()
        pipeline.prepare(untrusted, setup)
        work = partial(
            _checked, untrusted, source, setup, bundle, show_text=show_text, tells=tells, decided=decided
        )
        report, carried = yield Job(work, limits_for(len(untrusted)))
    except RedactorError as error:
        return _failed(source, error)
    return Outcome(source, report, carried=carried)


def redact(source: Source, target: Target, order: Order, bundle: tuple[Carried, ...] = ()) -> Steps[Outcome]:
    """Makes the copy, or says why there is none. Raises LogError, after which no document can be done."""
    try:
        untrusted = source.load()
    except RedactorError as error:
        return _failed(source, error)
    pipeline.prepare(untrusted, order.setup)
    digest = sha256(untrusted).hexdigest()
    limits = limits_for(len(untrusted))
    decided = order.decided.get(digest, ())
    report: Mapping[str, Any] | None = None
    try:
        media_type, draft = yield Job(partial(_drafted, untrusted, source, order, decided, bundle), limits)
        report = document_report(source.name, draft.examination)
        proof = partial(pipeline.prove, draft.output, media_type, draft.expected, order.setup, untrusted)
        verified = yield Job(proof, limits)
        report = document_report(source.name, draft.examination, verified=verified)
        _publish(target, verified, _records(draft, verified, digest, order), order)
    except LogError:
        raise
    except RedactorError as error:
        order.log.append(_refusal(error, digest, order), order.now())
        if isinstance(error, ReviewError):
            work = partial(_examined, untrusted, source, order.setup, decided, bundle)
            report = yield Job(work, limits)
        return _failed(source, error, report)
    return Outcome(source, report)


def _checked(
    untrusted: bytes,
    source: Source,
    setup: Setup,
    bundle: tuple[Carried, ...],
    *,
    show_text: bool,
    tells: bool,
    decided: tuple[Decision, ...],
) -> tuple[dict[str, Any], tuple[Carried, ...]]:
    examination = pipeline.examine(untrusted, detect(untrusted, source.suffix), setup, bundle=bundle)
    report = document_report(source.name, examination, show_text=show_text)
    return report, pipeline.carried(examination, decided) if tells else ()


def _examined(
    untrusted: bytes,
    source: Source,
    setup: Setup,
    decided: tuple[Decision, ...],
    bundle: tuple[Carried, ...],
) -> dict[str, Any]:
    examination = pipeline.examine(untrusted, detect(untrusted, source.suffix), setup, decided, bundle)
    return document_report(source.name, examination)


def _drafted(
    untrusted: bytes,
    source: Source,
    order: Order,
    decided: tuple[Decision, ...],
    bundle: tuple[Carried, ...],
) -> tuple[str, Draft]:
    media_type = detect(untrusted, source.suffix)
    return media_type, pipeline.redact(untrusted, media_type, order.setup, order.on_review, decided, bundle)


def _failed(source: Source, error: RedactorError, report: Mapping[str, Any] | None = None) -> Outcome:
    return Outcome(source, report or unreadable(source.name, error.message("sv")), error)


def _publish(target: Target, verified: Verified, records: Iterator[Event], order: Order) -> None:
    """Raises OutputError or LogError, and then nothing stands at the target that was not there before."""
    if target.path is None:
        order.log.append(records, order.now())
        _to_stdout(verified.output)
        return
    with Staged(target.path, verified.output) as staged:
        order.log.append(records, order.now())
        staged.publish()


def _to_stdout(output: bytes) -> None:
    try:
        sys.stdout.buffer.write(output)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise OutputError(path="stdout", why=error.strerror) from error


def _records(draft: Draft, verified: Verified, digest: str, order: Order) -> Iterator[Event]:
    """What the log says of a copy: the receipt, each decision, the publication."""
    document = document_id(order.setup.key, digest)
    yield _receipt(document, draft.plan.packs, order)
    yield from published(draft, verified, document, order.setup, order.actor, ROLE_CALLER)


def published(
    draft: Draft, verified: Verified, document: str, setup: Setup, actor: str, role: str
) -> Iterator[Event]:
    """What the log says of a copy that `actor` asked for: each decision, and the publication."""
    packs = _pack_names(setup)
    findings = {finding.id: finding for finding in draft.examination.findings}
    for decision in draft.examination.decisions:
        rule = findings[decision.finding].evidence.rule
        program = decision.actor == ACTOR_PROGRAM
        yield Event(
            "decision",
            decision.actor,
            ROLE_PROGRAM if program else ROLE_PERSON,
            document,
            decision.finding,
            rule,
            decision.law,
            decision.action,
            decision.reason,
            packs.get(rule),
        )
    probes = ", ".join(probe.name for probe in verified.probes)
    copy = sha256(verified.output).hexdigest()
    proof = f"sha256 {copy}; {verified.plan.placeholders} placeholders; {probes}"
    yield Event("publication", actor, role, document, reason=proof)


def _refusal(error: RedactorError, digest: str, order: Order) -> tuple[Event, ...]:
    document = document_id(order.setup.key, digest)
    return (
        _receipt(document, order.setup.packs.versions, order),
        Event("refusal", order.actor, ROLE_CALLER, document, reason=error.message("sv")),
    )


def _receipt(document: str, packs: tuple[PackVersion, ...], order: Order) -> Event:
    named = ", ".join(f"{pack.id}@{pack.version}" for pack in packs)
    options = f"profile {order.setup.profile}; on-review {order.on_review}; terms {len(order.setup.terms)}"
    return Event("receipt", order.actor, ROLE_CALLER, document, reason=options, pack=named)


def _pack_names(setup: Setup) -> dict[str, str]:
    return {
        rule.id: f"{loaded.pack.id}@{loaded.pack.version}"
        for loaded in setup.packs.packs
        for rule in loaded.pack.rules
    }
