"""Stamps typed above a heading: one line or a box of lines, with nothing in them but the marker."""

from collections.abc import Iterator
from typing import Final

from redactor.analyzer.places import lines_of
from redactor.domain.document import Span, TextLayer
from redactor.domain.folding import folded_text
from redactor.structure import signals

_LINES: Final = 8
"""No stamp is higher."""


def head_below(layer: TextLayer, span: Span) -> int | None:
    """Where the line right under a stamp begins; None for other markers.

    A stamp of what is below it is parted by a blank line from what is above it.
    """
    lines = lines_of(layer, span)
    above = list(_above(layer.text, lines.start))
    if not above or above[-1].strip() or not all(_is_stamp(line) for line in above[:-1]):
        return None
    at = layer.text.find("\n", lines.end)
    for _ in range(_LINES):
        if at < 0:
            return None
        end = layer.text.find("\n", at + 1)
        line = layer.text[at + 1 : end if end >= 0 else len(layer.text)]
        if not line.strip():
            return None
        if not _is_stamp(line):
            return at + 1 + len(line) - len(line.lstrip())
        at = end
    return None


def _above(text: str, start: int) -> Iterator[str]:
    """The lines above a place, upwards to the first blank one."""
    end = text.rfind("\n", 0, start)
    for _ in range(_LINES):
        if end < 0:
            return
        begin = text.rfind("\n", 0, end) + 1
        yield text[begin:end]
        if not text[begin:end].strip():
            return
        end = begin - 1


def _is_stamp(line: str) -> bool:
    """Whether a line is of a box around a marker, or says nothing but it."""
    return not any(map(str.isalnum, line)) or signals.alone(folded_text(line))
