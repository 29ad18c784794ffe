"""What identifies somebody in this document and must go wherever it stands (design.md, step 4)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from redactor.domain.document import Document, LayerId, Section, SectionKind, Span
from redactor.domain.folding import folded_text
from redactor.domain.review import Action, Certainty, Evidence, Finding, Role, Scope
from redactor.recognizers.persons import RULE, Persons
from redactor.recognizers.persons.names import Names, Run
from redactor.roles.bearers import is_itemised
from redactor.roles.roster import Key, Roster, forms, key_of

PERSON = "PERSON"
NUMBERS = frozenset(
    {"SE_PERSONNUMMER", "SE_SAMORDNINGSNUMMER", "SE_RESERVNUMMER", "SE_LMA_NUMMER", "SE_PASSPORT"}
)
_HELD = frozenset(
    {
        "SE_STREET_ADDRESS",
        "PHONE_NUMBER",
        "EMAIL_ADDRESS",
        "SE_BANK_ACCOUNT",
        "SE_BANKGIRO",
        "SE_PLUSGIRO",
        "IBAN_CODE",
    }
)
PUBLIC = frozenset({Role.ELECTED, Role.OFFICIAL, Role.PUBLIC_FIGURE, Role.FIRM, Role.PLACE})
_MARKER = "SEKRETESS_MARKER"
_ITEMS = frozenset(
    {
        SectionKind.ITEM,
        SectionKind.ROW,
        SectionKind.HEADING,
        SectionKind.ATTACHMENT,
        SectionKind.PASSAGE,
    }
)
_ABOUT = re.compile(
    r"(?i)(?<![^\W\d_])(?:avseende|angående|rörande|gällande|beträffande|ang\.?|betr\.?"
    r"|(?:ansökan|ansökningar|anmälan|begäran|överklagande|överklagan|skrivelse|yttrande|klagomål|beslut)"
    r"[ \n](?:från|av|till|för|åt|om|mot))[ :\n]{1,3}$"
)
"""What stands right before the one whom a secret item is about."""
_IN_HEADING = re.compile(r"(?i)(?<![^\W\d_])(?:från|till|för|åt|mot)[ :\n]{1,3}$")
"""The same in its heading."""
_HEADING = re.compile(r"[^\n]*\n?[^\n]*")
_BEFORE = 40
_SHORTEST = 4
"""Letters and digits; a shorter string identifies nobody."""
_SURE = 0.8
"""From this score a private name was clear enough where it was found to be looked for by its surname."""

Place = tuple[LayerId, Span] | None
"""The item something stands in; None: in none."""

WHOLE: Place = (LayerId(""), Span(0, 1))
"""The one item of a document without items: a report about one matter."""


@dataclass(frozen=True, slots=True)
class Source:
    """An identifying string with the finding's evidence; `key` is a name's words, `items` where it stood."""

    entity: str
    terms: tuple[str, ...] = field(repr=False)
    key: Key = field(repr=False)
    role: Role
    certainty: Certainty
    evidence: Evidence
    items: frozenset[Place] = field(repr=False)
    initials: str = field(default="", repr=False)
    """Where the name is nothing but initials: their letters."""
    why: str | None = None
    """Said of new findings, where the string comes from another file."""

    @property
    def clear(self) -> bool:
        """Whether parts of the name may be looked for too: it is a private person's, whole, and sure."""
        sure = self.certainty is Certainty.CERTAIN or self.evidence.score >= _SURE
        return (
            self.entity == PERSON and self.role is Role.PRIVATE and sure and bool(self.key or self.initials)
        )

    @property
    def whole(self) -> bool:
        """Whether it surely is a whole name, whoever bears it."""
        return self.entity == PERSON and self.certainty is Certainty.CERTAIN and len(self.key) > 1


def sources(
    document: Document, sections: Sequence[Section], findings: Sequence[Finding], roster: Roster
) -> tuple[Source, ...]:
    """One for each string, the surest finding's. Nothing that the document makes public, no dates."""
    itemised = is_itemised(sections)
    best: dict[tuple[str, object], Source] = {}
    for source in (*eligible(findings, roster, itemised), *_in_secret(document, findings, roster)):
        name = (source.key or source.initials) if source.entity == PERSON else source.terms
        held = best.get((source.entity, name))
        if held is None:
            best[source.entity, name] = source
            continue
        first, other = sorted((held, source), key=_rank, reverse=True)
        best[source.entity, name] = replace(first, items=first.items | other.items)
    return tuple(best.values())


def item_of(section: Section | None, itemised: bool) -> Place:
    """The item that a section is, for asking whether two places share it."""
    if not itemised:
        return WHOLE
    if section is None or section.kind not in _ITEMS:
        return None
    return section.layer, section.span


