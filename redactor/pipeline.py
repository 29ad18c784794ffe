"""The whole walk of one document, on one page.

Pure: the clock, the key, the rules and the door to OCR are arguments; bytes come in and bytes go out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from importlib import import_module

from redactor import decide, plan, propagation, roles, verify
from redactor.analyzer import Analyzer
from redactor.decide import Item, OnReview
from redactor.domain.document import Document, Section
from redactor.domain.records import PLACEHOLDER, Expected, Plan, Verified
from redactor.domain.review import Action, Decision, Finding, Marked, Profile
from redactor.errors import EmptyError, ReviewError
from redactor.formats import Ocr
from redactor.formats.detect import is_pdf
from redactor.formats.detect import of as format_of
from redactor.ocr import Reading
from redactor.plan.expected import expected
from redactor.plan.replacement import Placeholders
from redactor.propagation import Carried
from redactor.propagation.by_hand import with_marked
from redactor.propagation.everyone import propagate_everyone
from redactor.propagation.second_look import found_in_original
from redactor.rulepack import Packs
from redactor.structure import sections as sections_of

LOOKS = 3
"""How often a copy is looked at, and made anew for what it told, before it is proved as it is."""


@dataclass(frozen=True)  # no slots: the analyzer is built once, when first asked for
class Setup:
    """What an examination depends on besides the document. `terms` are strings known to be secret."""

    packs: Packs
    key: bytes = field(repr=False)
    today: date
    ocr: Ocr
    profile: Profile = Profile.PUBLICERING
    terms: tuple[str, ...] = field(default=(), repr=False)
    personal_placeholder: str = PLACEHOLDER
    password: str | None = field(default=None, repr=False)
    """Opens encrypted PDF files."""
    blank_pages: bool = False
    """Wholly secret pages of a PDF stay, blank, instead of being dropped."""

    @cached_property
    def analyzer(self) -> Analyzer:
        return Analyzer(self.packs, self.terms, self.today, self.profile)


@dataclass(frozen=True, slots=True)
class Examination:
    """All that was found in a document and what is to become of it."""

    document: Document
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A copy that is not verified yet."""

    examination: Examination
    plan: Plan
    expected: Expected
    output: bytes = field(repr=False)


def prepare(untrusted: bytes, setup: Setup) -> None:
    """Builds and imports what the work on a document needs, so that children forked afterwards have it: each
    would take half a second for a PDF. Looks at no more than the first bytes.
    """
    setup.analyzer.hits("")
    if is_pdf(untrusted):
        for engines in ("redactor.formats.pdf.read", "redactor.formats.pdf.write", "redactor.verify.pdf"):
            import_module(engines)


def examine(
    untrusted: bytes,
    media_type: str,
    setup: Setup,
    decided: Sequence[Decision] = (),
    bundle: Sequence[Carried] = (),
    marked: Sequence[Marked] = (),
) -> Examination:
    """Read, find, propagate, decide. `bundle` is what the files beside this one tell, `marked` what
    a person adds.

    Raises UnreadableError.
    """
    document = format_of(media_type, setup.password).read(untrusted, ocr=setup.ocr)
    if not document.unread and not any(layer.text.strip() for layer in document.layers):
        raise EmptyError()
    return _examine(document, setup, decided, bundle, marked)


def _examine(
    document: Document,
    setup: Setup,
    decided: Sequence[Decision] = (),
    bundle: Sequence[Carried] = (),
    marked: Sequence[Marked] = (),
) -> Examination:
    sections = sections_of(document)
    found = setup.analyzer.findings(document, sections, setup.key)
    people = roles.people(document, sections)
    found = roles.assign(people, found)
    carry = propagate_everyone if setup.profile is Profile.STRIKT else propagation.propagate
    found = carry(people, found, setup.key, bundle)
    found = with_marked(document, sections, found, marked, setup.key)
    decisions, items = decide.decisions(found, sections, document, setup.profile, decided)
    return Examination(document, sections, found, decisions, items)


