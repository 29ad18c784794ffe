"""A rule's conditions over the places its hits stand in: where, unless, requires."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

import regex

from redactor.analyzer.engine import any_of
from redactor.analyzer.places import Place, lines_of
from redactor.domain.document import LayerId, Section, Span
from redactor.domain.folding import folded_text
from redactor.domain.review import Hit
from redactor.rulepack import Rule, Within
from redactor.rulepack.folds import ANY_CASE


@dataclass(frozen=True, slots=True)
class Placed:
    """A hit, in its layer's own offsets, where it stands."""

    hit: Hit
    recognizer: str
    place: Place = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Absent:
    pattern: regex.Pattern[str] = field(repr=False)
    within: Within


@dataclass(frozen=True, slots=True)
class _Present:
    entities: frozenset[str]
    pattern: regex.Pattern[str] | None = field(repr=False)
    within: Within


_TIMEOUT = 2.0
_OVERLAPPING = 8


class Conditions:
    """The conditions of all rules, compiled once."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._unless: dict[str, tuple[_Absent, ...]] = {}
        self._requires: dict[str, tuple[_Present, ...]] = {}
        for rule in self._rules.values():
            self._unless[rule.id] = tuple(
                _Absent(_pattern(u.terms, u.pattern), u.within) for u in rule.unless
            )
            self._requires[rule.id] = tuple(
                _Present(frozenset(r.entities), any_of(r.terms) if r.terms else None, r.within)
                for r in rule.requires
            )

    def is_bound(self, rule: str) -> bool:
        """Whether the rule can be judged only with the document's sections."""
        found = self._rules.get(rule)
        return found is not None and bool(found.where or found.requires)

    def met(self, placed: Sequence[Placed]) -> tuple[Placed, ...]:
        """The hits whose rules hold where they stand."""
        seen: _Seen = {}
        standing = [p for p in placed if self._is_at_home(p) and not self._is_excepted(p, seen)]
        free = [p for p in standing if not self._requires.get(p.hit.reason)]
        near = _Near(free)
        return tuple(p for p in standing if self._has_required(p, near))

    def excepted(self, placed: Sequence[Placed]) -> tuple[Placed, ...]:
        """The hits that only their heading or item excepts: on their own line they would hold."""
        seen: _Seen = {}
        return tuple(
            p
            for p in placed
            if not self.is_bound(p.hit.reason)
            and self._is_excepted(p, seen)
            and not self.excepted_on_line(p.hit, _text(p.place, Within.LINE))
        )

    def excepted_on_line(self, hit: Hit, line: str) -> bool:
        """As `unless` says, of a line alone: for text without sections."""
        for absent in self._unless.get(hit.reason, ()):
            if absent.within is not Within.ITEM and _found(absent.pattern, line):
                return True
        return False

    def _is_at_home(self, placed: Placed) -> bool:
        rule = self._rules.get(placed.hit.reason)
        return rule is None or not rule.where or any(placed.place.is_at(w) for w in rule.where)

    def _is_excepted(self, placed: Placed, seen: "_Seen") -> bool:
        return any(_stands(absent, placed.place, seen) for absent in self._unless.get(placed.hit.reason, ()))

    def _has_required(self, placed: Placed, near: "_Near") -> bool:
        return all(_is_present(r, placed, near) for r in self._requires.get(placed.hit.reason, ()))


def _pattern(terms: Sequence[str], pattern: str | None) -> regex.Pattern[str]:
    if pattern is None:
        return any_of(terms)
    return regex.compile(pattern, ANY_CASE)


def _found(pattern: regex.Pattern[str], text: str) -> bool:
    try:
        return pattern.search(text, timeout=_TIMEOUT) is not None
    except TimeoutError:
        # An exception that could not be judged excepts nothing.
        return False


_Seen = dict[tuple[str, LayerId, Span], bool]
"""Which exception stands in which stretch of which layer: looked for once, however many hits ask."""


def _stands(absent: _Absent, place: Place, seen: _Seen) -> bool:
    reach = _reach(place, absent.within)
    if reach is None:
        return False
    key = (absent.pattern.pattern, place.layer.id, reach)
    if key not in seen:
        seen[key] = _found(absent.pattern, folded_text(reach.cut(place.layer.text)))
    return seen[key]


def _is_present(present: _Present, placed: Placed, near: "_Near") -> bool:
    if present.pattern is not None and _found(present.pattern, _text(placed.place, present.within)):
        return True
    return any(near.has(entity, placed.place, present.within) for entity in present.entities)


def _text(place: Place, within: Within) -> str:
    """Folded text of the span, its lines, its section's heading or its section."""
    reach = _reach(place, within)
    return "" if reach is None else folded_text(reach.cut(place.layer.text))


def _reach(place: Place, within: Within) -> Span | None:
    section = place.section
    if within is Within.SPAN:
        return place.span
    if within is Within.LINE or section is None or section.layer != place.layer.id:
        return place.line()
    if within is Within.HEADING:
        return section.heading if section.heading is None else lines_of(place.layer, section.heading)
    return section.span


class _Near:
    """Which entities were found in which lines and sections."""

    def __init__(self, placed: Iterable[Placed]) -> None:
        self._by_section: dict[tuple[str, LayerId, Span], list[Span]] = {}
        self._by_layer: dict[tuple[str, LayerId], list[Span]] = {}
        for p in sorted(placed, key=lambda p: p.hit.span):
            entity = p.hit.entity_type
            self._by_layer.setdefault((entity, p.place.layer.id), []).append(p.hit.span)
            section = p.place.section
            if section is not None:
                self._by_section.setdefault((entity, *_key(section)), []).append(p.hit.span)

    def has(self, entity: str, place: Place, within: Within) -> bool:
        section = place.section
        if within is Within.ITEM and section is not None:
            return (entity, *_key(section)) in self._by_section
        reach = _reach(place, within)
        spans: Sequence[Span] = self._by_layer.get((entity, place.layer.id), ())
        if section is not None and section.layer == place.layer.id:
            spans = self._by_section.get((entity, *_key(section)), ())
        if reach is None:
            return False
        # Spans are sorted and hardly overlap, so only a few before the reach can touch it.
        first = max(0, bisect_left(spans, reach.start, key=lambda span: span.start) - _OVERLAPPING)
        near = takewhile(lambda span: span.start < reach.end, (spans[i] for i in range(first, len(spans))))
        return any(reach.overlaps(span) for span in near)


def _key(section: Section) -> tuple[LayerId, Span]:
    return section.layer, section.span
