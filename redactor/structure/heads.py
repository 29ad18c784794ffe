"""What stands at an item's head: number, heading, case number, what is between, where the body begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from redactor.domain.document import Span
from redactor.structure import cases, words
from redactor.structure.cases import Case
from redactor.structure.lines import Line
from redactor.structure.numbers import Number, parse, rest_from, titled

_WINDOW: Final = 4
"""How many lines under the heading may hold the case number."""
_HEADING_LINES: Final = 8
_WRAPPED: Final = 40
"""A line this long may go on in the next."""
_OPEN_END: Final = re.compile(r"(?:,|\b(?:och|samt|i|av|enligt|till|för|med|om|på|eller|från|inför|mellan))$")
_SHORT: Final = 140
"""Longer lines are running text: the body has begun."""
_PROSE_END: Final = re.compile(r"[.!?:]$")
_SET_OFF: Final = re.compile(r"(?:[>•*+·–-][ \t]*){1,3}")
_SEPARATORS: Final = " \t,;:|-.(["


@dataclass(frozen=True, slots=True)
class Head:
    """An item's head. `body_at` is the index of the line with which the body may begin.

    `case_place` is "line" or "below" the heading; "" without case number.
    """

    line: int
    number: Number | None
    number_span: Span | None
    heading: tuple[Span, ...]
    heading_text: str
    case_number: str | None
    case_span: Span | None
    case_place: str
    emptied: tuple[Span, ...]
    body_at: int


def bare_head(line: Line) -> Head:
    """The head of a part under an unnumbered heading: the line."""
    return Head(line.index, None, None, (line.span,), line.text, None, None, "", (), line.index + 1)


class _Parts:
    """A head in the making."""

    def __init__(
        self, lines: Sequence[Line], at: int, number: Number | None, is_text: bool, stops: frozenset[int]
    ) -> None:
        self.lines = lines
        self.is_text = is_text
        self.next_heads = stops
        self.line = lines[at]
        self.number = number
        self.heading: list[Span] = []
        self.text = ""
        self.case: Case | None = None
        self.case_span: Span | None = None
        self.place = ""
        self.emptied: list[Span] = []
        self.next = at + 1

    def stops(self, line: Line) -> bool:
        """Whether a line can be no part of this head."""
        return line.index in self.next_heads or _stops(line)

    def add_heading(self, line: Line, start: int, end: int) -> None:
        span = line.part(start, end)
        if span is not None:
            self.heading.append(span)
            self.text = f"{self.text} {line.text[start:end].strip()}".strip()

    def take_case(self, line: Line, case: Case, place: str) -> None:
        self.case, self.place = case, place
        self.case_span = line.part(case.start, case.end)

    def empty(self, line: Line, start: int, end: int) -> None:
        span = line.part(start, end)
        if span is not None and any(c.isalnum() for c in line.text[start:end]):
            self.emptied.append(span)


def head(lines: Sequence[Line], at: int, number: Number | None, is_text: bool, stops: frozenset[int]) -> Head:
    """Reads the head of the item that begins at line `at`.

    `is_text`: a plain text file, where a paragraph goes on over line breaks. `stops`: lines with which
    other items begin, although their numbers are damaged.
    """
    parts = _Parts(lines, at, number, is_text, stops)
    start = rest_from(parts.line.text, number) if number is not None else 0
    _own_line(parts, start)
    if not parts.heading:
        _heading_below(parts)
    elif parts.case is None:
        _continuation(parts)
    if parts.case is None and parts.next <= at + _HEADING_LINES:
        _case_below(parts)
    number_span = parts.line.part(0, number.end) if number is not None and number.end else None
    return Head(
        at,
        number,
        number_span,
        tuple(parts.heading),
        parts.text,
        parts.case.text if parts.case else None,
        parts.case_span,
        parts.place,
        tuple(parts.emptied),
        parts.next,
    )


def _own_line(parts: _Parts, start: int) -> None:
    line, text = parts.line, parts.line.text
    case = cases.at_start(text, start) if parts.number is not None else None
    if case is not None:
        parts.take_case(line, case, "line")
        parts.add_heading(line, _after(text, case.end), len(text))
        return
    case = cases.find(text, start)
    if case is None or not (case.labelled or _closes(text, case)):
        parts.add_heading(line, start, len(text))
        return
    parts.take_case(line, case, "line")
    parts.add_heading(line, start, start + len(text[start : case.start].rstrip(_SEPARATORS)))
    parts.empty(line, _after(text, case.end), len(text))


def _closes(text: str, case: Case) -> bool:
    """Whether a case number without label ends the line, or only a remark in brackets or marks follows."""
    rest = text[case.end :].strip(" \t*_.,;)]")
    return not rest or rest.startswith(("(", "[", "-", "|")) or "\t" in text[case.end : case.end + 2]


def _after(text: str, end: int) -> int:
    match = re.compile(r"[\s,;:|\-.*_)\]]*").match(text, end)
    return match.end() if match else end


def _flows(before: Line, line: Line, is_text: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before."""
    if line.cell != before.cell or line.piece:
        return False
    if is_text:
        return not line.gap
    return line.block.paragraph == before.block.paragraph


