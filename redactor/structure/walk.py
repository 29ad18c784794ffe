"""Which lines begin an item, and where each item ends (contract.md, "Where an item ends").

One pass over the lines. In doubt the later end counts, and the item says so.
"""

from collections.abc import Sequence

from redactor.domain.document import SectionKind
from redactor.structure import words
from redactor.structure.clues import Clues, Heading
from redactor.structure.heads import Head, bare_head
from redactor.structure.lines import Line
from redactor.structure.numbers import Way
from redactor.structure.outline import Part, without_remarks, without_tails
from redactor.structure.series import Open, Series


class Walk:
    """Goes through the lines once; `parts` is what it found, in order, `inner` what stands inside them."""

    def __init__(self, lines: Sequence[Line], clues: Clues) -> None:
        self.lines = lines
        self.clues = clues
        self.looks = clues.looks
        self.numbered = clues.numbered
        self.parts: list[Part] = []
        self.inner: list[Part] = []  # attachments that may begin inside items
        self.item: Open | None = None
        self.series = Series(self.looks, self.numbered)
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
        return without_tails(without_remarks(self.parts, self.lines), self.lines)

    def _line(self, line: Line) -> int:
        """Handles one line; the index of the next to look at."""
        kind = self.clues.apart.get(line.index)
        if kind is not None:
            self._other(kind, line)
            return line.index + 1
        if self.parts and self.parts[-1].kind is SectionKind.ATTENDANCE and self.parts[-1].end < 0:
            self._close(line.index)
        head = self._accepted(line)
        if head is not None:
            self._open(head)
            return head.body_at
        if self.item is None and words.legend(line.text):
            self._legend(line)
            return line.index + 1
        self._subheading(line)
        heading = self.clues.heading(line)
        if heading is None and self.item is None and self.clues.marked_title(line):
            heading = Heading(listed=True, once=True)
        if heading is not None and words.stamp(line.text) and self._is_stamp(line):
            return line.index + 1
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
        self.item = Open(part, way, value, suffix, style)
        self.report = self.attached = False
        if way is not None:
            self.series.add(way, value, style)

    def _accepted(self, line: Line) -> Head | None:
        """The head with which an item begins at this line."""
        for head in self.numbered.heads(line.index, self.series.expected(self.item)):
            if self.item is None:
                if self._opens(line, head):
                    return head
            elif self._next(line, head, self.item):
                return head
        return None

    def _next(self, line: Line, head: Head, item: Open) -> bool:
        """Inside an item: whether this head ends it and begins the next."""
        if head.number is None or head.number.way is not item.way:
            return self._outranks(line, item)
        return self.series.continues(line, head, item, among_papers=self._among_papers(line))

    def _opens(self, line: Line, head: Head) -> bool:
        """Outside every item."""
        number = head.number
        assert number is not None  # noqa: S101 - Numbered.heads gives numbered heads only
        if self._among_papers(line):
            return False
        if number.damaged:
            return self.numbered.shown(head)
        if self.numbered.proofs(head):
            return True
        if number.way not in self.numbered.ways or self.attached:
            return False
        if self.series.follows(number):
            return True
        if self.report or self.looks.follows_lead_in(line):
            return False
        return number.way is Way.SECTION or number.value >= 1

    @staticmethod
    def _outranks(line: Line, item: Open) -> bool:
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
            return self._place_decides(line, heading, item, begun=begun)
        outshines = item.style != "" and self.clues.subheadings_plain
        sure = heading.head is not None or item.papers or outshines
        item.maybe |= not sure
        return sure

    def _is_stamp(self, line: Line) -> bool:
        """Whether a marker set as a heading stands right under an item's, or at the document's top."""
        if self.item is not None:
            return self.item.part.head is not None and self.item.part.head.body_at == line.index
        items = any(part.kind is SectionKind.ITEM for part in self.parts)
        return not items and not self.numbered.begins(line.index + 1)

    def _place_decides(self, line: Line, heading: Heading, item: Open, *, begun: bool) -> bool:
        """Whether a word such as `Information` ends the item: one of the closed list, and a subheading too.

        In minutes all that is dealt with has its §: what no § follows is said of the open one.
        """
        below = line.index + 1
        if item.way is Way.SECTION:
            sure = heading.once and self.numbered.begins(below, Way.SECTION)
            subheading = not heading.once and self.numbered.later(below, Way.SECTION, item.value + 1)
        else:
            sure = heading.once and (begun or self.numbered.begins(below))
            subheading = False
        item.maybe |= not sure and not subheading
        return sure
