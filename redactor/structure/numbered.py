"""Lines that begin with a number: which may be heads of items, and what proves it."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Final

from redactor.structure import cases, heads, misread, words
from redactor.structure.heads import Head
from redactor.structure.lines import Line
from redactor.structure.looks import Looks
from redactor.structure.numbers import Number, Way, of_label, parse, restored, titled

_RANK: Final = {
    Way.SECTION: 6,
    Way.ITEM: 5,
    Way.DOT: 4,
    Way.PAREN: 3,
    Way.POINT: 2,
    Way.POINTED: 1,
    Way.LETTERED: 1,
    Way.ROMAN: 1,
    Way.BARE: 1,
    Way.ATTACHMENT: 0,
    Way.AFTER: 0,
}
"""Which way of writing is likeliest to be the items'."""

_VISIBLE_TITLE: Final = 100
_OF_LETTER: Final = 1000
"""What one letter counts more than the letter before it."""
_LOOSE: Final = re.compile(r"[ ]\w")
_SENTENCE: Final = re.compile(
    r"[ \t]*(?:,|-|(?:och|samt|är|omfattas|behandlas|hanteras|på|i|av|enligt|från|till|under|som|har|ska"
    r"|utgår)\b)"
)
"""What goes on after `Ärende 4` in a sentence about items, as no heading does."""

_ENTRY: Final = 4
"""Lines that an entry of a list with bare numbers may have."""
_ABOVE_ALL: Final = (-1, -1)


