"""Which numbers continue the series of the items.

A number begins the next item when it continues the series in the series' own way of writing; a number that
a list inside the item may claim needs more: the series' style, a place in the contents list or a case
number, and something that the list's earlier numbers lacked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from redactor.structure import words
from redactor.structure.heads import Head
from redactor.structure.lines import Line
from redactor.structure.looks import Looks
from redactor.structure.numbered import Numbered
from redactor.structure.numbers import Number, Way
from redactor.structure.outline import Part


@dataclass(slots=True)
class Open:
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
class _Run:
    last: int = 0
    styles: Counter[str] = field(default_factory=Counter)

    @property
    def uniform(self) -> str:
        """The style that all items of the series have, when it tells them apart."""
        if len(self.styles) != 1:
            return ""
        ((style, times),) = self.styles.items()
        return style if times > 1 or style.startswith("level") else ""


class Series:
    """The items' numbers so far, in each way of writing."""

    def __init__(self, looks: Looks, numbered: Numbered) -> None:
        self._lines: Sequence[Line] = looks.lines
        self._looks = looks
        self._numbered = numbered
        self._runs: dict[Way, _Run] = {}

    def add(self, way: Way, value: int, style: str) -> None:
        """An item has begun."""
        run = self._runs.setdefault(way, _Run())
        run.last = value
        run.styles[style] += 1

    def expected(self, item: Open | None) -> int | None:
        """The number that the § series waits for, in the open item or outside every item."""
        if item is not None:
            return item.value + 1 if item.way is Way.SECTION else None
        run = self._runs.get(Way.SECTION)
        return run.last + 1 if run is not None else None

    def follows(self, number: Number) -> bool:
        """Whether the number is the last item's successor."""
        run = self._runs.get(number.way)
        return run is not None and number.value == run.last + 1

    def continues(self, line: Line, head: Head, item: Open, *, among_papers: bool) -> bool:
        """Inside an item: whether this number, in the item's way of writing, ends it and begins the next."""
        number = head.number
        assert number is not None  # noqa: S101 - Numbered.heads gives numbered heads only
        style = self._looks.style(line)
        run = self._runs[number.way]
        proofs = self._numbered.proofs(head)
        if style and style in run.styles:
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
        if number.damaged and number.way in (Way.SECTION, Way.DOT):
            return number.value == item.value + 1 and self._numbered.shown(head)
        alien = run.uniform != "" and style != run.uniform
        if claimable and not alien and self._near(item, number.value) and self._only_a_list(line, item):
            item.part.ambiguous = True
            return True
        if claimable or alien:
            self._claim(item, number.value, proofs, claimable)
            item.last_claimed = line.index
            item.passed += self._near(item, number.value)
            return False
        near = self._near(item, number.value)
        # Wide blanks behind the number set a lettered line apart.
        if among_papers or not (number.way is Way.LETTERED or self._looks.stands_apart(line)):
            item.passed += near
            return False
        return near or not self._numbered.later(line.index, number.way, item.value + 1)

    def _only_a_list(self, line: Line, item: Open) -> bool:
        """Whether the item shows no trace of secrecy and its list is written otherwise than this line.

        A secret item never ends here; in a public one the number that continues the series does.
        """
        if item.scanned == 0 and item.part.group is not None:
            above = item.part.group.head
            item.telling = above is not None and words.telling(above.heading_text)
        for before in self._lines[max(item.scanned, item.part.first) : line.index]:
            item.telling = item.telling or words.telling(before.text)
        item.scanned = line.index
        return not item.telling and self._numbered.unlike(item.last_claimed, line)

    @staticmethod
    def _near(item: Open, value: int) -> bool:
        """Whether the number is the item's successor, or one after those that a list may have claimed."""
        return item.value < value <= item.value + 1 + item.passed

    @staticmethod
    def _claim(item: Open, value: int, proofs: frozenset[str], claimable: bool) -> None:
        """A list inside the item takes the number."""
        if not claimable:
            return
        while item.counters and value != 1 and item.counters[-1] != value - 1:
            item.counters.pop()
        if value != 1 and item.counters:
            item.counters.pop()
        item.counters.append(value)
        item.claimed |= proofs
