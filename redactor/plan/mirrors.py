"""Where a secret item's heading stands again: contents list, headers, bookmarks, attachment lists.

A heading follows where number, case number or place ties it to the item, or where the whole line equals
it (contract.md); the heading of a public item that reads the same stays.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from redactor.decide import Item, tied
from redactor.domain.document import Block, Document, LayerKind, Section, SectionKind, Span, TextLayer
from redactor.domain.folding import Folded, squash
from redactor.domain.review import FindingId
from redactor.plan.cut import Cut, Instead
from redactor.structure.repeats import Repeat, Tie, repeats

_LISTS = frozenset({SectionKind.CONTENTS, SectionKind.ATTACHMENT})
_LONG_HEADING = 5
"""Words; a heading this long is told by itself, wherever it stands in a line."""
_REMARK = re.compile(r"\s*(?:\([^()]*\)|[-–—]\s*sekretess\w*)[\s*.]*$", re.IGNORECASE)
"""What says at a heading's end that it is secret: elsewhere the heading may stand without it."""
_LEAD = re.compile(r"[\s\-–•*§#]*(?:[0-9]+[.)]?)?[\s\-–*]*")


@dataclass(frozen=True, slots=True)
class _Heading:
    item: Item
    finding: FindingId
    squashed: str
    words: int


def mirror_cuts(
    document: Document,
    sections: Sequence[Section],
    secret: Sequence[tuple[Item, FindingId]],
) -> Iterator[Cut]:
    """Cuts outside the items themselves; those inside a secret item are the caller's to drop."""
    for section in sections:
        if section.kind in _LISTS and section.heading is not None:
            for item, finding in secret:
                if item.section != section and tied(section, item.section):
                    yield Cut(section.layer, section.heading, finding, Instead.WHOLE)
    around = repeats(document, sections)
    yield from _repeating(document, around, secret)
    headings = tuple(_headings(document, secret))
    if not headings:
        return
    public = _public_headings(sections, secret) | _public_repeats(around, secret)
    entries = frozenset((s.layer, s.heading) for s in sections if s.kind in _LISTS and s.heading is not None)
    for layer in document.layers:
        folded = squash(layer.text)
        kept = tuple(span for name, span in public if name == layer.id)
        for heading in headings:
            for span in _occurrences(layer, folded, heading.squashed):
                if any(other.overlaps(span) for other in kept):
                    continue
                whole = (layer.id, span) in entries or _fills_line(layer, span)
                if whole or heading.words >= _LONG_HEADING or _names_item(layer, span, heading.item.section):
                    instead = Instead.WHOLE if whole else Instead.INLINE
                    yield Cut(layer.id, span, heading.finding, instead)


def _repeating(
    document: Document, around: Iterable[Repeat], secret: Sequence[tuple[Item, FindingId]]
) -> Iterator[Cut]:
    """Bookmarks of secret items, in whatever words; those of lines inside an item go without a trace."""
    finding_of = {item.section: finding for item, finding in secret}
    outlines = {layer.id for layer in document.layers if layer.kind is LayerKind.OUTLINE}
    for repeat in around:
        finding = finding_of.get(repeat.part) if repeat.layer in outlines else None
        if finding is None:
            continue
        if repeat.tie is Tie.INSIDE:
            yield Cut(repeat.layer, repeat.line, finding, Instead.NOTHING)
        elif repeat.heading is not None:
            yield Cut(repeat.layer, repeat.heading, finding, Instead.WHOLE)


def _public_repeats(
    around: Iterable[Repeat], secret: Sequence[tuple[Item, FindingId]]
) -> frozenset[tuple[str, Span]]:
    """Where headings of public items stand again that may read as a secret one's."""
    gone = {item.section for item, _ in secret}
    return frozenset(
        (repeat.layer, repeat.line)
        for repeat in around
        if repeat.tie is Tie.HEADING and repeat.part not in gone
    )


def _headings(document: Document, secret: Sequence[tuple[Item, FindingId]]) -> Iterator[_Heading]:
    for item, finding in secret:
        section = item.section
        if section.heading is None:
            continue
        text = section.heading.cut(document.layer(section.layer).text)
        texts = [text]
        bare = _REMARK.sub("", text)
        # One word alone, such as `Information`, stands for too much.
        if bare != text and len(bare.split()) > 1:
            texts.append(bare)
        for written in texts:
            squashed = squash(written).text.strip("*.:;,()")
            if len(squashed) >= 4:
                yield _Heading(item, finding, squashed, len(written.split()))


def _public_headings(
    sections: Sequence[Section], secret: Sequence[tuple[Item, FindingId]]
) -> frozenset[tuple[str, Span]]:
    """Headings of public parts; an entry of a list counts only where its number ties it to one."""
    gone = {item.section for item, _ in secret}
    public = [s for s in sections if s.heading is not None and s not in gone]
    items = [s for s in public if s.kind not in _LISTS]
    known = {s.number for s in items} | {s.case_number for s in items}
    entries = [
        s
        for s in public
        if s.kind in _LISTS
        and (s.number in known or s.case_number in known)
        and any(tied(s, item) for item in items)
    ]
    return frozenset((s.layer, s.heading) for s in (*items, *entries) if s.heading is not None)


def _occurrences(layer: TextLayer, folded: Folded, squashed: str) -> Iterator[Span]:
    at = folded.text.find(squashed)
    while at >= 0:
        end = at + len(squashed)
        span = folded.span(Span(at, end))
        if _bounded(layer.text, span):
            yield span
        at = folded.text.find(squashed, end)


def _bounded(text: str, span: Span) -> bool:
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    return not before.isalnum() and not after.isalnum()


def _line(layer: TextLayer, span: Span) -> Span:
    start = layer.text.rfind("\n", 0, span.start) + 1
    end = layer.text.find("\n", span.end)
    return Span(start, end if end >= 0 else len(layer.text))


def _fills_line(layer: TextLayer, span: Span) -> bool:
    """Whether nothing but a number and punctuation shares the line (or the cell) with it."""
    block = _block(layer, span)
    line = block.span if block is not None and block.span.contains(span) else _line(layer, span)
    before = layer.text[line.start : span.start]
    after = layer.text[span.end : line.end]
    return _LEAD.fullmatch(before) is not None and not any(c.isalnum() for c in after)


def _block(layer: TextLayer, span: Span) -> Block | None:
    i = bisect_right(layer.blocks, span.start, key=lambda b: b.span.start) - 1
    return layer.blocks[i] if i >= 0 and layer.blocks[i].span.overlaps(span) else None


def _names_item(layer: TextLayer, span: Span, section: Section) -> bool:
    line = _line(layer, span).cut(layer.text)
    if section.case_number and section.case_number in line:
        return True
    if not section.number:
        return False
    return re.search(rf"(?:§\s*|\bärende\s+|\bpunkt\s+){re.escape(section.number)}\b", line, re.I) is not None
