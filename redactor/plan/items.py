"""The cuts that take a secret item in every layout of contract.md, and what hangs on it."""

from collections.abc import Iterator

from redactor.decide import Item, Places, SecretItems
from redactor.domain.document import Document, Section, SectionKind, Span, TextLayer
from redactor.domain.records import Mode
from redactor.domain.review import FindingId
from redactor.plan.cut import Cut, Instead

_BREAKS = "\r\n"
_BLANKS = " \t"


def item_cuts(item: Item, finding: FindingId, layer: TextLayer) -> Iterator[Cut]:
    """Heading and body become the placeholder; number and case number stay; all else of the item goes."""
    section = item.section
    if section.heading is not None:
        yield _whole(section, section.heading, finding, layer)
    if section.body is not None:
        mode = Mode.INLINE if section.kind is SectionKind.ROW else Mode.BLOCK
        yield Cut(section.layer, section.body, finding, Instead.WHOLE, mode)
    for span in (*section.emptied, *_leftovers(section, layer.text)):
        yield _emptied(section, span, finding, layer.text)


def hosted_cuts(
    document: Document, secret: SecretItems, finding_of: dict[Section, FindingId]
) -> Iterator[Cut]:
    """Notes, comments, pictures and names that hang on a secret item go whole; with a document, all."""
    places = Places(document)
    for layer in document.layers:
        if not layer.text:
            continue
        span = Span(0, len(layer.text))
        at = places.of(layer.id, span)
        item = secret.of_document() or (secret.at(*at) if layer.host is not None else None)
        if item is not None and layer.id != item.section.layer:
            yield Cut(layer.id, span, finding_of[item.section], Instead.NOTHING, Mode.BLOCK)


def _whole(section: Section, span: Span, finding: FindingId, layer: TextLayer) -> Cut:
    several_lines = any(b in span.cut(layer.text) for b in _BREAKS)
    return Cut(section.layer, span, finding, Instead.WHOLE, Mode.BLOCK if several_lines else Mode.INLINE)


def _leftovers(section: Section, text: str) -> Iterator[Span]:
    """Letters and digits of the item that no part of it claims: nothing of it is left behind."""
    if section.kind not in (SectionKind.ITEM, SectionKind.ROW, SectionKind.DOCUMENT):
        return
    parts = (section.number_span, section.heading, section.case_span, section.body, *section.emptied)
    at = section.span.start
    for part in sorted(p for p in parts if p is not None):
        yield from _worded(at, part.start, text)
        at = max(at, part.end)
    yield from _worded(at, section.span.end, text)


def _worded(start: int, end: int, text: str) -> Iterator[Span]:
    offsets = [i for i in range(start, end) if text[i].isalnum()]
    if offsets:
        yield Span(offsets[0], offsets[-1] + 1)


def _emptied(section: Section, span: Span, finding: FindingId, text: str) -> Cut:
    """A line that goes takes its break and the blank lines below it along; a part of a line, its blanks."""
    if section.kind is SectionKind.ROW:
        return Cut(section.layer, span, finding, Instead.NOTHING)
    start, end = span.start, span.end
    while start > 0 and text[start - 1] in _BLANKS:
        start -= 1
    while end < len(text) and text[end] in _BLANKS:
        end += 1
    begins_line = start == 0 or text[start - 1] in _BREAKS
    ends_line = end == len(text) or text[end] in _BREAKS
    if begins_line and ends_line:
        while end < section.span.end and text[end] in _BREAKS + _BLANKS:
            end += 1
        return Cut(section.layer, Span(start, end), finding, Instead.NOTHING, Mode.BLOCK)
    return Cut(section.layer, Span(start, end if ends_line else span.end), finding, Instead.NOTHING)
