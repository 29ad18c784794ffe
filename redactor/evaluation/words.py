"""Words of the gold's text, found again in the text that the program read.

In a text file both are the same. A Word or PDF file made of the same text may differ in blanks, line breaks
and order; its words are aligned, and a word that has no counterpart is not measured.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from redactor.domain.document import Span
from redactor.domain.folding import fold

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*")


class WordList:
    """The words of one text in order: runs of letters and digits."""

    def __init__(self, text: str) -> None:
        self.spans = [Span(m.start(), m.end()) for m in _WORD.finditer(text)]
        self.keys = [fold(span.cut(text)).text.casefold() for span in self.spans]
        self._starts = [span.start for span in self.spans]
        self._ends = [span.end for span in self.spans]

    def __len__(self) -> int:
        return len(self.spans)

    def within(self, span: Span) -> range:
        """Indexes of the words that `span` touches."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def covered(self, spans: Iterable[Span]) -> frozenset[int]:
        """Indexes of the words that any of the spans touches."""
        return frozenset(index for span in spans for index in self.within(span))


def counterparts(ours: Sequence[str], theirs: Sequence[str]) -> list[int | None]:
    """For each word of `ours` the index of the same word in `theirs`, in order; None without one."""
    first = 0
    shortest = min(len(ours), len(theirs))
    while first < shortest and ours[first] == theirs[first]:
        first += 1
    last = 0
    while last < shortest - first and ours[-1 - last] == theirs[-1 - last]:
        last += 1
    found: list[int | None] = [*range(first), *[None] * (len(ours) - first)]
    for back in range(1, last + 1):
        found[-back] = len(theirs) - back
    inner, outer = ours[first : len(ours) - last], theirs[first : len(theirs) - last]
    for block in SequenceMatcher(None, inner, outer, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            found[first + block.a + step] = first + block.b + step
    return found
