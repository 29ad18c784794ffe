"""Threads of mail: each message is an item, its subject the heading."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from redactor.domain.document import LayerId, Section, SectionKind, Span
from redactor.structure.lines import Line

_FIELD: Final = re.compile(
    r"[>* \t]{0,6}(?P<label>från|from|till|to|datum|skickat|sent|date|ämne|subject|angående|kopia|cc|bilagor?"
    r"|känslighet|prioritet|vikt)[ \t]{0,3}:\**[ \t]*",
    re.IGNORECASE,
)
_SUBJECT: Final = frozenset({"ämne", "subject", "angående"})
_SENDER: Final = frozenset({"från", "from"})
_LEAST: Final = 3
"""Fields in a message's head."""
_THREAD: Final = 2
"""Messages."""
_NUMBERED: Final = re.compile(
    r"\W{0,6}(?:meddelande|mejl|mail|e-post|brev)(?: nr\.?)? (?P<number>[0-9]{1,3})\b.{0,20}$", re.IGNORECASE
)
_RULE: Final = re.compile(r"[-_=*]{3,}.{0,40}$")


def messages(layer: LayerId, lines: Sequence[Line]) -> Iterator[Section]:
    """A section for each message of a thread, in order; none for a mail alone or a letter's head."""
    heads = list(_heads(lines))
    if len(heads) < _THREAD:
        return
    for (first, head), (following, _) in zip(heads, [*heads[1:], (len(lines), ())], strict=True):
        yield _section(layer, lines[first:following], head)


def _heads(lines: Sequence[Line]) -> Iterator[tuple[int, Sequence[Line]]]:
    """Where each message begins, and the lines of its head."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _FIELD.match(lines[end].text) and (end == at or not lines[end].gap):
            end += 1
        if end - at >= _LEAST and _SENDER & _labels(lines[at:end]) and _SUBJECT & _labels(lines[at:end]):
            yield at - _announced(lines, at), lines[at:end]
        at = max(end, at + 1)


def _labels(head: Sequence[Line]) -> frozenset[str]:
    return frozenset(match["label"].casefold() for line in head if (match := _FIELD.match(line.text)))


def _announced(lines: Sequence[Line], at: int) -> int:
    """1 where the line right above a head is of the message too: `Meddelande 2 av 5`, a rule."""
    if at == 0 or lines[at].gap:
        return 0
    above = lines[at - 1].text
    return int(_NUMBERED.match(above) is not None or _RULE.match(above) is not None)


def _section(layer: LayerId, lines: Sequence[Line], head: Sequence[Line]) -> Section:
    numbered = _NUMBERED.match(lines[0].text)
    number_span = lines[0].part(numbered.start("number"), numbered.end("number")) if numbered else None
    subject = next(line for line in head if _labels([line]) & _SUBJECT)
    after = lines[[line.index for line in lines].index(head[-1].index) + 1 :]
    emptied = [
        line.span for line in (*_before(lines, head), *head) if line is not subject and line is not lines[0]
    ]
    if lines[0] is not subject:
        emptied += _around(lines[0], number_span)
    return Section(
        layer,
        Span(lines[0].outer.start, lines[-1].outer.end),
        SectionKind.ITEM,
        number=numbered["number"] if numbered else None,
        number_span=number_span,
        heading=subject.span,
        body=Span(after[0].outer.start, after[-1].outer.end) if after else None,
        emptied=tuple(sorted(emptied)),
    )


def _before(lines: Sequence[Line], head: Sequence[Line]) -> Iterator[Line]:
    return (line for line in lines if line.index < head[0].index)


def _around(line: Line, kept: Span | None) -> Iterator[Span]:
    """The words of a line before and behind what is kept of it."""
    if kept is None:
        yield line.span
        return
    for start, end in ((line.span.start, kept.start), (kept.end, line.span.end)):
        if start < end:
            yield Span(start, end)