def carried(examination: Examination, decided: Sequence[Decision] = ()) -> tuple[Carried, ...]:
    """What the document tells the others of its bundle: of what goes from it, unless a person keeps it."""
    kept = {d.finding for d in decided if d.action is Action.KEEP}
    goes = {d.finding for d in examination.decisions if d.action is Action.REDACT} - kept
    findings = [f for f in examination.findings if f.id in goes]
    return propagation.carried(examination.document, examination.sections, findings)


def redact(
    untrusted: bytes,
    media_type: str,
    setup: Setup,
    on_review: OnReview,
    decided: Sequence[Decision] = (),
    bundle: Sequence[Carried] = (),
    marked: Sequence[Marked] = (),
) -> Draft:
    """The copy, to be proved. Raises ReviewError when a person must decide first, and UnreadableError."""
    examination = examine(untrusted, media_type, setup, decided, bundle, marked)
    if on_review is OnReview.STOP:
        stop_for_person(examination)
    draft = _draft(untrusted, media_type, setup, on_review, examination)
    # Where nobody is public a name may go for its surroundings alone, and those change as names go.
    for _ in range(LOOKS if setup.profile is Profile.STRIKT else 0):
        told = tuple(verify.overlooked(_going(media_type, setup, draft.output), draft.expected))
        if not told:
            break
        examination = _with(draft.examination, told, setup, decided)
        draft = _draft(untrusted, media_type, setup, on_review, examination)
    return draft


def _with(
    examination: Examination, told: Sequence[Finding], setup: Setup, decided: Sequence[Decision]
) -> Examination:
    """The examination with what its copy told."""
    document, sections = examination.document, examination.sections
    found = found_in_original(document, sections, examination.findings, told, setup.key)
    decisions, items = decide.decisions(found, sections, document, setup.profile, decided)
    return Examination(document, sections, found, decisions, items)


def _draft(
    untrusted: bytes, media_type: str, setup: Setup, on_review: OnReview, examination: Examination
) -> Draft:
    decisions, items = decide.settle(examination.decisions, examination.items, on_review)
    placeholders = Placeholders(personal=setup.personal_placeholder)
    made = plan.build(
        examination.document,
        examination.sections,
        examination.findings,
        decisions,
        items,
        setup.packs.versions,
        placeholders,
    )
    output = format_of(media_type, setup.password, blank_pages=setup.blank_pages).apply(untrusted, made)
    settled = Examination(examination.document, examination.sections, examination.findings, decisions, items)
    return Draft(settled, made, expected(settled.document, settled.findings, decisions, items, made), output)


def prove(
    output: bytes, media_type: str, expectation: Expected, setup: Setup, original: bytes | None = None
) -> Verified:
    """The same copy, verified with readers that did not write it, and held against its original if given.

    Raises LeakError.
    """
    return verify.verify(
        output,
        media_type,
        expectation,
        setup.analyzer.hits,
        original,
        partial(_text_of, setup.ocr),
        setup.password,
        partial(_going, media_type, setup),
    )


def _going(media_type: str, setup: Setup, copy: bytes) -> tuple[Finding, ...]:
    """What would be taken out of a copy without asking anybody."""
    examination = _examine(format_of(media_type).read(copy, ocr=_no_text), setup)
    goes = {d.finding for d in examination.decisions if d.action is Action.REDACT}
    return tuple(f for f in examination.findings if f.id in goes)


def _no_text(_picture: bytes) -> Reading:
    """Another probe reads the pictures, where something was blanked."""
    return Reading("")


def _text_of(ocr: Ocr, picture: bytes) -> str | None:
    reading = ocr(picture)
    return None if reading is None else reading.text


def stop_for_person(examination: Examination) -> None:
    """Raises ReviewError when something is undecided or could not be read."""
    # An item is decided through its finding.
    undecided = {d.finding for d in examination.decisions if d.action is Action.REVIEW}
    undecided |= {i.finding for i in examination.items if i.action is Action.REVIEW and i.finding is not None}
    count = len(undecided) + len(examination.document.unread)
    if count:
        raise ReviewError(count=count)
