"""Which lines begin an item, and where each item ends (contract.md, "Where an item ends").

One pass over the lines. A number begins the next item when it continues the series in the series' own
way of writing; a number that a list inside the item may claim needs more: the series' style, a place in
the contents list or a case number, and something that the list's earlier numbers lacked. In doubt the
later end counts, and the item says so.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from redactor.domain.document import SectionKind
from redactor.structure import words
from redactor.structure.clues import Clues, Heading
from redactor.structure.heads import Head, bare_head
from redactor.structure.lines import Line
from redactor.structure.numbers import Way

_CASE: Final = "case"


@dataclass(slots=True, eq=False)
class Part:
    """Lines first..end (exclusive) of the layer; `group` is the heading above, of an item or of a heading."""

    kind: SectionKind
    first: int
    head: Head | None
    level: int | None = None
    end: int = -1
    ambiguous: bool = False
    group: "Part | None" = None


@dataclass(slots=True)
class _Item:
    """The open item and the lists inside it."""

    part: Part
    way: Way | None
    value: int
    suffix: str
    style: str
    counters: list[int] = field(default_factory=list)
    claimed: set[str] = field(default_factory=set)
    passed: int = 0
    maybe: bool = False
    papers: bool = False
    last_claimed: int = -1
    scanned: int = 0
    telling: bool = False


@dataclass(slots=True)
class _Series:
    last: int = 0
    styles: Counter[str] = field(default_factory=Counter)

    @property
    def uniform(self) -> str:
        """The style that all items of the series have, when it tells them apart."""
        if len(self.styles) != 1:
            return ""
        ((style, times),) = self.styles.items()
        return style if times > 1 or style.startswith("level") else ""


class Walk:
    """Goes through the lines once; `parts` is what it found, in order, `inner` what stands inside them."""

    def __init__(self, lines: Sequence[Line], clues: Clues) -> None:
        self.lines = lines
        self.clues = clues
        self.looks = clues.looks
        self.numbered = clues.numbered
        self.parts: list[Part] = []
        self.inner: list[Part] = []  # attachments that may begin inside items
        self.item: _Item | None = None
        self.series: dict[Way, _Series] = {}
        self.group: Part | None = None
        self.wider: set[Part] = set()  # headings with headings below them
        self.report = False  # under a subheading outside every item: numbers are lists
        self.attached = False  # in an attachment
        self.papers = -1  # last line of a list of papers

    def run(self) -> list[Part]:
        index = 0
        while index < len(self.lines):
            index = max(self._line(self.lines[index]), index + 1)
        self._close(len(self.lines))
        return _without_remarks(self.parts, self.lines)

    def _line(self, line: Line) -> int:
        """Handles one line; the index of the next to look at."""
        kind = self.clues.apart.get(line.index)
        if kind is not None:
            self._other(kind, line)
            return line.index + 1
        head = self._accepted(line)
        if head is not None:
            self._open(head)
            return head.body_at
        if self.item is None and words.legend(line.text):
            self._legend(line)
            return line.index + 1
        self._subheading(line)
        heading = self.clues.heading(line)
        if heading is not None and self._ends(line, heading):
            return self._heading(line, heading)
        return self._attachment(line)

    # -- parts other than items

    def _other(self, kind: SectionKind, line: Line) -> None:
        last = self.parts[-1] if self.parts else None
        if last is not None and last.kind is kind and last.end < 0:
            return
        self._close(line.index)
        self.report = False
        self.parts.append(Part(kind, line.index, None))

    def _heading(self, line: Line, heading: Heading) -> int:
        self._close(line.index)
        self.report = self.attached = False
        if heading.head is not None:
            self._start(heading.head, None, line.level)
            return heading.head.body_at
        kind = SectionKind.SIGNATURES if heading.signatures else SectionKind.HEADING
        part = Part(kind, line.index, bare_head(line), line.level)
        self.parts.append(part)
        part.group = None if heading.signatures else self._above(part, line)
        self.group = None if heading.signatures else part
        return line.index + 1

    def _above(self, part: Part, line: Line) -> Part | None:
        """The wider heading that a heading stands under: by its level, else by standing right below it."""
        above = self.group
        while above is not None:
            if above.level is not None:
                under = part.level is None or part.level > above.level
            else:
                begun = above.end == part.first == above.first + 1 or above in self.wider
                under = part.level is None and begun and not line.named(words.PARTS)
            if under:
                self.wider.add(above)
                return above
            above = above.group
        return None

    def _legend(self, line: Line) -> None:
        """What a sign means is said of no item and no group, unless the group's heading tells secrecy too."""
        head = self.group.head if self.group is not None else None
        if head is None or not words.telling(head.heading_text):
            self._close(line.index)
            self.group = None

    def _attachment(self, line: Line) -> int:
        """Outside items an attachment begins; inside one it only may."""
        head = self.clues.attachment(line)
        if head is None or self._among_papers(line):
            return line.index + 1
        if self.item is not None and not self._outranks(line, self.item):
            self.item.maybe = True
            self._close_inner(line.index)
            self.inner.append(Part(SectionKind.ATTACHMENT, line.index, head, line.level))
            return line.index + 1
        self._close(line.index)
        self.attached = True
        self.parts.append(Part(SectionKind.ATTACHMENT, line.index, head, line.level))
        return head.body_at

    def _close(self, at: int) -> None:
        """Ends what is open before line `at`."""
        self._close_inner(at)
        if self.item is not None:
            self.item.part.ambiguous |= self.item.maybe or self.item.passed > 0
            self.item = None
        if self.parts and self.parts[-1].end < 0:
            self.parts[-1].end = at

    def _close_inner(self, at: int) -> None:
        if self.inner and self.inner[-1].end < 0:
            self.inner[-1].end = at

    # -- items

    def _open(self, head: Head) -> None:
        number = head.number
        assert number is not None  # noqa: S101 - _accepted gives numbered heads only
        item = self.item
        if item is not None and item.way is number.way and number.value == item.value + 1:
            # The number that an inner list claimed comes here: nothing public was passed over.
            item.passed = 0
        self._close(head.line)
        self._start(head, number.way, self.lines[head.line].level)

    def _start(self, head: Head, way: Way | None, level: int | None) -> None:
        line = self.lines[head.line]
        part = Part(SectionKind.ITEM, head.line, head, level, group=self.group)
        self.parts.append(part)
        number = head.number
        style = self.looks.style(line)
        value, suffix = (number.last, number.suffix) if number is not None else (0, "")
        self.item = _Item(part, way, value, suffix, style)
        self.report = self.attached = False
        if way is not None:
            series = self.series.setdefault(way, _Series())
            series.last = value
            series.styles[style] += 1

    def _accepted(self, line: Line) -> Head | None:
        """The head with which an item begins at this line."""
        for head in self.numbered.heads(line.index, self._expected()):
            if self.item is None:
                if self._opens(line, head):
                    return head
            elif self._continues(line, head, self.item):
                return head
        return None

    def _expected(self) -> int | None:
        if self.item is not None:
            return self.item.value + 1 if self.item.way is Way.SECTION else None
        series = self.series.get(Way.SECTION)
        return series.last + 1 if series is not None else None

    def _opens(self, line: Line, head: Head) -> bool:
        """Outside every item."""
        number = head.number
        assert number is not None  # noqa: S101 - Numbered.heads gives numbered heads only
        if self._among_papers(line):
            return False
        proofs = self.numbered.proofs(head)
        if proofs and not number.damaged and (_CASE in "".join(proofs) or "contents" in proofs):
            return True
        if number.damaged:
            return self.numbered.shown(head)
        if number.way not in self.numbered.ways or self.attached:
            return False
        series = self.series.get(number.way)
        if series is not None and number.value == series.last + 1:
            return True
        if self.report or self.looks.follows_lead_in(line):
            return False
        return number.way is Way.SECTION or number.value >= 1

    def _continues(self, line: Line, head: Head, item: _Item) -> bool:
        """Inside an item: whether this number ends it and begins the next."""
        number = head.number
        assert number is not None  # noqa: S101 - Numbered.heads gives numbered heads only
        if number.way is not item.way:
            return self._outranks(line, item)
        style = self.looks.style(line)
        series = self.series[number.way]
        proofs = self.numbered.proofs(head)
        if style and style in series.styles:
            proofs = proofs | {style}
        telling = proofs - item.claimed
        if number.value == item.value and number.suffix > item.suffix:
            return True
        claimable = number.value == 1 or number.value - 1 in item.counters
        if number.value <= item.value:
            if "contents" in telling or (style.startswith("level") and style in telling):
                return True
            self._claim(item, number.value, proofs, claimable)
            item.last_claimed = line.index
            return False
        if telling and not (number.damaged and number.value > item.value + 1):
            return True
        if number.way is Way.SECTION and number.damaged:
            return number.value == item.value + 1 and self.numbered.shown(head)
        alien = series.uniform != "" and style != series.uniform
        if claimable and not alien and self._near(item, number.value) and self._only_a_list(line, item):
            item.part.ambiguous = True
            return True
        if claimable or alien:
            self._claim(item, number.value, proofs, claimable)
            item.last_claimed = line.index
            item.passed += self._near(item, number.value)
            return False
        near = self._near(item, number.value)
        if self._among_papers(line) or not self.looks.stands_apart(line):
            item.passed += near
            return False
        return near or not self.numbered.later(line.index, number.way, item.value + 1)

    def _only_a_list(self, line: Line, item: _Item) -> bool:
        """Whether the item shows no trace of secrecy and its list is written otherwise than this line.

        A secret item never ends here; in a public one the number that continues the series does.
        """
        if item.scanned == 0 and item.part.group is not None:
            above = item.part.group.head
            item.telling = above is not None and words.telling(above.heading_text)
        for before in self.lines[max(item.scanned, item.part.first) : line.index]:
            item.telling = item.telling or words.telling(before.text)
        item.scanned = line.index
        return not item.telling and self.numbered.unlike(item.last_claimed, line)

    @staticmethod
    def _near(item: _Item, value: int) -> bool:
        """Whether the number is the item's successor, or one after those that a list may have claimed."""
        return item.value < value <= item.value + 1 + item.passed

    @staticmethod
    def _claim(item: _Item, value: int, proofs: frozenset[str], claimable: bool) -> None:
        """A list inside the item takes the number."""
        if not claimable:
            return
        while item.counters and value != 1 and item.counters[-1] != value - 1:
            item.counters.pop()
        if value != 1 and item.counters:
            item.counters.pop()
        item.counters.append(value)
        item.claimed |= proofs

    @staticmethod
    def _outranks(line: Line, item: _Item) -> bool:
        level = line.level
        return level is not None and item.part.level is not None and level <= item.part.level

    # -- headings inside items

    def _subheading(self, line: Line) -> None:
        kind = self.clues.subheading(line)
        if kind is None:
            if self._among_papers(line) or (self.papers == line.index - 1 and line.bulleted):
                self.papers = line.index
            return
        if self.item is None:
            self.report = True
        elif kind == "papers":
            self.item.counters.clear()
            self.item.papers = True
        if kind == "papers":
            self.papers = line.index

    def _among_papers(self, line: Line) -> bool:
        """Directly under `Beslutsunderlag`, or in the lines that follow it without a blank line."""
        if self.papers < 0 or self.papers != line.index - 1:
            return False
        above = self.lines[self.papers]
        return self.clues.subheading(above) == "papers" or not self.looks.is_gap(line)

    def _ends(self, line: Line, heading: Heading) -> bool:
        """Whether an unnumbered heading ends the open item (outside items it always stands)."""
        item = self.item
        if item is None:
            return True
        levels = line.level, item.part.level
        if levels[0] is not None and levels[1] is not None and levels[0] > levels[1] and not heading.listed:
            return False
        begun = item.part.head is not None and line.index > item.part.head.body_at
        if begun and line.level is None and not heading.listed and words.grounds(line.text):
            item.maybe = True
            return False
        if heading.sure or (heading.listed and not heading.also_subheading):
            return True
        if heading.listed:
            sure = heading.once and (begun or self.numbered.begins(line.index + 1))
        else:
            outshines = item.style != "" and self.clues.subheadings_plain
            sure = heading.head is not None or item.papers or outshines
        item.maybe |= not sure
        return sure


def groups(parts: Sequence[Part]) -> Mapping[Part, int]:
    """For each heading with items below it: the index in `parts` after its last item."""
    found: dict[Part, int] = {}
    for index, part in enumerate(parts):
        above = part.group if part.kind is SectionKind.ITEM else None
        while above is not None:
            found[above] = index + 1
            above = above.group
    return found


def _without_remarks(parts: Sequence[Part], lines: Sequence[Line]) -> list[Part]:
    """A remark on secrecy that reads as a heading, with nothing below it, is about the item above."""
    with_items = groups(parts)
    kept: list[Part] = []
    parted = False  # the document tells its open part from its closed one
    for part in parts:
        last = kept[-1] if kept else None
        alone = part.kind is SectionKind.HEADING and part.end == part.first + 1 and part not in with_items
        ends_item = last is not None and last.kind is SectionKind.ITEM and not parted
        if last is not None and alone and ends_item and words.remark(lines[part.first].text):
            last.end, last.ambiguous = part.end, True
            continue
        parted |= part in with_items and not kept and lines[part.first].named(words.OPEN)
        kept.append(part)
    return kept
