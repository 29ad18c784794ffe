"""Texts in which `[[ENTITY|words]]` marks what is personal."""

import re
from dataclasses import dataclass, field

from redactor.domain.document import Span

_MARK = re.compile(r"\[\[([A-Z_]+)\|([^\[\]|]+)\]\]")
_TITLE = re.compile(r"^=== (.+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Datum:
    """Something personal: what kind, and where."""

    entity_type: str
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and all that is personal in it."""

    title: str
    text: str = field(repr=False)
    data: tuple[Datum, ...]


def parse(title: str, source: str) -> Marked:
    """The text without its marks. Raises ValueError on a mark that is not closed."""
    pieces: list[str] = []
    data: list[Datum] = []
    length = at = 0
    for mark in _MARK.finditer(source):
        before = source[at : mark.start()]
        start = length + len(before)
        length = start + len(mark[2])
        data.append(Datum(mark[1], Span(start, length)))
        pieces += (before, mark[2])
        at = mark.end()
    text = "".join((*pieces, source[at:]))
    if "[[" in text or "]]" in text:
        raise ValueError(f"{title}: a mark is broken")
    return Marked(title, text, tuple(data))


def parse_all(source: str) -> tuple[Marked, ...]:
    """Every text of a file, each under a line `=== title`."""
    _, *parts = _TITLE.split(source)
    return tuple(parse(title, body) for title, body in zip(parts[::2], parts[1::2], strict=True))
