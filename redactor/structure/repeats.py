"""Lines around the body that repeat a part of it: bookmarks, running headers, structure texts, properties.

Such a line is about the part whose case number, heading or number it says.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from redactor.domain.document import Document, LayerId, LayerKind, Section, SectionKind, Span, TextLayer
from redactor.domain.folding import fold, folded_text
from redactor.structure import cases, words
from redactor.structure.numbers import Way, parse, rest_from, restored

_PARTS: Final = frozenset(
    {SectionKind.ITEM, SectionKind.ROW, SectionKind.HEADING, SectionKind.GROUP, SectionKind.ATTACHMENT}
)
_SIGNED: Final = frozenset({Way.SECTION, Way.ITEM, Way.POINT})
_REMARK: Final = re.compile(r"\s*(?:\([^()]{1,60}\)|[-,:]\s*\(?\w{1,20}\)?)[\s*.]*$")
_LINE: Final = re.compile(r"[^\n]+")
_SHORTEST: Final = 4
_STAMP: Final = re.compile(r"(?:omfattas(?:av)?)?(?:sekre|hemlig|konfident|individ|person)|inte|ej")
"""How keys of running lines begin that speak of secrecy and name nothing."""


class Tie(StrEnum):
    """What a line says of its part."""

    HEADING = "heading"
    NUMBER = "number"
    """Its number or case number, above another heading."""
    INSIDE = "inside"
    """A line of the part's text, such as a subheading."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A line around the body and the part that it is about; `heading` is what it says besides numbers."""

    layer: LayerId
    line: Span
    heading: Span | None
    part: Section
    tie: Tie


_Found = tuple[tuple[Section, ...], Tie]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a line says. `signed`: its number cannot be a page's or a year's."""

    number: str | None
    signed: bool
    case: str | None
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    heading: Span | None
    said: _Said


def repeats(document: Document, sections: Iterable[Section]) -> tuple[Repeat, ...]:
    """The lines of layers that have no parts of their own, in order; without those that repeat nothing."""
    sections = tuple(sections)
    parts = _Parts(document, [section for section in sections if section.kind in _PARTS])
    own = {section.layer for section in sections}
    layers = (layer for layer in document.layers if layer.kind is not LayerKind.BODY and layer.id not in own)
    return tuple(repeat for layer in layers for repeat in _of_layer(layer, parts))


def pages(section: Section, layer: TextLayer) -> range:
    """The pages that a section's text stands on; none where the format has no pages."""
    last = section.span.start + len(section.span.cut(layer.text).rstrip())
    if last == section.span.start:
        return range(0)
    first, end = layer.page_of(section.span), layer.page_of(Span(last - 1, last))
    return range(0) if first is None or end is None else range(first, end + 1)


def _of_layer(layer: TextLayer, parts: "_Parts") -> Iterator[Repeat]:
    is_outline = layer.kind is LayerKind.OUTLINE
    lines = [_line(layer, Span(*match.span()), is_outline) for match in _LINE.finditer(layer.text)]
    times = Counter(line.said for line in lines)
    found = {said: parts.of(said, is_outline) for said in times}
    if is_outline:
        untold = {said.keys[0]: said for said, (same, _) in found.items() if not same and said.keys}
        found |= {untold[key]: (inside, Tie.INSIDE) for key, inside in parts.around(untold).items()}
    seen: Counter[_Said] = Counter()
    for line in lines:
        same, tie = found[line.said]
        # As many bookmarks as places that read the same: both stand in the document's order.
        if len(same) == 1 or (is_outline and times[line.said] == len(same)):
            yield Repeat(layer.id, line.span, line.heading, same[seen[line.said] % len(same)], tie)
        seen[line.said] += 1


