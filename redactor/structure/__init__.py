"""Document -> Sections: agenda items, minutes sections (§), attendance, contents list, attachments.

What contract.md calls an item, where its heading, case number and body stand, and where it ends.
Linear in the text; reads no files, knows no rules.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from redactor.domain.document import Document, LayerKind, Section, SectionKind, Span, TextLayer
from redactor.domain.folding import folded_text
from redactor.structure import attachments, contents, mails, words
from redactor.structure.clues import Clues
from redactor.structure.lines import Line, lines
from redactor.structure.numbered import alike_headings
from redactor.structure.parts import sections_of
from redactor.structure.passages import passages
from redactor.structure.people import attendance
from redactor.structure.records import records
from redactor.structure.rows import rows
from redactor.structure.walk import Walk

_ITEMS: Final = frozenset({SectionKind.ITEM, SectionKind.ROW})


def sections(document: Document) -> tuple[Section, ...]:
    """The parts of the body by place, the wider before the narrower; of text boxes if the body has no items.

    Items of a layer don't overlap each other. A group encloses its items; entries of attachment lists
    and rows may stand inside an item. A header, or a text box beside items, only repeats their headings.
    """
    is_text = document.media_type.startswith("text/")
    body = _of_layers(document, LayerKind.BODY, is_text)
    if any(section.kind in _ITEMS for section in body):
        return body
    return body + _of_layers(document, LayerKind.TEXTBOX, is_text)


def _of_layers(document: Document, kind: LayerKind, is_text: bool) -> tuple[Section, ...]:
    layers = (layer for layer in document.layers if layer.kind is kind)
    return tuple(section for layer in layers for section in _of_layer(layer, is_text))


def _of_layer(layer: TextLayer, is_text: bool) -> Sequence[Section]:
    found = lines(layer, is_text)
    if not found:
        return ()
    listed = contents.entries(found)
    apart = dict.fromkeys(attendance(found), SectionKind.ATTENDANCE)
    apart |= {i: SectionKind.CONTENTS for entry in listed for i in range(entry.first, entry.end)}
    clues = Clues(found, apart, contents.headings(listed), is_text)
    walk = Walk(found, clues)
    every = list(sections_of(layer, found, walk.run()))
    items = tuple(_in_their_place(rows(layer.id, layer.text, _without(found, apart)), every, layer.text))
    every = [*(_group_of(part, items, layer.text) for part in every), *items]
    every += (contents.section(layer.id, found, entry) for entry in listed)
    every += sections_of(layer, found, walk.inner)
    thread = (
        () if any(section.kind in _ITEMS for section in every) else tuple(mails.messages(layer.id, found))
    )
    if thread:
        every = [*(part for part in every if part.kind is not SectionKind.HEADING), *thread]
    every += records(layer.id, _outside(found, every))
    begun = {section.span.start for section in every if section.kind is SectionKind.ATTACHMENT}
    entries = attachments.entries(layer.id, _without(found, apart))
    every += (entry for entry in entries if entry.span.start not in begun)
    every += passages(layer, found, every)
    return sorted(every, key=lambda section: (section.span.start, -section.span.end))


def _without(found: Sequence[Line], apart: dict[int, SectionKind]) -> tuple[Line, ...]:
    return tuple(line for line in found if line.index not in apart)


def _outside(found: Sequence[Line], parts: Sequence[Section]) -> tuple[Line, ...]:
    """The lines that are of no part but one under a heading without a number."""
    taken = sorted(part.span for part in parts if part.kind not in (SectionKind.HEADING, SectionKind.GROUP))
    starts = [span.start for span in taken]
    reach = [0, *accumulate((span.end for span in taken), max)]
    return tuple(line for line in found if reach[bisect_right(starts, line.outer.start)] <= line.outer.start)


def _in_their_place(found: Iterator[Section], parts: Sequence[Section], text: str) -> Iterator[Section]:
    """Rows know the heading of the part that they stand in; those that items repeat are a contents list."""
    items = {section.number: section for section in parts if section.kind is SectionKind.ITEM}
    starts = [section.span.start for section in parts]
    for row in found:
        same = items.get(row.number)
        if same is not None and same.span.start > row.span.start and _alike(same.heading, row.heading, text):
            yield replace(row, kind=SectionKind.CONTENTS, heading=_entry_heading(row, text), emptied=())
            continue
        i = bisect_right(starts, row.span.start) - 1
        part = parts[i] if i >= 0 else None
        if part is not None and part.kind is SectionKind.HEADING and part.span.contains(row.span):
            row = replace(row, group=part.heading)  # noqa: PLW2901 - the row with its group
        yield row


def _entry_heading(row: Section, text: str) -> Span | None:
    """A contents list's heading with what follows in other columns; page number and leader are not of it."""
    if row.heading is None:
        return None
    later = row.case_span is not None and row.case_span.start >= row.heading.end
    end = row.case_span.start if later and row.case_span is not None else row.span.end
    letters = [i for i in range(row.heading.start, end) if text[i].isalpha() or text[i] in ")]"]
    return Span(row.heading.start, letters[-1] + 1) if letters else row.heading


def _group_of(part: Section, items: Sequence[Section], text: str) -> Section:
    """A heading with rows below it is a group; its body ends before the first."""
    first = next((row for row in items if row.group is not None and row.group == part.heading), None)
    if first is None or part.kind is not SectionKind.HEADING or _is_marked(part, text):
        return part
    body = part.body
    if body is not None:
        end = body.start + len(text[body.start : first.span.start].rstrip())
        body = Span(body.start, end) if end > body.start else None
    return replace(part, kind=SectionKind.GROUP, body=body)


def _is_marked(part: Section, text: str) -> bool:
    """Whether the marker in its title is about all of the part, not about the rows in it alone."""
    return part.heading is not None and words.marked_title(folded_text(part.heading.cut(text)))


def _alike(one: Span | None, other: Span | None, text: str) -> bool:
    if one is None or other is None:
        return False
    return alike_headings(words.key(one.cut(text)), words.key(other.cut(text)))
