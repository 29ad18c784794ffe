"""The contents list: which lines are its entries, and what each entry says."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from redactor.domain.document import LayerId, Section, SectionKind, Span
from redactor.structure import cases, words
from redactor.structure.lines import Line
from redactor.structure.numbers import Number, Way, of_label, parse, rest_from, restored, titled

_LEADER: Final = re.compile(
    r"[ \t]*(?:[.…·_]{3,}|(?:[.…·] ){3,}[.…·]?|\t+|[ ]{3,})[ \t.]*(?:s\.?|sid\.?)?[ \t]*[0-9]{1,4}[ \t]*$"
)
_DOTS: Final = re.compile(r"(?:[.…·_]{3,}|(?:[.…·] ){3,})")
_PAGE: Final = re.compile(r"[ \t]+[0-9]{1,4}[ \t]*$")
_SIGN: Final = re.compile(r"(?:[-•*·–—‒▪◦»]\s+|[\uf0b7\uf0a7]\s*)(?=\S)")
"""A list's sign before an entry."""
_STYLE: Final = re.compile(r"(?:toc|innehåll|contents|innehllsfrteckning)\s*[0-9]", re.IGNORECASE)
_ALIKE: Final = 25
_LONG: Final = 400
"""Characters; no entry is longer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines first..end (exclusive): one entry."""

    first: int
    end: int
    number: Number | None
    key: str


