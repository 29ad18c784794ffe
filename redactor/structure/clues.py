"""What the document shows about its own lines: styles, series, recurring lines, candidates for headings."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from redactor.domain.document import SectionKind
from redactor.structure import attachments, cases, heads, misread, signatures, words
from redactor.structure.heads import Head
from redactor.structure.lines import Line
from redactor.structure.numbers import Number, Way, of_label, parse, restored, titled

_DIGITS: Final = re.compile(r"[0-9]+")
_REMARK: Final = re.compile(r"\s*(?:\([^()]{1,40}\)|[-:]\s*\(?\w{1,20}\)?)\s*$")
_LEAD_IN: Final = re.compile(
    r"(?::|\b(?:beslutar?|besluta|föreslår|föreslås|yrkar|att|enligt följande)\b[^.]{0,60})$"
)
_GOES_ON: Final = re.compile(r"(?:,|\b(?:och|samt|den|i|av|enligt|till|för|med|om|på|punkt|punkten|eller))$")
_UNTOLD: Final = re.compile(r"normal|body|brödtext|standard|list|default", re.IGNORECASE)
_RULE: Final = re.compile(r"[_.…]{8,}[ \t]*$")
"""A line to sign on."""
_ROLES: Final = re.compile(r"\b(?:sekreterare|ordförande|justerande|justerare|justeras)\b", re.IGNORECASE)
_RANK: Final = {
    Way.SECTION: 6,
    Way.ITEM: 5,
    Way.DOT: 4,
    Way.PAREN: 3,
    Way.POINT: 2,
    Way.POINTED: 1,
    Way.BARE: 1,
    Way.ATTACHMENT: 0,
}
"""Which way of writing is likeliest to be the items'."""

_VISIBLE_LINE: Final = 60
_VISIBLE_TITLE: Final = 100
_LONG: Final = 150


@dataclass(frozen=True, slots=True)
class Heading:
    """An unnumbered line that may be a heading.

    `sure`: by its style it ranks with items. `listed`: it stands in the closed list; such a word may
    `also` be a `subheading`. `once`: no other line reads the same. `head`: a case number follows.
    """

    sure: bool = False
    listed: bool = False
    also_subheading: bool = False
    once: bool = False
    signatures: bool = False
    head: Head | None = None