def _rank(source: Source) -> tuple[bool, bool, float]:
    return source.role is Role.PRIVATE, source.certainty is Certainty.CERTAIN, source.evidence.score


def eligible(findings: Iterable[Finding], roster: Roster, itemised: bool) -> Iterator[Source]:
    """The findings whose strings identify a private or unknown person."""
    for finding in findings:
        items = frozenset({item_of(finding.section, itemised)})
        if finding.entity_type == PERSON and finding.role in (Role.PRIVATE, Role.UNKNOWN):
            key = name_key(finding.text)
            whole = len(key) > 1 and not roster.is_firm(key)
            if whole or (len(key) < 2 and finding.role is Role.PRIVATE):
                yield _source(finding, name_terms(finding.text, key), key, items)
        elif finding.entity_type in NUMBERS and finding.evidence.action is Action.REDACT:
            if finding.certainty is Certainty.CERTAIN and (terms := number_terms(finding.text)):
                yield _source(replace(finding, role=Role.PRIVATE), terms, (), items)
        elif finding.entity_type in _HELD and finding.role in (Role.PRIVATE, Role.UNKNOWN):
            text = " ".join(folded_text(finding.text).split())
            if sum(c.isalnum() for c in text) >= _SHORTEST and any(c.isdigit() or c == "@" for c in text):
                yield _source(finding, (text,), (), items)


def _source(finding: Finding, terms: tuple[str, ...], key: Key, items: frozenset[Place]) -> Source:
    role = finding.role or Role.UNKNOWN
    initials = letters(finding.text) if finding.entity_type == PERSON and not key else ""
    return Source(finding.entity_type, terms, key, role, finding.certainty, finding.evidence, items, initials)


def _in_secret(document: Document, findings: Iterable[Finding], roster: Roster) -> Iterator[Source]:
    """Names within an item that goes whole: they tell whom it is about wherever else they stand."""
    secret: dict[LayerId, set[Span]] = {}
    for finding in findings:
        if finding.entity_type != _MARKER or finding.evidence.action is not Action.REDACT:
            continue
        if finding.evidence.scope in (Scope.ITEM, Scope.ATTACHMENT) and finding.section is not None:
            secret.setdefault(finding.section.layer, set()).add(finding.section.span)
    for layer in document.layers:
        spans = secret.get(layer.id)
        for span in sorted(spans) if spans else ():
            yield from _names_in(span.cut(layer.text), roster, (layer.id, span))


def _names_in(text: str, roster: Roster, item: Place) -> Iterator[Source]:
    names = Names(folded_text(text))
    evidence = Evidence(RULE, 0.5, "", Persons.law, Scope.SPAN, Action.REDACT)
    heading = _HEADING.match(names.text)
    body = heading.end() if heading else 0
    for run in names.runs:
        name = run.span.cut(names.text)
        key = name_key(name)
        if (
            len(key) < 2
            or not (run.likely or _is_about(names, run, body))
            or names.is_organisation(run)
            or roster.find(key)
        ):
            continue
        terms = name_terms(name, key)
        yield Source(PERSON, terms, key, Role.UNKNOWN, Certainty.SUSPECT, evidence, frozenset({item}))


def _is_about(names: Names, run: Run, body: int) -> bool:
    """Whether the words before a name of any form say that the item deals with its bearer."""
    before = names.text[max(0, run.span.start - _BEFORE) : run.span.start]
    cue = _ABOUT.search(before) or (run.span.start < body and _IN_HEADING.search(before))
    return bool(cue) and run.person


def letters(initials: str) -> str:
    """`ar` of `A.R.`"""
    return "".join(c for c in initials.casefold() if c.isalpha())


def name_key(text: str) -> Key:
    """The words of a name in its plain form; a genitive -s at a surname's end is taken for one."""
    key = key_of(text)
    return tuple(forms(key))[-1] if len(key) > 1 else key


def name_terms(text: str, key: Key) -> tuple[str, ...]:
    """The name as it is looked for: `Given Surname`, also without the last -s, which may be a genitive's."""
    if len(key) < 2:
        return ()
    surname, comma, given = folded_text(text).partition(",")
    name = " ".join((f"{given} {surname}" if comma else surname).split()).rstrip("'’´")
    if re.search(r"[:'’]s$", name):
        return (re.sub(r"[:'’]s$", "", name),)
    return (name, name[:-1]) if name.endswith(("s", "S")) else (name,)


def number_terms(text: str) -> tuple[str, ...]:
    """Ten and twelve digits, whatever parts them."""
    digits = re.sub(r"\D", "", folded_text(text))
    if len(digits) not in (10, 12):
        return (folded_text(text),) if len(digits) >= 6 else ()
    short = digits[-10:]
    return tuple(
        form
        for century in ("", "19", "20")
        for form in (f"{century}{short}", f"{century}{short[:6]}+{short[6:]}")
    )
