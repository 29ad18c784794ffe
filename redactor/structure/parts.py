"""Parts of the walk become Sections: lines become spans."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from redactor.domain.document import Section, SectionKind, Span, TextLayer
from redactor.structure.lines import Line, balanced
from redactor.structure.outline import Part, groups


def sections_of(layer: TextLayer, lines: Sequence[Line], parts: Sequence[Part]) -> Iterator[Section]:
    """In the parts' order; entries of contents lists are not among them."""
    last_item = groups(parts)
    for index, part in enumerate(parts):
        if part.kind is SectionKind.CONTENTS:
            continue
        section = _section(layer, lines, part)
        if part in last_item:
            end = lines[parts[last_item[part] - 1].end - 1].outer.end
            section = replace(section, kind=SectionKind.GROUP, span=Span(section.span.start, end))
        elif part.kind is SectionKind.HEADING:
            section = _widened(section, lines, parts, index, last_item)
        above = part.group.head if part.group is not None else None
        if above is not None:
            section = replace(section, group=_joined(layer, above.heading))
        yield section


def _widened(
    section: Section, lines: Sequence[Line], parts: Sequence[Part], index: int, groups_at: Mapping[Part, int]
) -> Section:
    """A heading's part reaches over the lower headings that follow it."""
    own = parts[index]
    end = own.end
    if own.level is None:
        return section
    for part in parts[index + 1 :]:
        lower = part.level is None or part.level > own.level
        if part.kind is not SectionKind.HEADING or not lower or part in groups_at:
            break
        end = part.end
    if end == own.end:
        return section
    reach = lines[end - 1].outer.end
    body = section.body.start if section.body else lines[own.end].outer.start
    return replace(section, span=Span(section.span.start, reach), body=Span(body, reach))


def _section(layer: TextLayer, lines: Sequence[Line], part: Part) -> Section:
    span = Span(lines[part.first].outer.start, lines[part.end - 1].outer.end)
    head = part.head
    if head is None:
        return Section(layer.id, span, part.kind, body=span)
    body_at = head.body_at
    emptied = list(head.emptied)
    # What follows on the line of the case number goes without a placeholder, if more body comes below.
    while body_at < part.end and lines[body_at].piece and _line_end(lines, body_at) < part.end:
        emptied.append(lines[body_at].outer)
        body_at += 1
    body = Span(lines[body_at].outer.start, span.end) if body_at < part.end else None
    return Section(
        layer.id,
        span,
        part.kind,
        number=head.number.text if head.number else None,
        number_span=head.number_span,
        heading=_joined(layer, head.heading),
        case_number=head.case_number,
        case_span=head.case_span,
        body=body,
        emptied=tuple(sorted(emptied)),
        ambiguous_end=part.ambiguous,
    )


def _line_end(lines: Sequence[Line], at: int) -> int:
    """The index of the first line after `at` that begins a line of the text."""
    at += 1
    while at < len(lines) and lines[at].piece:
        at += 1
    return at


def _joined(layer: TextLayer, spans: Sequence[Span]) -> Span | None:
    if not spans:
        return None
    return balanced(layer.text, Span(spans[0].start, spans[-1].end))