def entries(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """The entries of every contents list of a layer, in order."""
    finder = _Finder(lines)
    found: list[Entry] = []
    index = 0
    while index < len(lines):
        run = finder.run(index)
        if run:
            found += run
            index = run[-1].end
        else:
            index += 1
    return tuple(found)


def headings(found: Sequence[Entry]) -> Mapping[int, tuple[str, ...]]:
    """The keys of the entries' headings by number."""
    by_number: dict[int, list[str]] = defaultdict(list)
    for entry in found:
        if entry.number is not None:
            by_number[entry.number.value].append(entry.key)
    return {number: tuple(keys) for number, keys in by_number.items()}


def section(layer: LayerId, lines: Sequence[Line], entry: Entry) -> Section:
    """The entry's number, heading and case number, without leader and page number."""
    first, last = lines[entry.first], lines[entry.end - 1]
    number = entry.number
    start = _start(first, number)
    case = cases.find(first.text, start)
    end = _heading_end(last)
    parts: list[Span | None] = []
    if first is last:
        stop = case.start if case is not None and case.start > start else end
        parts.append(first.part(start if case is None or case.start > start else case.end, stop))
    else:
        parts += [first.part(start, len(first.text)), last.part(0, end) or last.span]
    spans = [part for part in parts if part is not None]
    return Section(
        layer,
        Span(first.outer.start, last.outer.end),
        SectionKind.CONTENTS,
        number=number.text if number else None,
        number_span=first.part(0, number.end) if number is not None and number.end else None,
        heading=Span(spans[0].start, spans[-1].end) if spans else None,
        case_number=case.text if case and first is last else None,
        case_span=first.part(case.start, case.end) if case and first is last else None,
    )


def _leader(line: Line) -> re.Match[str] | None:
    """The leader and page number at the line's end."""
    if len(line.text) > _LONG or not line.text[-1:].isdigit():
        return None
    return _LEADER.search(line.text)


def _heading_end(line: Line) -> int:
    leader = _leader(line) or (_PAGE.search(line.text) if len(line.text) < _LONG else None)
    return leader.start() if leader and leader.start() else len(line.text)


class _Finder:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.numbers = [_number(line) for line in lines]
        self._first = len(lines)
        self._barred = 0
        self._later: dict[tuple[int, str], list[int]] = defaultdict(list)
        for line, number in zip(lines, self.numbers, strict=True):
            if number is not None:
                self._first = min(self._first, line.index)
                self._later[number.value, _heading_key(line, number)[:_ALIKE]].append(line.index)

    def run(self, index: int) -> list[Entry]:
        """The entries of the list that begins at line `index`; none when no list does."""
        line = self.lines[index]
        if _STYLE.match(line.block.style):
            return self._styled(index)
        if line.named(words.CONTENTS) and not line.bulleted:
            found = self._collect(index + 1, True)
            return found if self._proven(found, 1) else []
        if not self._starts(index):
            return []
        found = self._collect(index, False)
        if found:
            self._barred = found[-1].end
        if len(found) < 3:
            return []
        # Further on a column of figures may look the same: there only headings that come again are proof.
        return found if self._proven(found, len(found) if index <= self._first else None) else []

    def _starts(self, index: int) -> bool:
        """Whether an entry may stand here without a heading of the list above."""
        line = self.lines[index]
        if index < self._barred:
            return False
        if _DOTS.search(line.text) and _leader(line):
            return True
        number = self.numbers[index]
        if number is None or not self._repeats(index):
            return False
        above = self.lines[max(index - 1, 0)].text
        return number.way is Way.SECTION or (
            index <= self._first and not words.known(above, words.SUBHEADINGS)
        )

    def _styled(self, index: int) -> list[Entry]:
        found: list[Entry] = []
        while index < len(self.lines) and _STYLE.match(self.lines[index].block.style):
            end = index + 1
            while (
                end < len(self.lines) and self.lines[end].block.paragraph == self.lines[index].block.paragraph
            ):
                end += 1
            found.append(self._entry(index, end))
            index = end
        return found

    def _collect(self, index: int, headed: bool) -> list[Entry]:
        found: list[Entry] = []
        seen: set[tuple[Way, int]] = set()
        while index < len(self.lines):
            line, number = self.lines[index], self.numbers[index]
            paged = _leader(line) is not None
            if number is not None:
                if (number.way, number.value) in seen:
                    break
                seen.add((number.way, number.value))
            elif not paged and not self._wraps(index, bool(found)):
                break
            if not headed and not paged and (number is None or not self._repeats(index)):
                break
            all_paged = len(found) > 1 and all(_leader(self.lines[e.end - 1]) is not None for e in found[-2:])
            end = index + 1
            while not paged and end < len(self.lines) and end - index < 4 and self._goes_on(end):
                paged = _leader(self.lines[end]) is not None
                end += 1
            if all_paged and not paged and line.gap:
                break  # the text begins, be it with the list's next number
            found.append(self._entry(index, end))
            index = end
        return found

    def _wraps(self, index: int, begun: bool) -> bool:
        """Whether an unnumbered line without page number begins an entry that goes on."""
        return begun and index + 1 < len(self.lines) and self._goes_on(index + 1)

    def _goes_on(self, index: int) -> bool:
        """Whether a line is the rest of the entry above: no number, and a page number or a small letter."""
        line = self.lines[index]
        if self.numbers[index] is not None or line.gap or line.level is not None:
            return False
        return _leader(line) is not None or line.text[:1].islower()

    def _repeats(self, index: int) -> bool:
        """Whether the same number stands before the same heading later on."""
        number = self.numbers[index]
        if number is None:
            return False
        places = self._later[number.value, _heading_key(self.lines[index], number)[:_ALIKE]]
        return bisect_right(places, index) < len(places)

    def _proven(self, found: Sequence[Entry], paged_needed: int | None) -> bool:
        """Whether the lines have page numbers (so many), or most of them stand again as headings."""
        if not found:
            return False
        paged = sum(_leader(self.lines[e.end - 1]) is not None for e in found)
        repeated = sum(self._repeats(e.first) for e in found)
        return (paged_needed is not None and paged >= min(paged_needed, 2)) or repeated * 2 > len(found)

    def _entry(self, first: int, end: int) -> Entry:
        number = self.numbers[first]
        line = self.lines[first]
        if number is None and not line.label:
            number = next((n for n in restored(line.text) if n.way is Way.BARE), None)
        return Entry(first, end, number, _heading_key(line, number))


def _number(line: Line) -> Number | None:
    """The number that may make the line an entry; behind a list's sign only where a page number follows."""
    start = _sign_end(line)
    if line.bulleted and _leader(line) is None:
        return None
    number = of_label(line.label) if line.label and not line.bulleted else parse(line.text[start:])
    if number is None:
        return None
    number = replace(number, end=number.end + start) if number.end else number
    if not line.text[number.end :].strip() or not titled(line.text[number.end :]):
        return None
    return number


def _heading_key(line: Line, number: Number | None) -> str:
    return words.key(line.text[_start(line, number) : _heading_end(line)])


def _start(line: Line, number: Number | None) -> int:
    """Where the entry's heading begins: behind its number, or behind a list's sign."""
    return rest_from(line.text, number) if number is not None else _sign_end(line)


def _sign_end(line: Line) -> int:
    sign = _SIGN.match(line.text)
    return sign.end() if sign is not None else 0