class Clues:
    """Answers about the lines of one layer. `apart`: lines of parts found before (contents, attendance)."""

    def __init__(
        self,
        lines: Sequence[Line],
        apart: Mapping[int, SectionKind],
        contents: Mapping[int, tuple[str, ...]],
        is_text: bool,
    ) -> None:
        self.lines = lines
        self.apart = apart
        self.is_text = is_text
        self._contents = contents
        self._known = [line.cell is None and line.named(words.SUBHEADINGS) for line in lines]
        self._counts = Counter(_alike(line) for line in lines if len(line.text) < _LONG)
        self._styles()
        self._numbers = {
            line.index: number
            for line in lines
            if line.index not in apart and (number := self._number(line)) is not None
        }
        self._closing = signatures.closing(lines, apart)
        self._heads: dict[int, Head] = {}
        self._places: dict[tuple[Way, int], list[int]] = defaultdict(list)
        for index, number in self._numbers.items():
            self._places[number.way, number.value].append(index)
        self._misread = self._restored()
        self._sections = misread.sections(self._numbers, self._misread)
        run = misread.bare(self._misread)
        self._bare = run if run and run[0] < min(self._numbers, default=len(lines)) else ()
        self._stops = frozenset((*self._sections, *self._bare))
        for index, number in self._sections.items():
            self._places[Way.SECTION, number.value].append(index)
        for places in self._places.values():
            places.sort()
        self.ways = self._ways()

    # -- before the walk

    def _styles(self) -> None:
        """How the known subheadings look: lines of that look are subheadings too."""
        levels = [line.level for line, is_known in zip(self.lines, self._known, strict=True) if is_known]
        bold = [line.bold for line, is_known in zip(self.lines, self._known, strict=True) if is_known]
        set_levels = [level for level in levels if level is not None]
        self._subheading_level = min(set_levels, default=None)
        self._subheadings_bold = sum(bold) * 2 > len(bold)
        self.subheadings_plain = bool(bold) and not any(bold) and not set_levels

    def _number(self, line: Line) -> Number | None:
        if line.cell is not None or line.bulleted:
            return None
        if line.label:
            return of_label(line.label)
        found = parse(line.text)
        if found is None or not self._can_head(line, found):
            return None
        return found

    def _can_head(self, line: Line, number: Number) -> bool:
        rest = line.text[number.end :]
        if line.index and self.lines[line.index - 1].named(words.COVERS):
            return False
        if number.way is Way.SECTION:
            return titled(rest) or (rest.strip() == "." and line.gap)
        rest = rest.strip(" .)*:\t")
        return not rest or (not rest.startswith(",") and any(c.isalnum() for c in rest))

    def _restored(self) -> dict[int, tuple[Number, ...]]:
        """Lines whose § sign may be misread, or that begin with a bare number."""
        found: dict[int, tuple[Number, ...]] = {}
        for line in self.lines:
            if line.index in self.apart or line.index in self._numbers or line.cell is not None:
                continue
            if line.bulleted or line.label or not self.is_gap(line):
                continue
            numbers = restored(line.text)
            if numbers and (self._counts[_alike(line)] < 3 or self._titled_below(line)):
                found[line.index] = numbers
        return found

    def _titled_below(self, line: Line) -> bool:
        """Whether a number alone on its line stands above a title, as no page number does."""
        if sum(c.isalpha() for c in line.text) > 1 or line.index + 1 >= len(self.lines):
            return False
        below = self.lines[line.index + 1]
        text = below.text.rstrip("* ")
        return (
            len(text) < _VISIBLE_TITLE
            and text[:1].isupper()
            and text[-1:] not in ".,;:-"
            and self._counts[_alike(below)] == 1
            and not below.bulleted
            and below.cell is None
            and (below.index + 1 == len(self.lines) or self._begins_anew(self.lines[below.index + 1]))
        )

    def _begins_anew(self, line: Line) -> bool:
        return self.is_gap(line) or cases.at_start(line.text) is not None

    def _ways(self) -> frozenset[Way]:
        """The ways of writing in which a number alone may begin an item outside every item."""
        proven: Counter[Way] = Counter()
        seen: Counter[Way] = Counter()
        first: dict[Way, int] = {}
        chain: dict[Way, tuple[int, int]] = {}
        longest: Counter[Way] = Counter()
        for index, number in self._numbers.items():
            line = self.lines[index]
            if number.way is Way.SECTION and not self.stands_apart(line):
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
        if chosen is Way.POINTED and longest[chosen] < 2:
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

    # -- numbered candidates

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
                head = heads.head(self.lines, index, reading, self.is_text, self._stops)
                if head.heading:
                    found.append(head)
        return tuple(found)

    def _head(self, index: int, number: Number) -> Head:
        head = self._heads.get(index)
        if head is None or head.number != number:
            head = self._heads[index] = heads.head(self.lines, index, number, self.is_text, self._stops)
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
        if head.line in self._sections:
            return True
        if self.later(head.line, Way.SECTION, number.value):
            return False
        return head.case_number is not None or self.later(head.line, Way.SECTION, number.value + 1)

    def later(self, index: int, way: Way, value: int) -> bool:
        """Whether a later line bears that number in that way of writing."""
        places = self._places.get((way, value), [])
        return bisect_right(places, index) < len(places)

    def numbered(self, index: int) -> bool:
        return index in self._numbers

    # -- lines

    def is_gap(self, line: Line) -> bool:
        """Whether a paragraph begins at this line, told by a blank line or by the format."""
        if line.gap or line.index == 0:
            return True
        return not self.is_text and line.block.paragraph != self.lines[line.index - 1].block.paragraph

    def stands_apart(self, line: Line) -> bool:
        """Whether the line cannot be running text that happens to break before a number."""
        if self.is_gap(line) or line.level is not None or line.bold:
            return True
        above = self.lines[line.index - 1].text
        if _GOES_ON.search(above):
            return False
        return len(above) < _VISIBLE_LINE or above[-1:] in ".:!?)"

    def follows_lead_in(self, line: Line) -> bool:
        """Whether the line above announces a list (`Nämnden beslutar`, a colon)."""
        return line.index > 0 and _LEAD_IN.search(self.lines[line.index - 1].text.rstrip("* ")) is not None

    def unlike(self, member: int, line: Line) -> bool:
        """Whether a numbered line reads as a title where the list's last member reads as a sentence."""
        if member < 0 or self._contents or not self.is_gap(line) or self.follows_lead_in(line):
            return False
        sentence = self.lines[member].text.rstrip("* ").endswith(".")
        title = line.text.rstrip("* ")
        return (
            sentence and title[-1:] not in ".:;," and not words.telling(title.lstrip("*0123456789.) ")[:12])
        )

    def style(self, line: Line) -> str:
        """The look that tells the line from running text; "" when none does."""
        if line.level is not None:
            return f"level {line.level}"
        if line.bold:
            return "bold"
        style = line.block.style
        return f"style {style}" if style and not _UNTOLD.search(style) else ""

    def subheading(self, line: Line) -> str | None:
        """ "papers", "decision" or "other" for a known subheading of an item's body."""
        if not self._known[line.index]:
            return None
        if line.named(words.PAPERS):
            return "papers"
        return "decision" if line.named(words.DECISIONS) else "other"

    def heading(self, line: Line) -> Heading | None:
        """What speaks for an unnumbered line being a heading."""
        if line.index in self._closing:
            return Heading(sure=True, signatures=True) if self._closing[line.index] else None
        if self._known[line.index] or line.bulleted or line.cell is not None or len(line.text) > _LONG:
            return None
        if _RULE.match(line.text) and self._roles_follow(line):
            return Heading(sure=True, signatures=True)
        if line.index in self._numbers or not any(c.isalpha() for c in line.text):
            return None
        times = self._counts[_alike(line)]
        if _is_signature(line.text):
            return Heading(sure=True, signatures=True) if times == 1 or self._roles_follow(line) else None
        bare = _REMARK.sub("", line.text)
        # In brackets it is a remark on what stands above: `(sluten del)`.
        bracketed = line.text.lstrip("* ")[:1] in ("(", "[")
        listed = not bracketed and (line.named(words.GROUPS) or words.known(bare, words.GROUPS))
        if listed and times < 3:
            also = line.named(words.ALSO_SUBHEADINGS) or words.known(bare, words.ALSO_SUBHEADINGS)
            return Heading(self._ranks(line), True, also, times == 1)
        return self._styled(line, times)

    def _styled(self, line: Line, times: int) -> Heading | None:
        if line.level is None and (not line.bold or line.text.endswith((".", ":", ",", ";"))):
            return None
        head = heads.head(self.lines, line.index, None, self.is_text, self._stops)
        with_case = head if head.case_place == "below" or head.case_number else None
        if self._ranks(line):
            return Heading(sure=True, head=with_case)
        if line.level is not None or (with_case is None and (self._subheadings_bold or times > 2)):
            return None
        return Heading(head=with_case)

    def _ranks(self, line: Line) -> bool:
        """Whether a Word or Markdown heading stands above the level of the known subheadings."""
        if line.level is None:
            return False
        return self._subheading_level is None or line.level < self._subheading_level

    def attachment(self, line: Line) -> Head | None:
        """The head of the attachment that begins at this line."""
        number = attachments.begins(line)
        if number is None or not self.is_gap(line) or self._counts[_alike(line)] > 9:
            return None
        if self._lists_on(line):
            return None
        return heads.head(self.lines, line.index, number, self.is_text, self._stops)

    def _lists_on(self, line: Line) -> bool:
        """Whether the next line without a gap is another entry of a list."""
        after = self.lines[line.index + 1] if line.index + 1 < len(self.lines) else None
        return after is not None and not self.is_gap(after) and attachments.begins(after) is not None

    def _roles_follow(self, line: Line) -> bool:
        following = self.lines[line.index + 1 : line.index + 7]
        return any(_ROLES.search(after.text) for after in following)


def alike_headings(one: str, other: str) -> bool:
    """Whether two keys are the same heading, cut off or followed by a remark."""
    length = min(len(one), len(other), 30)
    return length >= 3 and one[:length] == other[:length]


def _alike(line: Line) -> str:
    return _DIGITS.sub("9", line.text.casefold())


def _is_signature(text: str) -> bool:
    return words.known(text.split("\t")[0].rstrip(), words.SIGNATURES)


def _readings(number: Number, expected: int | None) -> tuple[Number, ...]:
    """A misread § number as it may be meant in the open § series."""
    if number.way is Way.SECTION:
        return (number,)
    if expected is None:
        return (number,)
    if number.value == expected:
        return (replace(number, way=Way.SECTION),)
    glued = str(expected)
    if number.text[:1] in "85" and number.text[1:] == glued:
        return (replace(number, way=Way.SECTION, text=glued, value=expected, last=expected),)
    return (number,)
