"""Words that a narrow cell or column of a PDF breaks between two letters, read whole.

Nothing tells such a break from one at a blank: what may be one word is read so a second time, and only what
is found over the break counts. Nothing is written from it: a hit leads back to the characters as they stand.
"""

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise

from redactor.domain.document import PdfRun, Span, TextLayer
from redactor.domain.folding import Folded, fold

_FULL = 0.75
"""Of the letters of a cell's longest line: a word that had to be broken fills its line."""

_IN_ADDRESSES = frozenset("@._")
"""Signs between two letters of a mail address."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Cells and columns with broken words, one a line, the words' parts joined; folded."""

    text: str = field(repr=False)
    steps: tuple[Folded, ...] = field(repr=False)
    joints: tuple[int, ...]
    """Offsets in the layer: where lines end with a part of a word, and in a column all others, too."""

    def span(self, found: Span) -> Span | None:
        """The characters of the layer behind a span of the text; None: it lies over no break."""
        for step in reversed(self.steps):
            found = step.span(found)
        broken = bisect_right(self.joints, found.end - 1) > bisect_right(self.joints, found.start)
        return found if broken else None


def whole_words(layer: TextLayer) -> Whole | None:
    """The cells and columns of a layer that may hold broken words; None when none can."""
    starts = _line_starts(layer)
    kept: list[Span] = []
    joints: list[int] = []
    ends: list[int] = []
    for place, broken, blanks in _broken_places(layer, starts) if starts else ():
        begun = place.start
        for at in broken:
            kept.append(Span(begun, at))
            begun = at + 1
        kept.append(Span(begun, min(place.end + 1, len(layer.text))))
        joints += broken
        ends += blanks
    if not joints:
        return None
    joined = _joined(_with_blanks(layer.text, ends), kept)
    folded = fold(joined.text)
    return Whole(folded.text, (joined, folded), tuple(sorted(joints + ends)))


def _broken_places(
    layer: TextLayer, starts: frozenset[int]
) -> Iterator[tuple[Span, list[int], Sequence[int]]]:
    """Each cell and column with broken words: where these are, and which lines of it end at a blank.

    In a cell nothing tells lines that its width parted from those that are parted on purpose.
    """
    for cell in _cells(layer):
        lines = list(_lines(layer.text, cell, starts))
        broken = list(_breaks(layer.text, lines, _filled(lines)))
        if broken:
            yield cell, broken, ()
    for column in layer.narrow:
        lines = list(_lines(layer.text, column.span, starts))
        broken = list(_breaks(layer.text, lines, column.full))
        if broken:
            yield column.span, broken, [line.end for line in lines[:-1] if line.end not in broken]


def _with_blanks(text: str, ends: Sequence[int]) -> str:
    """The text with a blank at each of the offsets."""
    begins = [0, *(at + 1 for at in ends)]
    return " ".join(text[start:end] for start, end in zip(begins, (*ends, len(text)), strict=True))


def _joined(text: str, kept: Sequence[Span]) -> Folded:
    sizes = accumulate((len(span) for span in kept[:-1]), initial=0)
    return Folded(
        "".join(span.cut(text) for span in kept),
        tuple(sizes),
        tuple(span.start for span in kept),
        tuple(span.end for span in kept),
    )


def _line_starts(layer: TextLayer) -> frozenset[int]:
    """Where a line of the page begins that is another than the one before."""
    runs = [(anchored.span.start, anchored.at) for anchored in layer.anchors]
    return frozenset(
        start
        for (_, above), (start, below) in pairwise(runs)
        if isinstance(above, PdfRun) and isinstance(below, PdfRun)
        if (above.page, above.line) != (below.page, below.line)
    )


def _cells(layer: TextLayer) -> Iterator[Span]:
    for cell, blocks in groupby(layer.blocks, key=lambda block: block.cell):
        spans = [block.span for block in blocks]
        if cell is not None:
            yield Span(spans[0].start, spans[-1].end)


def _lines(text: str, cell: Span, starts: frozenset[int]) -> Iterator[Span]:
    """The cell's lines, without the blank that parts two."""
    begun = cell.start
    for at in range(cell.start + 1, cell.end):
        if text[at - 1].isspace() and at in starts and begun < at - 1:
            yield Span(begun, at - 1)
            begun = at
    if begun < cell.end:
        yield Span(begun, cell.end)


def _filled(lines: Sequence[Span]) -> frozenset[int]:
    """The ends of a cell's lines that are about as long as the longest."""
    longest = max(map(len, lines), default=0)
    return frozenset(line.end for line in lines if len(line) >= _FULL * longest)


def _breaks(text: str, lines: Sequence[Span], full: Container[int]) -> Iterator[int]:
    """The ends of lines that may go on in a word or number: one that fills its line, which it has alone."""
    for line, below in pairwise(lines):
        above = line.cut(text)
        if line.end in full and " " not in above and _may_go_on(above, below.cut(text)):
            yield line.end


def _may_go_on(above: str, below: str) -> bool:
    last, first = above[-1], below[0]
    if last.isdigit() or (last == "-" and above[-2:-1].isdigit()):
        return first.isdigit() or (first == "-" and below[1:2].isdigit()) or first in _IN_ADDRESSES
    if last in _IN_ADDRESSES:
        return first.islower() or first.isdigit()
    if first in _IN_ADDRESSES:
        return last.isalpha() and below[1:2].isalnum()
    return last.isalpha() and (first.islower() or (above.isupper() and first.isupper()))