def _goes_on(before: Line, line: Line, is_text: bool) -> bool:
    """Whether a heading goes on in the next line.

    In a text file only where the line above is full or this one begins in small letters: how many
    lines a heading and a body have must not depend on what the body says.
    """
    if not _flows(before, line, is_text):
        return False
    if not is_text or line.text[:1].islower():
        return True
    full = len(before.text) >= _WRAPPED and not _PROSE_END.search(before.text)
    full = full or _OPEN_END.search(before.text) is not None
    sentence = line.text.endswith(".") and not line.text.endswith("kap.")
    return full and not sentence and not words.marking(line.text)


def _leads_to_case(lines: Sequence[Line], line: Line) -> bool:
    """Whether a line with a dash stands right between heading and case number: a remark on the heading."""
    if not line.bulleted or line.gap or line.cell is not None or len(line.text) > _SHORT:
        return False
    below = lines[line.index + 1] if line.index + 1 < len(lines) else None
    return below is not None and not below.gap and cases.at_start(below.text) is not None


def _stops(line: Line) -> bool:
    """Whether a line can be no part of any head."""
    if line.bulleted or line.named(words.SUBHEADINGS) or line.named(words.GROUPS):
        return True
    if line.level is not None or any(c.isdigit() for c in line.label):
        return True
    found = parse(line.text)
    return found is not None and titled(line.text[found.end :])


def _heading_below(parts: _Parts) -> None:
    """The number stands alone, or with the case number: the heading is the next paragraph."""
    lines = parts.lines
    before: Line | None = None
    while parts.next < len(lines) and len(parts.heading) < _HEADING_LINES:
        line = lines[parts.next]
        flowing = before is not None and line.bulleted and _flows(before, line, parts.is_text)
        flowing = flowing or (before is not None and _leads_to_case(lines, line))
        first = before is None and (line.named(words.GROUPS) or line.named(words.MAY_HEAD))
        if parts.stops(line) and not (flowing or first):
            break
        case = cases.at_start(line.text)
        if case is not None and parts.case is None:
            parts.take_case(line, case, "below")
            parts.empty(line, _after(line.text, case.end), len(line.text))
            parts.next += 1
            if before is not None:
                return
            continue
        if before is not None and not (flowing or _goes_on(before, line, parts.is_text)):
            break
        parts.add_heading(line, 0, len(line.text))
        parts.next += 1
        before = line


def _continuation(parts: _Parts) -> None:
    """Lines on which a heading goes on."""
    lines = parts.lines
    before = parts.line
    while parts.next < len(lines) and parts.next - parts.line.index < _HEADING_LINES:
        line = lines[parts.next]
        if cases.at_start(line.text) is not None:
            return
        if not _leads_to_case(lines, line):
            if parts.stops(line) and not (line.bulleted and not parts.is_text):
                return
            if not _goes_on(before, line, parts.is_text):
                return
        parts.add_heading(line, 0, len(line.text))
        parts.next += 1
        before = line


def _case_below(parts: _Parts) -> None:
    """The case number on one of the few lines under the heading; what stands between goes."""
    between: list[Line] = []
    for line in parts.lines[parts.next : parts.next + _WINDOW]:
        case = cases.at_start(line.text) or _set_off(parts.lines, line, parts.next)
        case = case or (None if parts.stops(line) else _labelled(line))
        if case is not None:
            _join_wrapped(parts, between)
            for other in between:
                parts.empty(other, 0, len(other.text))
            parts.empty(line, 0, case.start)
            parts.take_case(line, case, "below")
            parts.empty(line, _after(line.text, case.end), len(line.text))
            parts.next = line.index + 1
            return
        if len(line.text) > _SHORT or parts.stops(line):
            return
        between.append(line)


def _labelled(line: Line) -> Case | None:
    """A labelled case number after another field of the same line: `Handläggare: …, Dnr …`."""
    found = cases.find(line.text)
    if found is None or not found.labelled or len(line.text) > _SHORT:
        return None
    return found if line.text[: found.start].rstrip(" ")[-1:] in (",", ";", "\t", "|", ".") else None


def _set_off(lines: Sequence[Line], line: Line, first: int) -> Case | None:
    """A case number alone in a quotation or a list of one, right under the heading."""
    mark = _SET_OFF.match(line.text)
    if mark is None or line.index != first:
        return None
    case = cases.at_start(line.text, mark.end())
    if case is None or any(c.isalnum() for c in line.text[case.end :]):
        return None
    after = lines[first + 1] if first + 1 < len(lines) else None
    mark = _SET_OFF.match(after.text) if after is not None and line.bulleted else None
    listed = after is not None and mark is not None and cases.at_start(after.text, mark.end()) is not None
    return None if listed else case


def _join_wrapped(parts: _Parts, between: list[Line]) -> None:
    """Moves the lines to the heading on which it goes on before its case number."""
    before = parts.line if parts.next == parts.line.index + 1 else parts.lines[parts.next - 1]
    while between and parts.is_text and not between[0].gap and between[0].text[:1].islower():
        line = between.pop(0)
        if not _flows(before, line, parts.is_text):
            between.insert(0, line)
            return
        parts.add_heading(line, 0, len(line.text))
        before = line
