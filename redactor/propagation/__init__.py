"""Identifying strings of private and unknown persons, found in every layer (design.md, step 4; contract.md).

Whole names, numbers, addresses, phones, mail and accounts are looked for everywhere. Given names, initials
and relatives of the same surname stay within their item; a surname alone leaves it only where no public
person of the document bears it, else a person decides. What the document makes public is never touched.
Of what the bundle's other files tell, whole strings are looked for first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from redactor.analyzer import finding_id
from redactor.analyzer.places import Places
from redactor.domain.document import Document, LayerId, Span, TextLayer
from redactor.domain.folding import folded_text
from redactor.domain.review import Action, Certainty, Finding, Role, Scope
from redactor.propagation.bundle import Carried, Sheltered, carried, merged, others, received
from redactor.propagation.misread import Misread
from redactor.propagation.parts import Parts
from redactor.propagation.search import Strings
from redactor.propagation.sources import PERSON, PUBLIC, Source, item_of, sources
from redactor.roles import People
from redactor.roles.bearers import is_itemised
from redactor.roles.reading import Reading
from redactor.roles.roster import key_of

__all__ = ["Carried", "carried", "merged", "others", "propagate"]

_WORD = re.compile(r"[^\W\d_]+")
_WHY = {
    PERSON: "Namnet finns som en enskilds namn på annan plats i dokumentet.",
    "SE_STREET_ADDRESS": "Adressen finns som en enskilds adress på annan plats i dokumentet.",
}
_WHY_OTHER = "Uppgiften finns som en enskilds uppgift på annan plats i dokumentet."
_WHY_MISREAD = "Texttolkningen kan ha läst fel: liknar en enskilds uppgift på annan plats i dokumentet."


@dataclass(frozen=True, slots=True)
class _Match:
    """A source found in a layer; `sure` is False where somebody else may be meant."""

    span: Span
    source: Source
    sure: bool = True


def propagate(
    people: People,
    findings: Sequence[Finding],
    key: bytes,
    bundle: Sequence[Carried] = (),
) -> tuple[Finding, ...]:
    """The findings, and new ones where their strings stand too, in order of layer and place.

    A finding that doubted gets sure where a sure string covers it. New findings bear the rule and the law
    of the finding they come from, and a why of their own. `bundle` is what the files beside this one tell.
    """
    document, sections, roster = people.document, people.sections, people.roster
    places = Places(document, sections)
    told = tuple(received(bundle, findings, roster))
    if told:
        findings = _received(people, findings, told, places, key)
    wanted = sources(document, sections, findings, roster)
    if not wanted:
        return tuple(findings)
    itemised = is_itemised(sections)
    parts = Parts(wanted, roster)
    strings = _Wanted(wanted)
    by_layer = _by_layer(findings)
    result: list[Finding] = []
    for layer in document.layers:
        found = list(strings.matches(layer))
        if layer.id in people.readings:
            found.extend(_parts(layer, people.readings[layer.id], parts, places, itemised))
        result.extend(_merged(document, layer, by_layer.get(layer.id, []), found, places, key))
    return tuple(result)


def _received(
    people: People, findings: Sequence[Finding], told: Sequence[Source], places: Places, key: bytes
) -> tuple[Finding, ...]:
    """The findings, and those that strings of other files make: whole strings only."""
    strings = _Wanted(told)
    by_layer = _by_layer(findings)
    result: list[Finding] = []
    for layer in people.document.layers:
        found = list(strings.matches(layer))
        if found:
            sheltered = Sheltered(layer.id, people.readings[layer.id], people.sections)
            found = [m for m in found if not sheltered.holds(m.span, m.source.entity)]
        result.extend(_merged(people.document, layer, by_layer.get(layer.id, []), found, places, key))
    return tuple(result)


def _by_layer(findings: Iterable[Finding]) -> dict[LayerId, list[Finding]]:
    by_layer: dict[LayerId, list[Finding]] = {}
    for finding in findings:
        by_layer.setdefault(finding.layer, []).append(finding)
    return by_layer


class _Wanted:
    """Sources ready to be looked for in any layer."""

    def __init__(self, wanted: Sequence[Source]) -> None:
        self._pairs = [(term, source) for source in wanted for term in source.terms]
        self._strings = Strings(
            [term for term, _ in self._pairs], [source.entity == PERSON for _, source in self._pairs]
        )
        self._misread = Misread([term for term, _ in self._pairs])

    def matches(self, layer: TextLayer) -> Iterator[_Match]:
        """Where they stand whole."""
        for index, place in self._strings.places(layer.text):
            source, span = self._pairs[index][1], _trimmed(layer.text, place)
            if source.entity != PERSON or _is_whole_name(span.cut(layer.text)):
                yield _Match(span, source)
        for index, span in self._misread.places(layer):
            source = self._pairs[index][1]
            yield _Match(span, replace(source, why=_WHY_MISREAD), sure=False)


def _trimmed(text: str, span: Span) -> Span:
    """Without the blank that a lone last character (`Provgatan 5 `) brings along."""
    cut = span.cut(text)
    return Span(span.start + len(cut) - len(cut.lstrip()), span.end - len(cut) + len(cut.rstrip()))


def _is_whole_name(text: str) -> bool:
    """Two words or more, written alike: `Berg, anna` is the end of a sentence and a mail address.

    A narrow cell may part a word, whose end then stands by itself: `Gustaf Hellm erth`.
    """
    if len(key_of(text)) < 2:
        return False
    words = _WORD.findall(folded_text(text))
    capitals = sum(word[0].isupper() for word in words)
    return text.islower() or (words[0][0].isupper() and (words[-1][0].isupper() or capitals > 1))


def _parts(
    layer: TextLayer, reading: Reading, parts: Parts, places: Places, itemised: bool
) -> Iterator[_Match]:
    names = reading.names
    for run in names.runs:
        if not parts.may_be(run, names.text):
            continue
        span = reading.source(run.span)
        item = item_of(places.of(layer, span).section, itemised)
        part = parts.of(run, names, item)
        if part is not None:
            yield _Match(span, part.source, part.sure)


def _merged(
    document: Document,
    layer: TextLayer,
    held: Sequence[Finding],
    matches: Iterable[_Match],
    places: Places,
    key: bytes,
) -> Iterator[Finding]:
    """Findings and matches by place: each match is a new finding, makes a held one sure, or adds nothing."""
    best: dict[tuple[Span, str], _Match] = {}
    for match in matches:
        at = (match.span, match.source.entity)
        if at not in best or _grade(match) > _grade(best[at]):
            best[at] = match
    cover = _Cover(held)
    surer: dict[str, _Match] = {}
    made: list[Finding] = []
    for match in best.values():
        over = cover.of(match.span, match.source.entity)
        if over is None:
            made.append(_finding(document, layer, match, places, key))
        elif _is_surer(match, over) and (over.id not in surer or _grade(match) > _grade(surer[over.id])):
            surer[over.id] = match
    kept = (_made_sure(f, surer[f.id]) if f.id in surer else f for f in held)
    yield from sorted((*kept, *_apart(made)), key=lambda f: (f.span, f.entity_type))


class _Cover:
    """Which held finding already says what a match would say."""

    def __init__(self, held: Iterable[Finding]) -> None:
        self._by_entity: dict[str, list[Finding]] = {}
        for finding in held:
            self._by_entity.setdefault(finding.entity_type, []).append(finding)
        for found in self._by_entity.values():
            found.sort(key=lambda f: f.span)
        self._longest = {entity: max(len(f.span) for f in found) for entity, found in self._by_entity.items()}

    def of(self, span: Span, entity: str) -> Finding | None:
        """A finding of that entity that contains the span, or a public one that touches it."""
        for finding in self._near(span, entity):
            if finding.span.contains(span) or (finding.role in PUBLIC and finding.span.overlaps(span)):
                return finding
        return None

    def _near(self, span: Span, entity: str) -> Iterator[Finding]:
        found = self._by_entity.get(entity, [])
        reach = span.start - self._longest.get(entity, 0)
        low = _first(found, reach)
        for finding in found[low:]:
            if finding.span.start >= span.end:
                return
            yield finding


def _first(found: Sequence[Finding], at: int) -> int:
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        if found[middle].span.start < at:
            low = middle + 1
        else:
            high = middle
    return low


def _grade(match: _Match) -> tuple[bool, bool, float]:
    source = match.source
    return match.sure, source.certainty is Certainty.CERTAIN, source.evidence.score


def _certainty(match: _Match) -> Certainty:
    return match.source.certainty if match.sure else Certainty.SUSPECT


def _is_surer(match: _Match, held: Finding) -> bool:
    source = match.source
    # Another file's label says whose a number or an address is; this document's own told already.
    if held.entity_type != PERSON and source.why is None:
        return False
    if held.role in PUBLIC:
        return False
    sure = source.role is Role.PRIVATE and _certainty(match) is Certainty.CERTAIN
    return sure and (held.role is Role.UNKNOWN or held.certainty is Certainty.SUSPECT)


def _made_sure(finding: Finding, match: _Match) -> Finding:
    evidence = replace(
        finding.evidence, action=match.source.evidence.action, why=match.source.why or _WHY[PERSON]
    )
    return replace(finding, role=Role.PRIVATE, certainty=Certainty.CERTAIN, evidence=evidence)


def _finding(document: Document, layer: TextLayer, match: _Match, places: Places, key: bytes) -> Finding:
    source = match.source
    action = source.evidence.action if match.sure else Action.REVIEW
    why = source.why or _WHY.get(source.entity, _WHY_OTHER)
    return Finding(
        id=finding_id(key, document.id, layer.id, match.span, source.entity),
        layer=layer.id,
        span=match.span,
        entity_type=source.entity,
        section=places.of(layer, match.span).section,
        certainty=_certainty(match),
        role=source.role,
        evidence=replace(source.evidence, action=action, scope=Scope.SPAN, why=why),
        text=match.span.cut(layer.text),
    )


def _apart(made: Iterable[Finding]) -> Iterator[Finding]:
    """New findings of one entity without those that lie within another."""
    reach: dict[str, int] = {}
    for finding in sorted(made, key=lambda f: (f.span.start, -f.span.end)):
        if finding.span.end > reach.get(finding.entity_type, 0):
            reach[finding.entity_type] = finding.span.end
            yield finding