class Numbered:
    """The numbers of one layer's lines. `apart`: lines of parts found before (contents, attendance).

    `contents` are the keys of the contents list's headings by number. `stops` are the lines with which items
    begin although their numbers are damaged. `ways` are the ways of writing in which a number alone may begin
    an item outside every item.
    """

    def __init__(self, looks: Looks, apart: Container[int], contents: Mapping[int, tuple[str, ...]]) -> None:
        self._looks = looks
        self._lines = looks.lines
        self._apart = apart
        self._contents = contents
        self._numbers = {
            line.index: number
            for line in self._lines
            if line.index not in apart and (number := self._number(line)) is not None
        }
        self._drop_lone_letters()
        self._heads: dict[int, Head] = {}
        self._places: dict[tuple[Way, int], list[int]] = defaultdict(list)
        for index, number in self._numbers.items():
            self._places[number.way, number.value].append(index)
        self._misread = self._restored()
        self._sections = misread.sections(self._numbers, self._misread)
        run = misread.bare(self._misread)
        self._bare = run if run and run[0] < min(self._numbers, default=len(self._lines)) else ()
        self.stops = frozenset((*self._sections, *self._bare))
        for index, number in self._sections.items():
            self._places[Way.SECTION, number.value].append(index)
        for places in self._places.values():
            places.sort()
        self.ways = self._ways()
        heads = (i for i, number in self._numbers.items() if number.way in self.ways)
        self.last = max((*heads, *self.stops), default=-1)

    # -- before the walk

    def _number(self, line: Line) -> Number | None:
        if line.cell is not None or line.bulleted:
            return None
        if line.label:
            return of_label(line.label)
        found = parse(line.text)
        if found is None or not self._can_head(line, found):
            return None
        return found

    def _drop_lone_letters(self) -> None:
        """A letter and a figure before a title are an item's in a series only: `B1`, `B2`, not `E4 Ås`."""
        values = {n.value for n in self._numbers.values() if n.way is Way.LETTERED}
        series = {v for v in values if v + 1 in values or v - 1 in values}
        firsts = {v for v in values if v % _OF_LETTER == 1} if series else set()
        for index, number in tuple(self._numbers.items()):
            loose = number.way is Way.LETTERED and _LOOSE.match(self._lines[index].text, number.end)
            if loose and number.value not in series | firsts:
                del self._numbers[index]

    def _can_head(self, line: Line, number: Number) -> bool:
        rest = line.text[number.end :]
        if line.index and self._lines[line.index - 1].named(words.COVERS):
            return False
        if number.way is Way.SECTION:
            return titled(rest) or (rest.strip() == "." and line.gap)
        if number.way in (Way.ITEM, Way.POINT) and _SENTENCE.match(rest):
            return False
        rest = rest.strip(" .)*:\t")
        return not rest or (not rest.startswith(",") and any(c.isalnum() for c in rest))

    def _restored(self) -> dict[int, tuple[Number, ...]]:
        """Lines whose § sign may be misread, or that begin with a bare number."""
        found: dict[int, tuple[Number, ...]] = {}
        above = _ABOVE_ALL
        close: dict[int, int] = {}
        for line in self._lines:
            if line.index in self._apart or line.index in self._numbers or line.cell is not None:
                continue
            if line.bulleted or line.label:
                continue
            numbers = restored(line.text)
            bare = next((number.value for number in numbers if number.way is Way.BARE), None)
            goes_on = bare == above[1] + 1 and line.index - above[0] <= _ENTRY
            first, above = above[0], above if bare is None else (line.index, bare)
            if goes_on and not self._looks.is_gap(line) and first not in found:
                # A list's first entry may stand right under its title.
                found[first] = restored(self._lines[first].text)
            elif not goes_on and not self._looks.is_gap(line):
                continue
            if numbers and (self._looks.times(line) < 3 or self._titled_below(line)):
                found[line.index] = numbers
                if not self._looks.is_gap(line):
                    close[line.index] = above[1]
        if len(set(close.values())) < len(close):
            # The numbers of items don't begin anew: these are lists of something else.
            return {index: numbers for index, numbers in found.items() if index not in close}
        return found

    def _titled_below(self, line: Line) -> bool:
        """Whether a number alone on its line stands above a title, as no page number does."""
        if sum(c.isalpha() for c in line.text) > 1 or line.index + 1 >= len(self._lines):
            return False
        below = self._lines[line.index + 1]
        text = below.text.rstrip("* ")
        return (
            len(text) < _VISIBLE_TITLE
            and text[:1].isupper()
            and text[-1:] not in ".,;:-"
            and self._looks.times(below) == 1
            and not below.bulleted
            and below.cell is None
            and (below.index + 1 == len(self._lines) or self._begins_anew(self._lines[below.index + 1]))
        )

    def _begins_anew(self, line: Line) -> bool:
        return self._looks.is_gap(line) or cases.at_start(line.text) is not None

    def _ways(self) -> frozenset[Way]:
        """The ways of writing in which a number alone may begin an item outside every item."""
        proven: Counter[Way] = Counter()
        seen: Counter[Way] = Counter()
        first: dict[Way, int] = {}
        chain: dict[Way, tuple[int, int]] = {}
        longest: Counter[Way] = Counter()
        for index, number in self._numbers.items():
            line = self._lines[index]
            if number.way is Way.SECTION and not self._looks.stands_apart(line):
                continue
            seen[number.way] += 1
            first.setdefault(number.way, index)
            last, length = chain.get(number.way, (number.value, 0))
            chain[number.way] = (number.value, length + 1 if number.value == last + 1 else 1)
            longest[number.way] = max(longest[number.way], chain[number.way][1])
            proven[number.way] += bool(self.proofs(self._head(index, number))) or line.level is not None
        found = {way for way in seen if proven[way]}
        if Way.SECTION in found:
            return frozenset(found)
        chosen = max(seen, key=lambda way: (seen[way] > 0, _RANK[way], -first[way]), default=None)
        if chosen is Way.SECTION:
            # A law's sections in an agenda: the agenda's numbers came first and are as many.
            rivals = [w for w in seen if first[w] < first[chosen] and longest[w] >= longest[chosen]]
            chosen = max(rivals, key=lambda way: _RANK[way], default=chosen)
        if self._bare_outnumber(max(longest.values(), default=0)):
            return frozenset(found | {Way.BARE})
        if chosen in (Way.POINTED, Way.LETTERED, Way.ROMAN) and longest[chosen] < 2:
            return frozenset(found)
        if chosen is Way.AFTER:
            # So are the sections of rules written, which are no items.
            return frozenset(found)
        if chosen is not None:
            return frozenset(found | {chosen})
        return frozenset({Way.BARE} if self._bare_series() else ())

    def _bare_outnumber(self, others: int) -> bool:
        """Whether bare numbers are the items' and the `others` below them lists inside the items."""
        if not self._bare:
            return False
        own = {i: next(n for n in self._misread[i] if n.way is Way.BARE) for i in self._bare}
        return len(own) > others or any(self.proofs(self._head(i, number)) for i, number in own.items())

    def _bare_series(self) -> bool:
        """Whether two bare numbers with case numbers follow one upon the other."""
        last, length, proven = -1, 0, 0
        for index, numbers in self._misread.items():
            for number in numbers:
                if number.way is not Way.BARE:
                    continue
                length = length + 1 if number.value == last + 1 else 1
                proven = (proven if length > 1 else 0) + bool(self.proofs(self._head(index, number)))
                last = number.value
                if length == 2 and proven == 2:
                    return True
        return False

    # -- candidates

    def heads(self, index: int, expected: int | None) -> tuple[Head, ...]:
        """The heads that may begin at a line. `expected`: the number that the open § series waits for."""
        number = self._numbers.get(index)
        if number is not None:
            return (self._head(index, number),)
        shown = self._sections.get(index)
        if shown is not None:
            return (self._head(index, shown),)
        found: list[Head] = []
        for damaged in self._misread.get(index, ()):
            for reading in _readings(damaged, expected):
                head = heads.head(self._lines, index, reading, self._looks.is_text, self.stops)
                if head.heading:
                    found.append(head)
        return tuple(found)

    def _head(self, index: int, number: Number) -> Head:
        head = self._heads.get(index)
        if head is None or head.number != number:
            head = self._heads[index] = heads.head(
                self._lines, index, number, self._looks.is_text, self.stops
            )
        return head

    def proofs(self, head: Head) -> frozenset[str]:
        """What, besides the number, says that an item begins here: a case number, the contents list."""
        found = {f"case {head.case_place}"} if head.case_number else set()
        number = head.number
        entries = self._contents.get(number.value, ()) if number is not None else ()
        if entries:
            heading = words.key(head.heading_text)
            if any(alike_headings(entry, heading) for entry in entries):
                found.add("contents")
        return frozenset(found)

    def shown(self, head: Head) -> bool:
        """Whether a misread or bare number is shown to be an item's: by its series or its case number."""
        number = head.number
        if number is None:
            return False
        if number.way is Way.BARE:
            return Way.BARE in self.ways
        if number.way is Way.DOT:
            return head.case_number is not None
        if head.line in self._sections:
            return True
        if self.later(head.line, Way.SECTION, number.value):
            return False
        return head.case_number is not None or self.later(head.line, Way.SECTION, number.value + 1)

    def later(self, index: int, way: Way, value: int) -> bool:
        """Whether a later line bears that number in that way of writing."""
        places = self._places.get((way, value), [])
        return bisect_right(places, index) < len(places)

    def begins(self, index: int, way: Way | None = None) -> bool:
        """Whether a line begins with a number (in that way of writing) that is not damaged."""
        number = self._numbers.get(index)
        return number is not None and way in (None, number.way)

    def letter(self, index: int) -> str:
        """The letter of the number that a line begins with, as B of `B2`; "" for other numbers."""
        number = self._numbers.get(index)
        return number.text[0] if number is not None and number.way is Way.LETTERED else ""

    def unlike(self, member: int, line: Line) -> bool:
        """Whether a numbered line reads as a title where the list's last member reads as a sentence."""
        if member < 0 or self._contents or not self._looks.is_gap(line) or self._looks.follows_lead_in(line):
            return False
        sentence = self._lines[member].text.rstrip("* ").endswith(".")
        title = line.text.rstrip("* ")
        return (
            sentence and title[-1:] not in ".:;," and not words.telling(title.lstrip("*0123456789.) ")[:12])
        )


def alike_headings(one: str, other: str) -> bool:
    """Whether two keys are the same heading, cut off or followed by a remark."""
    length = min(len(one), len(other), 30)
    return length >= 3 and one[:length] == other[:length]


def _readings(number: Number, expected: int | None) -> tuple[Number, ...]:
    """A misread § number as it may be meant in the open § series."""
    if number.way is not Way.BARE or expected is None:
        return (number,)
    if number.value == expected:
        return (replace(number, way=Way.SECTION),)
    glued = str(expected)
    if number.text[:1] in "85" and number.text[1:] == glued:
        return (replace(number, way=Way.SECTION, text=glued, value=expected, last=expected),)
    return (number,)
