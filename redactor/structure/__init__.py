"""Document -> Sections: agenda items, minutes sections (§), attendance, contents list, attachments.

What contract.md calls an item, where its heading, case number and body stand, and where it ends.
Linear in the text; reads no files, knows no rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from redactor.domain.document import Document, LayerKind, Section, SectionKind, Span, TextLayer
from redactor.structure.clues import Clues
from redactor.structure.lines import Line, balanced, lines
from redactor.structure.series import Part, Walk, groups

_KINDS: Final = frozenset({LayerKind.BODY, LayerKind.HEADER, LayerKind.FOOTER, LayerKind.TEXTBOX})


def sections(document: Document) -> tuple[Section, ...]:
    """The parts of every layer that has parts, by layer and place.

    Items of a layer don't overlap each other; groups and lists may enclose or touch them.
    """
    is_text = document.media_type.startswith("text/")
    return tuple(
        section for layer in document.layers if layer.kind in _KINDS for section in _of_layer(layer, is_text)
    )


def _of_layer(layer: TextLayer, is_text: bool) -> Iterator[Section]:
    found = lines(layer)
    if not found:
        return
    clues = Clues(found, {}, {}, is_text)
    parts = Walk(found, clues).run()
    yield from sorted(_sections(layer, found, parts), key=lambda s: (s.span.start, -s.span.end))


def _sections(layer: TextLayer, found: Sequence[Line], parts: Sequence[Part]) -> Iterator[Section]:
    ends = groups(parts)
    for index, part in enumerate(parts):
        section = _section(layer, found, part)
        if index in ends:
            last = parts[ends[index] - 1].end
            whole = Span(section.span.start, max(section.span.end, found[last - 1].outer.end))
            section = replace(section, kind=SectionKind.GROUP, span=whole)
        if part.group is not None:
            above = parts[part.group].head
            section = replace(section, group=_joined(layer, above.heading) if above else None)
        yield section


def _section(layer: TextLayer, found: Sequence[Line], part: Part) -> Section:
    span = Span(found[part.first].outer.start, found[part.end - 1].outer.end)
    head = part.head
    if head is None:
        return Section(layer.id, span, part.kind, body=span)
    body = None
    if head.body_at < part.end:
        body = Span(found[head.body_at].outer.start, found[part.end - 1].outer.end)
    return Section(
        layer.id,
        Span(min(span.start, found[part.first].span.start), span.end),
        part.kind,
        number=head.number.text if head.number else None,
        number_span=head.number_span,
        heading=_joined(layer, head.heading),
        case_number=head.case_number,
        case_span=head.case_span,
        body=body,
        emptied=tuple(sorted(head.emptied)),
        ambiguous_end=part.ambiguous,
    )


def _joined(layer: TextLayer, spans: Sequence[Span]) -> Span | None:
    if not spans:
        return None
    return balanced(layer.text, Span(spans[0].start, spans[-1].end))
