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
from redactor.domain.folding import fold
from redactor.structure import cases, words
from redactor.structure.numbers import Number, Way, parse, rest_from, restored

_PARTS: Final = frozenset(
    {SectionKind.ITEM, SectionKind.ROW, SectionKind.HEADING, SectionKind.GROUP, SectionKind.ATTACHMENT}
)
_SIGNED: Final = frozenset({Way.SECTION, Way.ITEM, Way.POINT})
"""Numbers that cannot be a page's or a year's."""
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
    """A line outside the body and the part that it is about, or several of which it says the same.

    `heading` is what the line says besides number and case number.
    """

    layer: LayerId
    line: Span
    heading: Span | None
    parts: tuple[Section, ...]
    tie: Tie


_Found = tuple[tuple[Section, ...], Tie]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is looked up; the place of `heading` is the layer's."""

    span: Span
    number: Number | None
    case: str | None
    heading: Span | None
    keys: tuple[str, ...]


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
    found = [parts.of(line, is_outline) for line in lines]
    if is_outline:
        untold = [line for line, (same, _) in zip(lines, found, strict=True) if not same]
        inside = parts.around({line.keys[0] for line in untold if line.keys})
        found = [
            (same, tie) if same or not line.keys else (inside.get(line.keys[0], ()), Tie.INSIDE)
            for line, (same, tie) in zip(lines, found, strict=True)
        ]
    times = Counter(found)
    seen: Counter[_Found] = Counter()
    for line, (same, tie) in zip(lines, found, strict=True):
        # As many bookmarks as places that read the same: both stand in the document's order.
        ordered = is_outline and times[same, tie] == len(same)
        meant = same[seen[same, tie] :][:1] if ordered else tuple(dict.fromkeys(same))
        seen[same, tie] += 1
        if meant:
            yield Repeat(layer.id, line.span, line.heading, meant, tie)


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
    return _Line(
        span,
        number,
        case.text if case else None,
        Span(span.start + place.start, span.start + place.end) if place else None,
        _keys(heading),
    )


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
        self._cases: dict[str, list[Section]] = defaultdict(list)
        self._numbers: dict[str, list[Section]] = defaultdict(list)
        self._layers = layers
        self._outer: dict[LayerId, list[Section]] = defaultdict(list)
        for part in sorted(parts, key=lambda part: (part.span.start, -part.span.end)):
            outer = self._outer[part.layer]
            if part.kind is not SectionKind.GROUP and not (outer and outer[-1].span.contains(part.span)):
                outer.append(part)
            heading = part.heading.cut(layers[part.layer].text) if part.heading else ""
            for key in _keys(fold(heading).text):
                self._headings[key].append(part)
            if part.case_number is not None:
                self._cases[part.case_number].append(part)
            if part.number is not None and part.kind in (SectionKind.ITEM, SectionKind.ROW):
                self._numbers[part.number].append(part)

    def of(self, line: _Line, is_outline: bool) -> _Found:
        """The parts that a line is about by what it says of their heads."""
        number = line.number.text if line.number else None
        named = is_outline or number is not None or line.case is not None
        keys = [key for key in line.keys if named or not _STAMP.match(key)]
        headed = next((self._headings[key] for key in keys if key in self._headings), [])
        headed = [part for part in headed if _may_be(part, number, line.case)]
        if headed:
            sure = [part for part in headed if line.case is not None and part.case_number == line.case]
            return tuple(sure or headed), Tie.HEADING
        same_case = self._cases.get(line.case, []) if line.case else []
        if len(same_case) == 1:
            return tuple(same_case), Tie.NUMBER
        told = line.number is not None and (is_outline or line.number.way in _SIGNED)
        numbered = self._numbers.get(number, []) if told and number else []
        numbered = [part for part in numbered if _may_be(part, number, line.case)]
        return tuple(numbered) if len(numbered) == 1 else (), Tie.NUMBER

    def around(self, keys: Collection[str]) -> Mapping[str, tuple[Section, ...]]:
        """For each key the parts in which lines of the text have it; none where one stands outside them."""
        found: dict[str, list[Section]] = defaultdict(list)
        outside: set[str] = set()
        for layer, parts in self._outer.items() if keys else ():
            starts = [part.span.start for part in parts]
            for match in _LINE.finditer(self._layers[layer].text):
                key = _key(fold(match.group()).text)
                if key not in keys:
                    continue
                i = bisect_right(starts, match.start()) - 1
                if i >= 0 and parts[i].span.contains(Span(*match.span())):
                    found[key].append(parts[i])
                else:
                    outside.add(key)
        return {key: tuple(parts) for key, parts in found.items() if key not in outside}


def _may_be(part: Section, number: str | None, case: str | None) -> bool:
    """Whether neither number nor case number on the line is another part's."""
    if case is not None and part.case_number is not None:
        return case == part.case_number
    return number is None or part.number is None or number == part.number
