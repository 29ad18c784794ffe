"""Document -> Sections: agenda items, minutes sections (§), attendance, contents list, attachments.

What contract.md calls an item, where its heading, case number and body stand, and where it ends.
Linear in the text; reads no files, knows no rules.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from redactor.domain.document import Document, LayerKind, Section, SectionKind, TextLayer
from redactor.structure import attachments, contents
from redactor.structure.clues import Clues
from redactor.structure.lines import Line, lines
from redactor.structure.parts import sections_of
from redactor.structure.people import attendance
from redactor.structure.rows import rows
from redactor.structure.series import Walk

_KINDS: Final = frozenset({LayerKind.BODY, LayerKind.HEADER, LayerKind.FOOTER, LayerKind.TEXTBOX})


def sections(document: Document) -> tuple[Section, ...]:
    """The parts of every layer that has parts, by layer and place, the wider before the narrower.

    Items of a layer don't overlap each other. A group encloses its items; entries of attachment lists
    and rows may stand inside an item.
    """
    is_text = document.media_type.startswith("text/")
    return tuple(
        section for layer in document.layers if layer.kind in _KINDS for section in _of_layer(layer, is_text)
    )


def _of_layer(layer: TextLayer, is_text: bool) -> Sequence[Section]:
    found = lines(layer, is_text)
    if not found:
        return ()
    listed = contents.entries(found)
    apart = dict.fromkeys(attendance(found), SectionKind.ATTENDANCE)
    apart |= {i: SectionKind.CONTENTS for entry in listed for i in range(entry.first, entry.end)}
    clues = Clues(found, apart, contents.headings(listed), is_text)
    parts = Walk(found, clues).run()
    every = list(sections_of(layer, found, parts))
    every += _in_groups(rows(layer.id, layer.text, _without(found, apart)), every)
    every += (contents.section(layer.id, found, entry) for entry in listed)
    every += attachments.entries(layer.id, _without(found, apart))
    return sorted(every, key=lambda section: (section.span.start, -section.span.end))


def _without(found: Sequence[Line], apart: dict[int, SectionKind]) -> tuple[Line, ...]:
    return tuple(line for line in found if line.index not in apart)


def _in_groups(found: Iterator[Section], above: Sequence[Section]) -> Iterator[Section]:
    """Rows know the heading of the part that they stand in."""
    starts = [section.span.start for section in above]
    for row in found:
        i = bisect_right(starts, row.span.start) - 1
        part = above[i] if i >= 0 else None
        if part is not None and part.kind is SectionKind.HEADING and part.span.contains(row.span):
            yield replace(row, group=part.heading)
        else:
            yield row
