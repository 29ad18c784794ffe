"""What one file of a bundle tells of another: strings of private persons that were found certain there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from redactor.domain.document import Document, LayerId, Section, Span
from redactor.domain.folding import squash
from redactor.domain.review import Certainty, Evidence, Finding, Role, Scope
from redactor.propagation.sources import (
    NUMBERS,
    PERSON,
    PUBLIC,
    Source,
    eligible,
    name_key,
    name_terms,
    number_terms,
)
from redactor.recognizers.persons.names import Names
from redactor.roles.reading import Reading, read
from redactor.roles.roster import Roster, build

WHY = "Uppgiften finns om en enskild i en annan handling i samma mapp."
_DOUBTED = 0.5
"""The score of a name that may be a slip of the pen for a public one's."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An identifying string that was certain in a file of the bundle, with the rule and law it went by there.

    Never a part of a name: a surname or a given name alone says nothing in another file.
    """

    entity_type: str
    text: str = field(repr=False)
    evidence: Evidence

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        """Equal for the same name or number, however it was written."""
        if self.entity_type == PERSON:
            return self.entity_type, name_key(self.text)
        return self.entity_type, tuple(squash(term).text for term in self._terms)

    @property
    def _terms(self) -> tuple[str, ...]:
        if self.entity_type == PERSON:
            return name_terms(self.text, name_key(self.text))
        return number_terms(self.text) if self.entity_type in NUMBERS else (self.text,)

    def source(self) -> Source:
        """What is looked for in another file."""
        key = name_key(self.text) if self.entity_type == PERSON else ()
        evidence = replace(self.evidence, scope=Scope.SPAN)
        return Source(
            self.entity_type,
            self._terms,
            key,
            Role.PRIVATE,
            Certainty.CERTAIN,
            evidence,
            frozenset(),
            why=WHY,
        )


def carried(
    document: Document, sections: Sequence[Section], findings: Sequence[Finding]
) -> tuple[Carried, ...]:
    """What the document tells the others of its bundle, each string once and in a fixed order.

    Whole names, identity numbers, addresses, phones, mail and accounts that are certain to be a private
    person's; no dates, no terms, nothing that the document makes firmly public.
    """
    if not any(f.certainty is Certainty.CERTAIN for f in findings):
        return ()
    certain = (f for f in findings if f.certainty is Certainty.CERTAIN)
    found = eligible(certain, build(read(document), sections), itemised=False)
    return merged(
        Carried(source.entity, source.terms[0], source.evidence)
        for source in found
        if source.role is Role.PRIVATE and source.terms
    )


def merged(told: Iterable[Carried]) -> tuple[Carried, ...]:
    """Each string once, with its surest evidence, in an order that does not hang on the files' order."""
    best: dict[tuple[str, tuple[str, ...]], Carried] = {}
    for one in sorted(told, key=_order):
        best.setdefault(one.identity, one)
    return tuple(sorted(best.values(), key=_order))


def others(bundle: Iterable[Carried], own: Iterable[Carried]) -> tuple[Carried, ...]:
    """What the bundle knows beyond a document's own strings, which the document propagates itself."""
    known = {one.identity for one in own}
    return tuple(one for one in bundle if one.identity not in known)


def received(told: Iterable[Carried], findings: Sequence[Finding], roster: Roster) -> Iterator[Source]:
    """What is looked for in this document: nothing that it makes public itself, but for identity numbers.

    A name that may be a public one's, misspelt, is left to a person.
    """
    public = {
        (f.entity_type, squash(f.text).text) for f in findings if f.role in PUBLIC and f.entity_type != PERSON
    }
    for one in told:
        source = one.source()
        if source.entity != PERSON:
            if (source.entity, squash(one.text).text) not in public:
                yield source
        elif roster.find(source.key, near=False) is None:
            yield source if roster.find(source.key) is None else _doubted(source)


def _doubted(source: Source) -> Source:
    evidence = replace(source.evidence, score=_DOUBTED)
    return replace(source, role=Role.UNKNOWN, certainty=Certainty.SUSPECT, evidence=evidence)


class Sheltered:
    """Places of one layer where a string of another file means something else: a firm, a case number."""

    def __init__(self, layer: LayerId, reading: Reading, sections: Iterable[Section]) -> None:
        names: Names = reading.names
        self._firms = [reading.source(run.span) for run in names.runs if names.is_organisation(run)]
        own = (s for s in sections if s.layer == layer)
        self._cases = [s.case_span for s in own if s.case_span is not None]

    def holds(self, span: Span, entity: str) -> bool:
        """Whether the string at `span` is to be left there."""
        if entity in NUMBERS:
            return False
        return any(place.overlaps(span) for place in (self._firms if entity == PERSON else self._cases))


def _order(one: Carried) -> tuple[str, float, str, str, str]:
    return one.entity_type, -one.evidence.score, one.text, one.evidence.rule, one.evidence.law or ""
