"""Lines that bear a sign which a legend explains, outside the heads of items: each goes alone."""

import re
from dataclasses import replace
from typing import Final

from redactor.analyzer.conditions import Placed
from redactor.domain.document import SectionKind, Span
from redactor.recognizers.legend import RULE
from redactor.rulepack import Where

ON_LINE: Final = "sekretess.stjarna_rad"
"""The rule of a sign that stands at no item's head: its line goes."""

_HEADS: Final = (Where.HEADING, Where.CONTENTS)
_BULLETED: Final = re.compile(r"[*+](?:[ \t]+(?![ \t]*§?[ ]?[0-9]))")


def signed(placed: Placed) -> Placed | None:
    """A legend's hit as it holds: for its item, else for its line; None for a bullet in an item's text."""
    place, section = placed.place, placed.place.section
    if placed.hit.reason != RULE or any(place.is_at(head) for head in _HEADS):
        return placed
    is_row = section is not None and section.kind is SectionKind.ROW
    if is_row and place.is_at(Where.TABLE_COLUMN):
        return placed
    if section is not None and _BULLETED.match(place.span.cut(place.layer.text)):
        return None
    span = _with_set_in(place.layer.text, place.span)
    hit = replace(placed.hit, reason=ON_LINE, span=span)
    return replace(placed, hit=hit, place=replace(place, span=span))


def _with_set_in(text: str, span: Span) -> Span:
    """A line with the lines directly below that are set in further than it."""
    start = text.rfind("\n", 0, span.start) + 1
    indent = _indent(text[start : span.end])
    end = text.find("\n", span.end)
    end = reached = len(text) if end < 0 else end
    while end < len(text):
        below = text.find("\n", end + 1)
        below = len(text) if below < 0 else below
        line = text[end + 1 : below]
        if not line.strip() or _indent(line) <= indent:
            break
        end = reached = below
    return Span(span.start, max(span.end, span.start + len(text[span.start : reached].rstrip())))


def _indent(line: str) -> int:
    return len(line.expandtabs()) - len(line.expandtabs().lstrip())
