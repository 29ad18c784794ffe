"""A layer's lines as a reader groups them: which lines near a datum can say whose it is.

The same notion for plain text, where blank lines part paragraphs, and for Word, where every line of an
address block may be a paragraph of its own: what goes on is one stretch, whatever stands between its lines.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redactor.domain.document import Block, Span, TextLayer
from redactor.domain.folding import folded_text

_AROUND = 5
"""Lines that a block of address lines may span on each side."""
_NUMBERED = re.compile(r"[ \t*#|]*(?:§|\d{1,3}[.)] )")
_SENTENCE_END = re.compile(r"[.!?][\"”)]?[ *|]*$")
_LOWER = re.compile(r"(?<![^\W_])[^\W\d_A-ZÅÄÖ]{2,}(?![^\W_])")
_IS_SENTENCE = 4
"""Lower-case words that make a line with a full stop a sentence, not a label with its value."""
_WRAPS_FROM = 40
"""A line shorter than this ends because its paragraph does."""
_ONE_BLANK_LINE = 2
_LABELLED = re.compile(r"[ \t*]*[A-ZÅÄÖ][\w /-]{1,30}:[ \t*]*\S[^\n]{0,80}$")
_REACHED = re.compile(
    r"[ \t*]*(?i:(?:post|bostads|hem)?adress|(?:hem|mobil)?telefon|tel\.?|tfn|mobil(?:nummer)?"
    r"|e-?post(?:adress)?|mejl|postnummer och ort|postort)[ \t*]*:"
)
"""Labels of how somebody is reached."""
_FIELDS = 2
"""Cells of a row that is a label with its value; rows of more are each about something else."""


@dataclass(frozen=True, slots=True)
class Lines:
    """One layer's lines; the cells of a table row are one line."""

    text: str = field(repr=False)
    spans: tuple[Span, ...]
    blocks: tuple[tuple[Block, ...], ...]

    def at(self, start: int) -> int:
        """The number of the line that holds `start`."""
        return max(bisect_right(self.spans, start, key=lambda s: s.start) - 1, 0)

    def cell(self, i: int, start: int) -> Span:
        """The cell of row `i` that holds `start`, with all its lines; the whole line outside a table."""
        own = next((b.cell for b in self.blocks[i] if b.cell and b.span.start <= start < b.span.end), None)
        if own is None:
            return self.spans[i]
        same = [b.span for b in self.blocks[i] if b.cell == own]
        return Span(same[0].start, same[-1].end)

    def around(self, i: int) -> Iterator[int]:
        """Lines of the same stretch near `i`: those above, nearest first, then those below."""
        for step in (-1, 1):
            at = i
            for _ in range(_AROUND):
                at += step
                if not 0 <= at < len(self.spans) or not self._goes_on(min(at, at - step)):
                    break
                yield at

    def _goes_on(self, i: int) -> bool:
        """Whether line `i + 1` belongs to the same stretch as line `i`."""
        first, second = self.spans[i], self.spans[i + 1]
        above, below = self.blocks[i], self.blocks[i + 1]
        if not (above and below):
            return False
        if self.text.count("\n", first.end, second.start) > 1:
            return self._next_field(first, second)
        if above[-1].cell or below[0].cell:
            return _fields(above, below)
        if above[-1].paragraph == below[0].paragraph:
            return True
        if above[0].level is not None or below[0].level is not None or below[0].label:
            return False
        upper, lower = first.cut(self.text), second.cut(self.text)
        if _NUMBERED.match(lower) or upper.lstrip(" *").startswith("§") or _is_sentence(upper):
            return False
        return len(upper) >= _WRAPS_FROM or not _is_sentence(lower)

    def _next_field(self, first: Span, second: Span) -> bool:
        """Whether one blank line parts a label with its value from the label of a way to reach the same."""
        upper, lower = (folded_text(s.cut(self.text)) for s in (first, second))
        apart = self.text.count("\n", first.end, second.start) == _ONE_BLANK_LINE
        return apart and _LABELLED.match(upper) is not None and _REACHED.match(lower) is not None


def lines(layer: TextLayer) -> Lines:
    """The lines of a layer; a layer without blocks is one line."""
    rows = tuple(_rows(layer.blocks))
    if not rows:
        whole = (Span(0, len(layer.text)),) if layer.text else ()
        return Lines(layer.text, whole, tuple(() for _ in whole))
    return Lines(layer.text, tuple(Span(r[0].span.start, r[-1].span.end) for r in rows), rows)


def _rows(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    held: list[Block] = []
    for block in blocks:
        if held and not _same_row(held[-1], block):
            yield tuple(held)
            held = []
        held.append(block)
    if held:
        yield tuple(held)


def _same_row(a: Block, b: Block) -> bool:
    return bool(a.cell and b.cell) and _row(a) == _row(b)


def _row(block: Block) -> tuple[int, int] | None:
    return (block.cell.table, block.cell.row) if block.cell else None


def _fields(above: Sequence[Block], below: Sequence[Block]) -> bool:
    """Whether two rows of one table are labels with their values, such as a form's."""
    if above[-1].cell is None or below[0].cell is None or above[-1].cell.table != below[0].cell.table:
        return False
    return all(len({b.cell.column for b in row if b.cell}) <= _FIELDS for row in (above, below))


def _is_sentence(line: str) -> bool:
    return _SENTENCE_END.search(line) is not None and len(_LOWER.findall(line)) >= _IS_SENTENCE