def _line(layer: TextLayer, span: Span, is_outline: bool) -> _Line:
    folded = fold(span.cut(layer.text))
    text = folded.text
    number = parse(text)
    if number is None and is_outline:
        number = next((n for n in restored(text) if n.way is Way.BARE), None)
    case = cases.find(text, number.end if number else 0)
    start, end = rest_from(text, number) if number else 0, len(text)
    if case is not None and text[start : case.start].strip():
        end = case.start
    elif case is not None:
        start = case.end
    heading = text[start:end].strip()
    start = text.find(heading, start)
    place = folded.span(Span(start, start + len(heading))) if heading else None
    said = _Said(
        number.text if number else None,
        number is not None and (is_outline or number.way in _SIGNED),
        case.text if case else None,
        _keys(heading),
    )
    return _Line(span, Span(span.start + place.start, span.start + place.end) if place else None, said)


def _keys(heading: str) -> tuple[str, ...]:
    """What a heading is known by: itself, and itself without the remark at its end."""
    bare = _REMARK.sub("", heading)
    # One word alone, such as `Information`, is too many headings' beginning.
    written = [heading, bare] if len(bare.split()) > 1 else [heading]
    keys = dict.fromkeys(map(_key, written))
    return tuple(key for key in keys if len(key) >= _SHORTEST)


def _key(text: str) -> str:
    return words.key(text).replace(" ", "")


class _Parts:
    """The body's parts by what they can be told by, each in the document's order."""

    def __init__(self, document: Document, parts: Sequence[Section]) -> None:
        layers = {layer.id: layer for layer in document.layers}
        self._headings: dict[str, list[Section]] = defaultdict(list)
        self._bare: dict[str, list[Section]] = defaultdict(list)
        self._cases: dict[str, list[Section]] = defaultdict(list)
        self._numbers: dict[str, list[Section]] = defaultdict(list)
        self._layers = layers
        self._outer: dict[LayerId, list[Section]] = defaultdict(list)
        for part in sorted(parts, key=lambda part: (part.span.start, -part.span.end)):
            outer = self._outer[part.layer]
            if part.kind is not SectionKind.GROUP and not (outer and outer[-1].span.contains(part.span)):
                outer.append(part)
            heading = part.heading.cut(layers[part.layer].text) if part.heading else ""
            for place, key in enumerate(_keys(folded_text(heading))):
                (self._bare if place else self._headings)[key].append(part)
            if part.case_number is not None:
                self._cases[part.case_number].append(part)
            if part.number is not None and part.kind in (SectionKind.ITEM, SectionKind.ROW):
                self._numbers[part.number].append(part)

    def of(self, said: _Said, is_outline: bool) -> _Found:
        """The parts that a line may be about by what it says of their heads."""
        named = is_outline or said.number is not None or said.case is not None
        keys = [key for key in said.keys if named or not _STAMP.match(key)]
        headed = next(
            (known[key] for known in (self._headings, self._bare) for key in keys if key in known), []
        )
        headed = [part for part in headed if _may_be(part, said)]
        if headed:
            sure = [part for part in headed if said.case is not None and part.case_number == said.case]
            return tuple(sure or headed), Tie.HEADING
        same_case = self._cases.get(said.case, []) if said.case else []
        if len(same_case) == 1:
            return tuple(same_case), Tie.NUMBER
        numbered = self._numbers.get(said.number, []) if said.number and said.signed else []
        numbered = [part for part in numbered if _may_be(part, said)]
        return tuple(numbered) if len(numbered) == 1 else (), Tie.NUMBER

    def around(self, keys: Collection[str]) -> Mapping[str, tuple[Section, ...]]:
        """For each key the parts in which lines of the text have it; none where one stands outside them."""
        found: dict[str, list[Section]] = defaultdict(list)
        outside: set[str] = set()
        for layer, parts in self._outer.items() if keys else ():
            starts = [part.span.start for part in parts]
            for match in _LINE.finditer(self._layers[layer].text):
                key = _key(folded_text(match.group()))
                if key not in keys:
                    continue
                i = bisect_right(starts, match.start()) - 1
                if i >= 0 and parts[i].span.contains(Span(*match.span())):
                    found[key].append(parts[i])
                else:
                    outside.add(key)
        return {key: tuple(parts) for key, parts in found.items() if key not in outside}


def _may_be(part: Section, said: _Said) -> bool:
    """Whether neither number nor case number on the line is another part's."""
    if said.case is not None and part.case_number is not None:
        return said.case == part.case_number
    return said.number is None or part.number is None or said.number == part.number
