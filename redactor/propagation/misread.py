"""Identifying strings that OCR may have misread by a letter or two: `Fjallgrcn` for `Fjällgren`.

Only in what was read in pictures, and never sure: a person decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redactor.domain.document import LayerKind, PdfBox, Span, TextLayer

_WORD = re.compile(r"\S+")
_EDGES = ".,:;()[]\"'”’"
_DASHES = dict.fromkeys(map(ord, "-+–"))
_SHORTEST = 8
"""Letters and digits of the whole string; of shorter ones too many are one letter apart."""
_MOST = 2
"""Letters wrong in the whole string."""


@dataclass(frozen=True, slots=True)
class _Needle:
    index: int
    words: tuple[str, ...] = field(repr=False)
    longest: int
    """The word by which it is looked for."""


class Misread:
    """Strings to look for."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._by_part: dict[str, list[_Needle]] = {}
        for index, term in enumerate(terms):
            words = tuple(_core(word) for word in term.split())
            if sum(map(str.isalnum, term)) < _SHORTEST:
                continue
            longest = max(range(len(words)), key=lambda at: len(words[at]))
            needle = _Needle(index, words, longest)
            for part in _parts(words[longest]):
                self._by_part.setdefault(part, []).append(needle)
        self._sizes = sorted({len(part) for part in self._by_part})

    def places(self, layer: TextLayer) -> Iterator[tuple[int, Span]]:
        """Each string's index and place where it stands with one or two letters wrong."""
        if not self._by_part:
            return
        words = _seen_words(layer)
        cores = [_core(span.cut(layer.text)) for span in words]
        for at, core in enumerate(cores):
            for needle in self._candidates(core):
                first = at - needle.longest
                found = tuple(cores[max(first, 0) : first + len(needle.words)])
                if first >= 0 and _is_misread(needle.words, found):
                    yield needle.index, Span(words[first].start, words[first + len(found) - 1].end)

    def _candidates(self, word: str) -> list[_Needle]:
        parts = {word[at : at + size] for size in self._sizes for at in range(len(word) - size + 1)}
        needles = (needle for part in parts for needle in self._by_part.get(part, ()))
        return list({needle.index: needle for needle in needles}.values())


def _core(word: str) -> str:
    """Without the dashes of numbers and double names, which propagation does not ask for either."""
    return word.casefold().translate(_DASHES)


def _parts(word: str) -> tuple[str, ...]:
    """Thirds: with two letters wrong one of them is still right."""
    step = max(len(word) // 3, 1)
    return tuple({word[:step], word[step : 2 * step], word[2 * step :]} - {""})


def _seen_words(layer: TextLayer) -> list[Span]:
    """The words that OCR read, without the marks at their ends."""
    if layer.kind is LayerKind.OCR:
        stretches = [Span(0, len(layer.text))]
    else:
        stretches = [a.span for a in layer.anchors if isinstance(a.at, PdfBox)]
    words: list[Span] = []
    for stretch in stretches:
        for match in _WORD.finditer(layer.text, stretch.start, stretch.end):
            word = match.group()
            start = match.start() + len(word) - len(word.lstrip(_EDGES))
            end = match.start() + len(word.rstrip(_EDGES))
            if start < end:
                words.append(Span(start, end))
    return words


def _is_misread(words: Sequence[str], found: Sequence[str]) -> bool:
    if len(words) != len(found):
        return False
    wrong = 0
    for word, seen in zip(words, found, strict=True):
        wrong += _distance(word, seen)
        if wrong > _MOST:
            return False
    digits = any(map(str.isdigit, "".join(words)))
    return 0 < wrong <= (1 if digits else _MOST)


def _distance(one: str, other: str) -> int:
    """Letters to change, add or drop (Levenshtein 1966); no more is asked than whether they are two."""
    if abs(len(one) - len(other)) > _MOST:
        return _MOST + 1
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        above, row[0] = row[0], at
        for column, seen in enumerate(other, 1):
            cost = min(row[column] + 1, row[column - 1] + 1, above + (letter != seen))
            above, row[column] = row[column], cost
    return row[-1]
